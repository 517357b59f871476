"""How a deadline stands on a day, in the words of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.rules.deadline import Deadline

SOON = timedelta(days=3)
"""How long before its due day a deadline is told apart, in calendar days."""


class DeadlineState(StrEnum):
    """From done to far away."""

    DONE = "done"
    PAST = "past"
    TODAY = "today"
    SOON = "soon"
    OPEN = "open"
    COMING = "coming"


def deadline_state(deadline: Deadline, today: date, *, is_done: bool = False) -> DeadlineState:
    """Give the state of a deadline on the institution's day; `is_done`: what it asks of the reader is in."""
    if is_done:
        return DeadlineState.DONE
    if deadline.effective_due < today:
        return DeadlineState.PAST
    if deadline.effective_due == today:
        return DeadlineState.TODAY
    if deadline.opens > today:
        return DeadlineState.COMING
    return DeadlineState.SOON if deadline.effective_due - today <= SOON else DeadlineState.OPEN
