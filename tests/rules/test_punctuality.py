from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.punctuality import Completeness, Punctuality, Timeliness, days_late, punctuality, timeliness
from tests.rules.scoring import words

DUE = datetime(2027, 4, 7, 23, 59, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("sent_at", "now", "expected"),
    [
        (DUE, DUE + SECOND, Timeliness.ON_TIME),  # the last second
        (DUE + SECOND, DUE + SECOND, Timeliness.LATE),
        (None, DUE, Timeliness.NOT_DUE),
        (None, DUE + SECOND, Timeliness.MISSING),
    ],
)
def test_it_compares_sending_with_the_due_moment(sent_at: datetime | None, now: datetime, expected: Timeliness) -> None:
    assert timeliness(sent_at, DUE, now) is expected


WORKING = {date(2027, 3, 19), date(2027, 3, 23), date(2027, 3, 24), date(2027, 3, 29)}


@pytest.mark.parametrize(
    ("sent_on", "calendar", "business"),
    [
        (date(2027, 3, 18), 0, 0),
        (date(2027, 3, 19), 0, 0),  # the due day
        (date(2027, 3, 22), 3, 0),  # a weekend and a holiday
        (date(2027, 3, 24), 5, 2),
        (date(2027, 3, 28), 9, 2),
    ],
)
def test_it_counts_late_days_in_the_rules_kind_of_day(sent_on: date, calendar: int, business: int) -> None:
    due_on = date(2027, 3, 19)
    assert (days_late(sent_on, due_on), days_late(sent_on, due_on, WORKING)) == (calendar, business)


def test_it_counts_what_was_due() -> None:
    reports = [Timeliness.ON_TIME] * 8 + [Timeliness.LATE, Timeliness.MISSING, Timeliness.NOT_DUE]
    found = punctuality(reports)
    assert found == Punctuality(due=10, on_time=8, late=1, missing=1)
    assert words(found.percent, punctuality([]).percent) == "80.00 -"


@pytest.mark.parametrize(
    ("programmed", "answered", "expected"),
    [(9, 8, "88.89 False"), (9, 9, "100.00 True"), (0, 0, "- True")],
)
def test_it_is_complete_when_every_programmed_entry_is_answered(programmed: int, answered: int, expected: str) -> None:
    found = Completeness(programmed, answered)
    assert words(found.percent, found.is_complete) == expected
