"""Counting business days: Monday to Friday, less what the institution's calendar names (R 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import holidays

from models.rules.calendar import CalendarDay, CalendarSpec, DayKind
from models.rules.errors import RuleBroken
from models.rules.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from models.rules.period import Period

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_LONGEST_GAP = 366
_LONGEST_SPAN = 20 * 366


class Roll(StrEnum):
    """Where a date goes that is no business day."""

    NONE = "none"
    NEXT_BD = "next_bd"
    PREVIOUS_BD = "previous_bd"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not worked; `part_of` names the closure around it, if a closure holds it."""

    on: date
    name: str
    kind: DayKind
    part_of: str | None = None

    @property
    def label(self) -> str:
        """The name that a run of days shares."""
        return self.part_of or self.name


@dataclass(frozen=True, slots=True)
class Run:
    """Days off of one name with no business day between them, from `first` to `last`."""

    first: date
    last: date
    name: str


class WorkCalendar:
    """The calendar of one institution: holiday list, under closures, under the preset's dates, under its own rows.

    A national holiday inside a closure keeps its own name. Years are worked out when first asked for, then kept.
    """

    __slots__ = ("_closures", "_country", "_covered", "_rows", "_years")

    def __init__(self, spec: CalendarSpec, rows: Iterable[CalendarDay] = ()) -> None:
        self._country = (spec.country, spec.category)
        listed = getattr(holidays, spec.country)
        self._covered = (max(listed.start_year, 1900), listed.end_year)
        self._closures = spec.closures
        self._rows: dict[int, list[CalendarDay]] = {}
        for row in (*spec.days, *rows):
            self._rows.setdefault(row.on.year, []).append(row)
        self._years: dict[int, Mapping[date, DayOff]] = {}

    @property
    def country(self) -> str:
        """The country of its holiday list."""
        return self._country[0]

    def check_years(self, first: int, last: int) -> None:
        """Raise RuleBroken `bad_year` unless the holiday list knows both years."""
        if not self._covered[0] <= first <= last <= self._covered[1]:
            years = f"{self._covered[0]} a {self._covered[1]}"
            raise RuleBroken(
                "bad_year", say("El calendario cubre los años {years}: elija fechas que caigan dentro.", years=years)
            )

    def day_off(self, day: date) -> DayOff | None:
        """Give what is named on a day, also on a weekend; None for a day without a name."""
        return self._year(day.year).get(day)

    def is_business_day(self, day: date) -> bool:
        """Tell whether it is worked."""
        return day.weekday() < _SATURDAY and day not in self._year(day.year)

    def business_days(self, first: date, last: date) -> tuple[date, ...]:
        """Give the business days of a span, both ends included; raise RuleBroken if it runs backwards."""
        return tuple(day for day in _span(first, last) if self.is_business_day(day))

    def non_working(self, first: date, last: date) -> tuple[DayOff, ...]:
        """Give the named days from Monday to Friday of a span; raise RuleBroken if it runs backwards."""
        found = (self.day_off(day) for day in _span(first, last) if day.weekday() < _SATURDAY)
        return tuple(off for off in found if off is not None)

    def explain(self, first: date, last: date) -> tuple[Run, ...]:
        """Give the same days as runs: a closure is one run over the weekend in its middle.

        A run of one day has that day's own name, a longer one that of the closure.
        """
        runs: list[list[DayOff]] = []
        for off in self.non_working(first, last):
            before = runs[-1][-1] if runs else None
            if before and before.label == off.label and not self.business_days(before.on, off.on):
                runs[-1].append(off)
            else:
                runs.append([off])
        return tuple(Run(run[0].on, run[-1].on, run[0].name if len(run) == 1 else run[0].label) for run in runs)

    def add_business_days(self, day: date, count: int) -> date:
        """Give the count-th business day after a day (before it, if negative); the day itself is not counted.

        Zero gives the day itself, worked or not. Raises RuleBroken where a whole year has no business day.
        """
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        for _ in range(abs(count)):
            day = self._first_business_day(day + step, step)
        return day

    def nth_business_day(self, month: Period, count: int) -> date:
        """Give BD `count` of a month; the first business day is BD1, and a month too short counts on in the next."""
        if count < 1:
            raise RuleBroken("bad_business_day", "Los días hábiles de un mes se cuentan desde 1.")
        return self.add_business_days(month.start - _ONE_DAY, count)

    def roll(self, day: date, how: Roll) -> date:
        """Give the day itself if it is worked or stays anyhow, else the nearest business day on the side asked."""
        if how is Roll.NONE:
            return day
        return self._first_business_day(day, _ONE_DAY if how is Roll.NEXT_BD else -_ONE_DAY)

    def _first_business_day(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_GAP):
            if self.is_business_day(day):
                return day
            day += step
        raise RuleBroken(
            "no_business_day",
            say("El calendario no tiene ningún día hábil en un año entero alrededor del {day:%d/%m/%Y}.", day=day),
        )

    def _year(self, year: int) -> Mapping[date, DayOff]:
        found = self._years.get(year)
        if found is None:
            self.check_years(year, year)
            found = self._years[year] = self._worked_out(year)
        return found

    def _worked_out(self, year: int) -> Mapping[date, DayOff]:
        days = {day: DayOff(day, name, DayKind.NATIONAL) for day, name in _national(*self._country, year)}
        for closure in self._closures:
            for day in (*closure.starting_in(year - 1), *closure.starting_in(year)):
                if day.year == year:
                    known = days.get(day) or DayOff(day, closure.name, closure.kind)
                    days[day] = DayOff(day, known.name, known.kind, known.part_of or closure.name)
        for row in self._rows.get(year, ()):
            days.pop(row.on, None)
            if not row.is_working:
                days[row.on] = DayOff(row.on, row.name, row.kind)
        return days


@lru_cache(maxsize=512)
def _national(country: str, category: str, year: int) -> tuple[tuple[date, str], ...]:
    languages = getattr(holidays, country).supported_languages
    language = "es" if "es" in languages else None
    found = holidays.country_holidays(country, years=year, categories=(category,), language=language)
    # A holiday moved to Monday has its plain name in people's mouths.
    return tuple(sorted((day, name.replace(" (observado)", "")) for day, name in found.items()))


def _span(first: date, last: date) -> Iterator[date]:
    if not 0 <= (last - first).days < _LONGEST_SPAN:
        raise RuleBroken(
            "bad_span", "El intervalo de fechas debe ir de la primera a la última y abarcar a lo sumo veinte años."
        )
    return (first + timedelta(days=step) for step in range((last - first).days + 1))
