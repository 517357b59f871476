"""Which periods have opened, and how they stand."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, select

from models.rules.workflow import PeriodState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.information_request import InformationRequest
from models.tables.reporting_period import ReportingPeriod


def period_states(institution_id: int) -> dict[str, ReportingPeriod]:
    """Every period that the institution has, by code."""
    rows = db.session.scalars(select(ReportingPeriod).where(ReportingPeriod.institution_id == institution_id))
    return {row.period: row for row in rows}


def period_state(institution_id: int, period: str) -> PeriodState | None:
    """How a period stands, None for one that the institution does not have yet."""
    return db.session.scalar(
        select(ReportingPeriod.state).where(
            ReportingPeriod.institution_id == institution_id, ReportingPeriod.period == period
        )
    )


def newest_open_period(institution_id: int) -> str | None:
    """The newest period that is not future, or None before the first one opens; not those that a request asks about."""
    return db.session.scalar(
        select(ReportingPeriod.period)
        .where(
            ReportingPeriod.institution_id == institution_id,
            ReportingPeriod.state != PeriodState.FUTURE,
            ~is_of_request(ReportingPeriod),
        )
        .order_by(ReportingPeriod.opened_at.desc().nulls_last(), ReportingPeriod.period.desc())
        .limit(1)
    )


def is_of_request(of: type[ReportingPeriod | CaptureSheet]) -> ColumnElement[bool]:
    """A period about which the units were asked, beside those of which they report."""
    request = InformationRequest.__table__.c
    return exists().where(request.institution_id == of.institution_id, request.period == of.period)
