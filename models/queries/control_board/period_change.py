"""What opening, closing or reopening a period will do, before somebody does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from models.queries.asked_sheets import count_asked
from models.queries.control_board.board import deadline_of
from models.rules.deadline import Deadline
from models.rules.period import Period
from models.rules.workflow import PeriodState, SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.reporting_period import ReportingPeriod

_SENT = (SheetState.SUBMITTED, SheetState.SUPERVISED)
_CHECKED = (SheetState.VERIFIED, SheetState.VALIDATED)
_SILENT = (SheetState.NOT_STARTED, SheetState.DRAFT, SheetState.NO_REPORT)


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """The period as it stands, its deadline if it has one, its sheets by state, and what opening would lay out."""

    period: str
    state: PeriodState
    deadline: Deadline | None
    sheets: Mapping[SheetState, int]
    asked_reports: int
    asked_units: int

    @property
    def checked(self) -> int:
        """Reports that passed a check."""
        return sum(self.sheets[state] for state in _CHECKED)

    @property
    def unchecked(self) -> int:
        """Reports that were sent and wait for their check."""
        return sum(self.sheets[state] for state in _SENT)

    @property
    def returned(self) -> int:
        """Reports that went back and did not come again."""
        return self.sheets[SheetState.RETURNED]

    @property
    def silent(self) -> int:
        """Reports that never came."""
        return sum(self.sheets[state] for state in _SILENT)

    @property
    def closed(self) -> int:
        """Reports that a reopening would open again."""
        return self.sheets[SheetState.CLOSED]


def period_change(institution_id: int, period: str) -> PeriodChange:
    """Give it for a period of the institution; four statements."""
    span = Period.parse(period)
    state = db.session.scalar(
        select(ReportingPeriod.state).where(
            ReportingPeriod.institution_id == institution_id, ReportingPeriod.period == period
        )
    )
    rows = db.session.execute(
        select(CaptureSheet.state, func.count())
        .where(CaptureSheet.institution_id == institution_id, CaptureSheet.period == period)
        .group_by(CaptureSheet.state)
    )
    sheets = Counter({SheetState(each): many for each, many in rows})
    deadline = deadline_of(institution_id, span)
    return PeriodChange(period, state or PeriodState.FUTURE, deadline, sheets, *count_asked(institution_id, span))
