"""The first moment and the last moment of a month's window: what the clock does, not a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from models.actions.ensure_sheets import ensure_sheets
from models.actions.record_act import Act, record_act
from models.actions.score_period import score_period
from models.queries.unit_deadline import running_extensions
from models.rules.deadline import Deadline
from models.rules.period_step import sheet_at_window_end, window_ends, window_opens
from models.rules.workflow import PeriodState, SheetState
from models.scope import Reader
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.reporting_period import ReportingPeriod

SILENT = tuple(state for state in SheetState if sheet_at_window_end(state) is SheetState.NO_REPORT)


def period_row(institution_id: int, period: str) -> ReportingPeriod:
    """The row of a period, made as `future` when it is not there yet, locked until the transaction ends."""
    statement = insert(ReportingPeriod).values(
        institution_id=institution_id, period=period, state=PeriodState.FUTURE.value
    )
    db.session.execute(statement.on_conflict_do_nothing(index_elements=["institution_id", "period"]))
    return db.session.scalars(
        select(ReportingPeriod)
        .where(ReportingPeriod.institution_id == institution_id, ReportingPeriod.period == period)
        .with_for_update()
    ).one()


def open_period(institution_id: int, deadline: Deadline, actor: Reader, now: datetime) -> bool:
    """Open the window: the period, its empty sheets, and its date as announced. True when it was not open before."""
    period = period_row(institution_id, str(deadline.period))
    if window_opens(period.state) is period.state:
        return False
    period.state, period.opened_at = window_opens(period.state), now
    db.session.flush()
    ensure_sheets(institution_id, period.period)
    announce(institution_id, deadline, now)
    score_period(institution_id, period.period, now)
    record_act(actor, Act("open_period", "reporting_period", period.id, {"period": period.period}), now)
    return True


def close_window(institution_id: int, period: ReportingPeriod, actor: Reader, now: datetime) -> bool:
    """End the window: what was never sent is silent from now on and counts as such (R C-12). True when it was open.

    A unit with a later date of its own is silent after that one (`end_extensions`).
    """
    if window_ends(period.state) is period.state:
        return False
    period.state, period.window_closed_at = window_ends(period.state), now
    ensure_sheets(institution_id, period.period)
    db.session.execute(
        update(CaptureSheet)
        .where(
            CaptureSheet.institution_id == institution_id,
            CaptureSheet.period == period.period,
            CaptureSheet.state.in_(SILENT),
            CaptureSheet.org_unit_id.not_in(list(running_extensions(institution_id, period.period, now))),
        )
        .values(state=SheetState.NO_REPORT.value, row_version=CaptureSheet.row_version + 1)
    )
    db.session.flush()
    score_period(institution_id, period.period, now)
    record_act(actor, Act("close_window", "reporting_period", period.id, {"period": period.period}), now)
    return True


def announce(institution_id: int, deadline: Deadline, now: datetime) -> None:
    """Fix the date that people are told; a later change of the calendar does not move it silently."""
    statement = insert(AnnouncedDeadline).values(
        institution_id=institution_id,
        rule=deadline.rule,
        subject=deadline.subject,
        period=str(deadline.period),
        opens=deadline.opens,
        nominal_due=deadline.nominal_due,
        effective_due=deadline.effective_due,
        due_at=deadline.due_at,
        why=deadline.why,
        announced_at=now,
    )
    db.session.execute(statement.on_conflict_do_nothing(index_elements=["institution_id", "rule", "period"]))
