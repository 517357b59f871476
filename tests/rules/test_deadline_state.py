"""How a deadline stands on a day: one word for each, and time only goes forward through them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.deadline import Deadline
from models.rules.deadline_state import DeadlineState, deadline_state
from models.rules.due_date import deadline_of
from models.rules.period import Period
from tests.rules.calendars import CALENDARS
from tests.rules.deadline_rules import CAPTURE, EL_SALVADOR

MARCH: Deadline = deadline_of(CAPTURE, Period.parse("2027-03"), CALENDARS["SV-public"], EL_SALVADOR)
"""Opens on Thursday 1 April 2027, due on Wednesday the 7th."""


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2027, 3, 31), DeadlineState.COMING),  # the evening before it opens
        (date(2027, 4, 1), DeadlineState.OPEN),
        (date(2027, 4, 3), DeadlineState.OPEN),  # four days before
        (date(2027, 4, 4), DeadlineState.SOON),  # three days before, a Sunday
        (date(2027, 4, 6), DeadlineState.SOON),
        (date(2027, 4, 7), DeadlineState.TODAY),
        (date(2027, 4, 8), DeadlineState.PAST),
    ],
)
def test_it_says_how_it_stands_that_day(today: date, state: DeadlineState) -> None:
    assert deadline_state(MARCH, today) is state


@given(st.integers(-400, 400))
def test_what_is_in_is_done_whatever_the_day(days: int) -> None:
    today = MARCH.effective_due + timedelta(days=days)
    assert deadline_state(MARCH, today, is_done=True) is DeadlineState.DONE


@given(st.integers(-400, 400), st.integers(0, 60))
def test_no_day_takes_it_back(days: int, later: int) -> None:
    order = [
        DeadlineState.COMING, DeadlineState.OPEN, DeadlineState.SOON, DeadlineState.TODAY, DeadlineState.PAST,
    ]  # fmt: skip
    today = MARCH.effective_due + timedelta(days=days)
    first, second = (order.index(deadline_state(MARCH, day)) for day in (today, today + timedelta(days=later)))
    assert first <= second
