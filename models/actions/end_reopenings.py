"""A period that was opened again for some days is closed when they are over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.close_period import close_period
from models.rules.workflow import PeriodState
from models.scope import Reader
from models.tables.base import db
from models.tables.reporting_period import ReportingPeriod


def end_reopenings(institution_id: int, actor: Reader, now: datetime) -> list[str]:
    """Close what was opened again until a moment before `now`; give the periods. Commit after it.

    A closed period is not found again: it may run at any time and as often as one likes.
    """
    rows = db.session.scalars(
        select(ReportingPeriod)
        .where(
            ReportingPeriod.institution_id == institution_id,
            ReportingPeriod.state == PeriodState.REOPENED,
            ReportingPeriod.reopened_until < now,
        )
        .order_by(ReportingPeriod.period)
        .with_for_update()
    )
    periods = list(rows)
    for period in periods:
        close_period(period, actor, now)
    return [period.period for period in periods]
