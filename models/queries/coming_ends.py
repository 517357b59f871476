"""What ends for some alone: a period that was opened again, a unit's later date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from models.rules.workflow import PeriodState
from models.tables.base import db
from models.tables.deadline_extension import DeadlineExtension
from models.tables.reporting_period import ReportingPeriod


@dataclass(frozen=True, slots=True)
class ComingEnd:
    """Until when a unit, or every one where `org_unit_id` is None, may still send a period.

    `told_at` is when those concerned were told of this end; None: nobody told them.
    """

    period: str
    until: datetime
    org_unit_id: int | None = None
    told_at: datetime | None = None

    @property
    def key(self) -> str:
        """Name of telling it, in the table of occurrences."""
        return f"last_call:{self.period}:{self.org_unit_id or 'all'}"


def coming_ends(institution_id: int, now: datetime) -> list[ComingEnd]:
    """Give those after `now`, in order; two statements."""
    reopened = db.session.execute(
        select(ReportingPeriod.period, ReportingPeriod.reopened_until).where(
            ReportingPeriod.institution_id == institution_id,
            ReportingPeriod.state == PeriodState.REOPENED,
            ReportingPeriod.reopened_until > now,
        )
    )
    later = db.session.scalars(
        select(DeadlineExtension)
        .join(
            ReportingPeriod,
            and_(
                ReportingPeriod.institution_id == DeadlineExtension.institution_id,
                ReportingPeriod.period == DeadlineExtension.period,
            ),
        )
        .where(
            DeadlineExtension.institution_id == institution_id,
            DeadlineExtension.due_at > now,
            ReportingPeriod.state != PeriodState.CLOSED,
        )
    )
    ends = [ComingEnd(period, until) for period, until in reopened if until is not None]
    ends += [ComingEnd(row.period, row.due_at, row.org_unit_id, row.granted_at) for row in later]
    return sorted(ends, key=lambda end: (end.until, end.key))
