from __future__ import annotations

from datetime import date

import pytest

from models.rules.calendar import CalendarDay, CalendarSpec, Closure, YearDay
from models.rules.errors import RuleBroken


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("08-01", 2027, date(2027, 8, 1)),
        ("easter", 2027, date(2027, 3, 28)),
        ("easter-6", 2027, date(2027, 3, 22)),  # Monday of Holy Week
        ("easter+1", 2026, date(2026, 4, 6)),  # Easter Monday
    ],
)
def test_it_finds_a_day_of_the_year(text: str, year: int, expected: date) -> None:
    assert YearDay(text).in_year(year) == expected


@pytest.mark.parametrize("text", ["13-01", "02-29", "8-1", "easter 1", "easter-", "christmas", "", "easter-0001"])
def test_it_refuses_a_text_that_is_no_day(text: str) -> None:
    with pytest.raises(RuleBroken, match="no es un día del año"):
        YearDay(text)


def test_it_spans_the_end_of_the_year() -> None:
    days = Closure("Fin de año", YearDay("12-30"), YearDay("01-02")).starting_in(2026)
    assert days == (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2))


def test_it_closes_on_one_single_day() -> None:
    assert Closure("Aniversario", YearDay("06-24"), YearDay("06-24")).starting_in(2027) == (date(2027, 6, 24),)


@pytest.mark.parametrize(("first", "last"), [("easter", "04-10"), ("04-10", "easter"), ("easter+1", "easter-6")])
def test_it_refuses_a_range_of_changing_length(first: str, last: str) -> None:
    with pytest.raises(RuleBroken, match="Semana Santa"):
        Closure("Semana Santa", YearDay(first), YearDay(last))


@pytest.mark.parametrize("day", [date(2027, 5, 8), date(2027, 5, 9)])  # Saturday, Sunday
def test_it_refuses_a_weekend_declared_working(day: date) -> None:
    with pytest.raises(RuleBroken, match="fin de semana"):
        CalendarDay(day, "Jornada extraordinaria", is_working=True)
    assert not CalendarDay(day, "Elecciones").is_working


def test_it_refuses_a_country_or_category_without_a_list() -> None:
    with pytest.raises(RuleBroken, match="«ZZ»"):
        CalendarSpec("ZZ")
    with pytest.raises(RuleBroken, match="«bank»"):
        CalendarSpec("SV", category="bank")
