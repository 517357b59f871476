"""The quarter whose urgent meeting is due, and the meetings that it has (S0-I-09)."""

from __future__ import annotations

from sqlalchemy import func, select

from models.rules.meeting import MeetingKind, MeetingState
from models.rules.period import Period, PeriodKind
from models.rules.workflow import PeriodState
from models.tables.base import db
from models.tables.meeting import Meeting
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


def urgent_meeting_of(institution_id: int, quarter: str) -> Meeting | None:
    """Give that of the quarter, one that was called off only where there is no other."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.institution_id == institution_id, Meeting.kind == MeetingKind.URGENT, Meeting.period == quarter)
        .order_by(Meeting.state == MeetingState.CANCELLED, Meeting.id.desc())
        .limit(1)
    ).one_or_none()
