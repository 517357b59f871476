"""Ten failures in a quarter of an hour are free; then the wait grows, and it always ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.login_limit import LONGEST_WAIT, PAUSE_THAT_FORGETS, account_opens_at, address_opens_at

START = datetime(2027, 4, 8, 9, tzinfo=UTC)


def failures(*minutes: float) -> list[datetime]:
    """Failures at these minutes after nine o'clock."""
    return [START + timedelta(minutes=minute) for minute in minutes]


@pytest.mark.parametrize(
    ("minutes", "wait"),
    [
        (range(9), None),  # nine are free
        (range(10), 0.5),  # the tenth within ten minutes
        (range(0, 20, 2), None),  # ten, but over eighteen minutes
        ([*range(10), 11], 1),
        ([*range(10), 11, 13], 2),
        ([*range(10), 11, 13, 16, 21, 30], 15),  # as far as it goes
        ([*range(10), 11, 13, 16, 21, 30, 46, 62], 15),
        ([*range(10), 80], None),  # an hour's pause forgets
    ],
)
def test_it_makes_an_account_wait(minutes: range | list[int], wait: float | None) -> None:
    run = failures(*minutes)
    assert account_opens_at(run) == (None if wait is None else run[-1] + timedelta(minutes=wait))


@given(st.lists(st.floats(0, 60 * 24), max_size=200))
def test_nobody_waits_for_ever(minutes: list[float]) -> None:
    run = sorted(failures(*minutes))
    opens = account_opens_at(run)
    assert opens is None or opens <= run[-1] + LONGEST_WAIT < run[-1] + PAUSE_THAT_FORGETS


@pytest.mark.parametrize(("count", "wait"), [(0, None), (99, None), (100, 15), (140, 15)])
def test_it_makes_an_address_wait_until_one_of_a_hundred_ages(count: int, wait: int | None) -> None:
    run = failures(*(number / 100 for number in range(count)))
    assert address_opens_at(run) == (None if wait is None else run[-100] + timedelta(minutes=wait))
