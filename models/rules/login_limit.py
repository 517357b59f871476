"""How long somebody waits after failed log-ins: only failures count, and nobody waits for ever (rulings 21)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

WINDOW = timedelta(minutes=15)
FREE_BY_ACCOUNT = 10
FREE_BY_ADDRESS = 100
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
PAUSE_THAT_FORGETS = timedelta(hours=1)


def account_opens_at(failures: Sequence[datetime]) -> datetime | None:
    """Moment from which an account may be tried again, or None where it may be now and always could.

    `failures` are the account's, oldest first, without those before its last good log-in. Ten in a quarter of an hour
    are free. Then each failure doubles the wait, from half a minute up to a quarter of an hour; an hour without any
    failure forgets them. Tries during the wait are refused and do not count, so the wait always ends.
    """
    run = _last_run(failures)
    if not _crowded(run):
        return None
    doublings = min(len(run) - FREE_BY_ACCOUNT, 10)  # far beyond the longest wait, and no overflow
    return run[-1] + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def address_opens_at(failures: Sequence[datetime]) -> datetime | None:
    """Moment from which an address may try again: a hundred failures in a quarter of an hour close it until one ages.

    `failures` are the address's newest, oldest first. Thirty liaisons behind one office address never come near.
    """
    return failures[-FREE_BY_ADDRESS] + WINDOW if len(failures) >= FREE_BY_ADDRESS else None


def _last_run(failures: Sequence[datetime]) -> Sequence[datetime]:
    """The failures since the last pause that forgets."""
    start = 0
    for position, (earlier, later) in enumerate(pairwise(failures), start=1):
        if later - earlier >= PAUSE_THAT_FORGETS:
            start = position
    return failures[start:]


def _crowded(run: Sequence[datetime]) -> bool:
    """Whether ten failures of the run ever fell into one quarter of an hour."""
    last = FREE_BY_ACCOUNT - 1
    return any(tenth - run[position] <= WINDOW for position, tenth in enumerate(run[last:]))
