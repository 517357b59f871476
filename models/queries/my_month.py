"""Everything that the liaison's screen shows of a unit's month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from models.queries.line_figures import LineFigures, line_figures
from models.queries.periods import is_of_request, period_state
from models.queries.sheet_board import SENT
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.unit_deadline import unit_deadline
from models.queries.unit_sheets import unit_sheets
from models.rules.deadline import Deadline
from models.rules.period_step import takes_values
from models.rules.workflow import PeriodState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.evidence import Evidence
from models.tables.internal_activity import InternalActivity
from models.tables.reporting_period import ReportingPeriod


@dataclass(frozen=True, slots=True)
class Month:
    """The sheets of one unit and period with their lines; `evidence` is by progress row."""

    period: str
    org_unit_id: int
    sheets: tuple[CaptureSheet, ...]
    lines: tuple[SheetLine, ...]
    figures: Mapping[int, LineFigures]
    internal: tuple[InternalActivity, ...]
    evidence: Mapping[int, Sequence[Evidence]]
    deadline: Deadline | None
    state: PeriodState | None
    now: datetime

    @property
    def takes_values(self) -> bool:
        """The period has opened and is not closed."""
        return self.state is not None and takes_values(self.state)

    @property
    def is_sent(self) -> bool:
        """Every sheet of the month is in."""
        return all(sheet.state in SENT for sheet in self.sheets)

    @property
    def is_past_due(self) -> bool:
        """The window has ended."""
        return self.deadline is not None and not self.deadline.is_on_time(self.now)

    @property
    def programmed(self) -> int:
        """Lines that ask for a value this month."""
        return sum(line.is_programmed for line in self.lines)

    @property
    def filled(self) -> int:
        """Of these, the ones that have a value or a reason."""
        return sum(line.is_programmed and not line.is_missing for line in self.lines)


def my_month(institution_id: int, org_unit_id: int, period: str, now: datetime) -> Month:
    """The month of a unit as its reader may see it; empty when the period has not opened."""
    sheets = unit_sheets(org_unit_id, period)
    lines = sheet_lines(sheets)
    return Month(
        period=period,
        org_unit_id=org_unit_id,
        sheets=tuple(sheets),
        lines=tuple(lines),
        figures=line_figures(sheets, lines),
        internal=internal_of(sheets),
        evidence=evidence_of(lines),
        deadline=unit_deadline(institution_id, period, org_unit_id),
        state=period_state(institution_id, period),
        now=now,
    )


def newest_period(institution_id: int, org_unit_id: int) -> str | None:
    """The period that opened last among those for which the unit has a sheet: a unit may have months and quarters.

    What a request asks about comes after all that is reported without being asked.
    """
    return db.session.scalar(
        select(CaptureSheet.period)
        .outerjoin(
            ReportingPeriod,
            and_(
                ReportingPeriod.institution_id == CaptureSheet.institution_id,
                ReportingPeriod.period == CaptureSheet.period,
            ),
        )
        .where(CaptureSheet.institution_id == institution_id, CaptureSheet.org_unit_id == org_unit_id)
        .order_by(
            is_of_request(CaptureSheet), ReportingPeriod.opened_at.desc().nulls_last(), CaptureSheet.period.desc()
        )
        .limit(1)
    )


def internal_of(sheets: Sequence[CaptureSheet]) -> tuple[InternalActivity, ...]:
    """Internal activities of some sheets, as they were entered; one statement."""
    rows = db.session.scalars(
        select(InternalActivity)
        .where(InternalActivity.capture_sheet_id.in_([sheet.id for sheet in sheets]))
        .order_by(InternalActivity.id)
    )
    return tuple(rows)


def evidence_of(lines: Sequence[SheetLine]) -> dict[int, list[Evidence]]:
    """Current evidence by progress row; one statement where any line has some, none otherwise."""
    with_files = [line.progress_id for line in lines if line.evidence_count]
    found: dict[int, list[Evidence]] = defaultdict(list)
    if with_files:
        rows = db.session.scalars(
            select(Evidence).where(Evidence.progress_id.in_(with_files), Evidence.is_current).order_by(Evidence.id)
        )
        for row in rows:
            found[row.progress_id or 0].append(row)
    return dict(found)
