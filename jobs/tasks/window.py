"""Opening and ending a month's window, and closing the month where the preset names a day for it."""

from __future__ import annotations

from jobs.tasks.desk import Desk, Result
from models.actions.close_period import close_period
from models.actions.open_period import close_window, open_period, period_row
from models.rules.workflow import PeriodState

OPENED, WINDOW_CLOSED, CLOSED = "opened", "window closed", "closed"


def open_month(desk: Desk) -> Result:
    """BD1 00:00 (S0-II-02)."""
    opened = open_period(desk.institution_id, desk.task.deadline, desk.actor, desk.now)
    return Result(OPENED if opened else "was open")


def end_window(desk: Desk) -> Result:
    """BD6 00:00: late is not closed (rulings 1)."""
    period = period_row(desk.institution_id, desk.period)
    return Result(WINDOW_CLOSED if close_window(desk.institution_id, period, desk.actor, desk.now) else "was closed")


def close_month(desk: Desk) -> Result:
    """Only where a rule names a closing day; the planning head may have done it before."""
    period = period_row(desk.institution_id, desk.period)
    if period.state is not PeriodState.UNDER_REVIEW:
        return Result("not under review")
    close_period(period, desk.actor, desk.now)
    return Result(CLOSED)
