"""Periods that somebody asked to be closed and that a job has still to close."""

from __future__ import annotations

from sqlalchemy import select

from models.tables.base import db
from models.tables.reporting_period import ReportingPeriod


def asked_closings() -> list[tuple[int, int]]:
    """Institution and period, as ids, in the order in which they were asked; of all that the reader sees."""
    question = (
        select(ReportingPeriod.institution_id, ReportingPeriod.id)
        .where(ReportingPeriod.closing_asked_at.is_not(None))
        .order_by(ReportingPeriod.closing_asked_at, ReportingPeriod.period)
    )
    return [(institution_id, period_id) for institution_id, period_id in db.session.execute(question)]
