"""Every line of a file of business days computed elsewhere, where the machine has one (RUMBO_REAL_DATA)."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.rules.period import Period
from models.rules.work_calendar import Roll, WorkCalendar
from tests.rules.calendars import CALENDARS

FILE = "business_days_2026.csv"


def month_rule(count: int) -> Callable[[WorkCalendar, str], str]:
    return lambda calendar, month: str(calendar.nth_business_day(Period.parse(month), count))


def days_in_month(calendar: WorkCalendar, month: str) -> str:
    period = Period.parse(month)
    return str(len(calendar.business_days(period.start, period.end)))


def quarter_rule(how: Roll) -> Callable[[WorkCalendar, str], str]:
    return lambda calendar, text: str(calendar.roll(Period.parse(text).end + timedelta(days=10), how))


RULES: dict[str, Callable[[WorkCalendar, str], str]] = {
    **{f"business_day_{count}_of_month": month_rule(count) for count in (1, 5, 6, 10)},
    "business_days_in_month": days_in_month,
    "quarter_end_plus_10_calendar_days": quarter_rule(Roll.NONE),
    "quarter_end_plus_10_calendar_days_rolled_forward": quarter_rule(Roll.NEXT_BD),
    "plus_10_business_days_from": lambda calendar, day: str(calendar.add_business_days(date.fromisoformat(day), 10)),
}


@pytest.mark.parametrize("code", sorted(CALENDARS))
def test_it_equals_the_real_file_on_every_line(code: str) -> None:
    folder = os.environ.get("RUMBO_REAL_DATA")
    if not folder:
        pytest.skip("RUMBO_REAL_DATA names no folder with real files")
    with (Path(folder) / FILE).open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["calendar"] == code]
    wrong = [line for line in lines if RULES[line["rule"]](CALENDARS[code], line["period_or_start"]) != line["result"]]
    assert len(lines) == 433
    assert wrong == []
