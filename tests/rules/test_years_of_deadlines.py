"""Every dated time limit of both procedures, 2024 to 2030, beside an own count over holidays that are typed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.easter import easter

from models.rules.due_date import deadlines_for_year
from models.rules.preset_parse import parse_preset
from models.rules.work_calendar import WorkCalendar
from tests.rules.declarations import PRESETS

ONE = timedelta(days=1)
MONTHS, QUARTERS, HALVES, YEAR = range(1, 13), (3, 6, 9, 12), (6, 12), (12,)
Off = Callable[[int], set[date]]
Rules = dict[str, tuple[Sequence[int], int, int]]

# Rule: the months at whose end it begins, business day on which it opens (0: none), days until it is due.
HACIENDA = {
    "S0-D01": (MONTHS, 1, 5),
    "S0-D02": (MONTHS, 6, 6),
    "S0-D03": (MONTHS, 6, 6),
    "S0-D04": (MONTHS, 6, 6),
    "S0-D06b": (MONTHS, 6, 6),
    "S0-D07": (MONTHS, 0, 8),
    "S0-D08": (range(2, 13, 2), 0, 8),
    "S0-D09": ((3, 9), 1, 5),
    "S0-D10": ((3, 9), 0, 15),
    "S0-D11": (QUARTERS, 0, 18),
    "S0-D12": (HALVES, 1, 5),
    "S0-D13": (HALVES, 0, 15),
    "S0-D15": (QUARTERS, 0, 12),
}
PASTO = {
    "S3-D03": (MONTHS, 1, 5),
    "S3-D04": (MONTHS, 0, 5),
    "S3-D06": (MONTHS, 0, 10),
    "S3-D07": (QUARTERS, 0, 15),
    "S3-D09": (QUARTERS, 0, 10),
}


def el_salvador(year: int) -> set[date]:
    """Holidays of the year and the three vacations of public servants."""
    week = {easter(year) + ONE * count for count in range(-6, 2)}
    august = {date(year, 8, day) for day in range(1, 7)}
    end = {date(before, 12, 24) + ONE * count for before in (year - 1, year) for count in range(10)}
    return week | august | end | {date(year, *day) for day in ((5, 1), (5, 10), (6, 17), (9, 15), (11, 2))}


def colombia(year: int) -> set[date]:
    """Fixed ones, those that go on to a Monday, and those of Easter; since 2026 the Virgin of Chiquinquirá."""
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (7, 20), (8, 7), (12, 8), (12, 25))}
    days = [(1, 6), (3, 19), (6, 29), (8, 15), (10, 12), (11, 1), (11, 11), *([(7, 9)] if year >= 2026 else [])]
    moved = {day + ONE * (-day.weekday() % 7) for day in (date(year, *each) for each in days)}
    return fixed | moved | {easter(year) + ONE * count for count in (-3, -2, 43, 64, 71)}


def peru(year: int) -> set[date]:
    """Those of the whole period: Flag and Air Force came in 2023, Junín and Ayacucho in 2022."""
    days = ((1, 1), (5, 1), (6, 7), (6, 29), (7, 23), (7, 28), (7, 29), (8, 6), (8, 30), (10, 8), (11, 1), (12, 8))
    return {date(year, *day) for day in (*days, (12, 9), (12, 25))} | {easter(year) - ONE * 3, easter(year) - ONE * 2}


def worked(off: Off, day: date) -> bool:
    return day.weekday() < 5 and day not in off(day.year)


def counted(off: Off, day: date, count: int) -> date:
    while count:
        day += ONE
        count -= worked(off, day)
    return day


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - ONE


@pytest.mark.parametrize(("code", "off"), [("hacienda_sv", el_salvador), ("pasto_co", colombia), ("huamanga_pe", peru)])
def test_it_works_on_the_days_of_the_country(code: str, off: Off) -> None:
    calendar = WorkCalendar(parse_preset((PRESETS / f"{code}.toml").read_text(encoding="utf-8")).calendar)
    days = [date(2024, 1, 1) + ONE * count for count in range(7 * 365 + 2)]
    assert [day for day in days if calendar.is_business_day(day) != worked(off, day)] == []


@pytest.mark.parametrize("year", range(2024, 2031))
@pytest.mark.parametrize(
    ("code", "off", "rules"), [("hacienda_sv", el_salvador, HACIENDA), ("pasto_co", colombia, PASTO)]
)
def test_it_finds_every_business_day_that_is_due(code: str, off: Off, rules: Rules, year: int) -> None:
    preset = parse_preset((PRESETS / f"{code}.toml").read_text(encoding="utf-8"))
    dated = deadlines_for_year(preset.deadlines, WorkCalendar(preset.calendar), year, ZoneInfo(preset.timezone))
    found = {(each.rule, each.effective_due): each.opens for each in dated if each.rule in rules}
    expected = {
        (rule, due): opens and counted(off, end, opens)
        for rule, (months, opens, count) in rules.items()
        for end in (month_end(before, month) for before in (year - 1, year) for month in months)
        if (due := counted(off, end, count)).year == year
    }
    assert found.keys() == expected.keys()
    assert {key: found[key] for key, opens in expected.items() if opens} == {k: v for k, v in expected.items() if v}
