"""The quarter whose urgent meeting is due (S0-I-09)."""

from __future__ import annotations

from sqlalchemy import func, select

from models.rules.period import Period, PeriodKind
from models.rules.workflow import PeriodState
from models.tables.base import db
from models.tables.reporting_period import ReportingPeriod


def called_quarter(institution_id: int) -> str | None:
    """Give the quarter of the last closed month where that is the quarter's last month too; None else."""
    last = db.session.scalar(
        select(func.max(ReportingPeriod.period)).where(
            ReportingPeriod.institution_id == institution_id,
            ReportingPeriod.state == PeriodState.CLOSED,
            ReportingPeriod.period.op("~")("^[0-9]{4}-[0-9]{2}$"),
        )
    )
    if last is None:
        return None
    month = Period.parse(last)
    quarter = Period.containing(month.start, PeriodKind.QUARTER)
    return str(quarter) if quarter.end == month.end else None
