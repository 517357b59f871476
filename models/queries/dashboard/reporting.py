"""How many units have reported, how many never did, and from when the figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from models.queries.sheet_board import SENT
from models.rules.period import Period
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.score_run import ScoreRun


@dataclass(frozen=True, slots=True)
class Reporting:
    """Units whose report is due, those of which all is in, sheets that never came; when figures were last computed."""

    due: int
    sent: int
    silent: int
    computed_at: datetime | None


def reporting_of(institution_id: int, period: str) -> Reporting:
    """That of the units that the reader sees; what was waived is not due. One statement."""
    by_unit = (
        select(
            CaptureSheet.org_unit_id,
            func.bool_and(CaptureSheet.state.in_(SENT)).label("is_in"),
            func.count().filter(CaptureSheet.state == SheetState.NO_REPORT).label("silent"),
        )
        .where(
            CaptureSheet.institution_id == institution_id,
            CaptureSheet.period == period,
            CaptureSheet.exempt_reason == "",
        )
        .group_by(CaptureSheet.org_unit_id)
        .subquery()
    )
    run = ScoreRun.__table__  # the moment is no one unit's
    computed = select(func.max(run.c.computed_at)).where(run.c.institution_id == institution_id, run.c.period == period)
    due, sent, silent, computed_at = db.session.execute(
        select(
            func.count(),
            func.count().filter(by_unit.c.is_in),
            func.coalesce(func.sum(by_unit.c.silent), 0),
            computed.scalar_subquery(),
        ).select_from(by_unit)
    ).one()
    return Reporting(due, sent, int(silent), computed_at)


def stored_periods(institution_id: int) -> Sequence[Period]:
    """Every period for which figures are stored, the latest first; one statement."""
    run = ScoreRun.__table__
    rows = db.session.scalars(select(run.c.period).where(run.c.institution_id == institution_id).distinct())
    return sorted(map(Period.parse, rows), key=lambda each: (each.last_month, each.first_month), reverse=True)
