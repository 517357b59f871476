"""Close the periods of an institution whose cuts take longer than a page may."""

from __future__ import annotations

import logging

from sqlalchemy import select

from models.actions.close_period import close_period
from models.clock import business_now
from models.queries.asked_closings import asked_closings
from models.queries.local_day import local_day
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.scope import as_system, reading_as
from models.tables.base import db
from models.tables.reporting_period import ReportingPeriod
from models.trail_context import tell_trail

log = logging.getLogger("rumbo.close_periods")


def close_periods(institution_id: int) -> int:
    """Close what was asked, in order, as whoever asked; give how many. One transaction each.

    A kill leaves a period as it was, still asked, and the next run closes it. What a rule refuses by now, say because
    the person has the office no more, is not asked any longer.
    """
    with as_system(institution_id):
        asked = [period_id for _, period_id in asked_closings()]
        db.session.commit()
        return sum(_close(period_id) for period_id in asked)


def _close(period_id: int) -> bool:
    period = _held(period_id)
    if period is None:
        db.session.rollback()
        return False
    now = business_now()
    try:
        actor = reader_of(period.closing_asked_by_id or 0, local_day(period.institution_id, now))
        with reading_as(actor):
            tell_trail()
            close_period(period, actor, now)
            db.session.commit()
    except RuleBroken as refused:
        db.session.rollback()
        log.warning("period %s is not closed: %s", period_id, refused.message)
        _give_up(period_id)
        return False
    return True


def _give_up(period_id: int) -> None:
    period = _held(period_id)
    if period is not None:
        period.closing_asked_at = period.closing_asked_by_id = None
    db.session.commit()


def _held(period_id: int) -> ReportingPeriod | None:
    """The period under lock; None where another worker holds it or has closed it."""
    return db.session.scalars(
        select(ReportingPeriod)
        .where(ReportingPeriod.id == period_id, ReportingPeriod.closing_asked_at.is_not(None))
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
