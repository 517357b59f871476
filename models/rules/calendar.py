"""What makes an institution's calendar, as plain declarations: a preset writes them, a screen edits the last kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import holidays
from dateutil.easter import easter

from models.rules.errors import RuleBroken
from models.rules.sentence import say

_YEAR_DAY = re.compile(r"(?:([0-9]{2})-([0-9]{2})|easter(?:([+-])([0-9]{1,3}))?)")
_COMMON_YEAR = 2027
_SATURDAY = 5


class DayKind(StrEnum):
    """Why a day is not worked (R 2.2 A)."""

    NATIONAL = "national"
    INSTITUTIONAL = "institutional"
    LOCAL = "local"
    DECREE = "decree"


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of every year: `08-01` is the first of August, `easter-6` six days before Easter Sunday.

    Raises RuleBroken for any other text, and for 02-29, which most years do not have.
    """

    text: str

    def __post_init__(self) -> None:
        """Check the text against a year of 365 days."""
        match = _YEAR_DAY.fullmatch(self.text)
        if match is None or (not self.moves and not _exists(int(match[1]), int(match[2]))):
            raise RuleBroken(
                "bad_year_day",
                say(
                    "«{text}» no es un día del año. Escriba mes y día (08-01) o días desde Pascua (easter-6).",
                    text=self.text,
                ),
            )

    @property
    def moves(self) -> bool:
        """Whether it follows Easter."""
        return self.text.startswith("easter")

    def in_year(self, year: int) -> date:
        """Give its date in a year."""
        if self.moves:
            return easter(year) + timedelta(days=int(self.text.removeprefix("easter") or 0))
        month, day = self.text.split("-")
        return date(year, int(month), int(day))


@dataclass(frozen=True, slots=True)
class Closure:
    """Days in a row, both ends included, on which the institution does not work every year.

    A range of fixed days may cross the year's end (`12-24` to `01-02`). Raises RuleBroken for a range from a fixed day
    to one that follows Easter, or the reverse, and for one around Easter that runs backwards.
    """

    name: str
    first: YearDay
    last: YearDay
    kind: DayKind = DayKind.INSTITUTIONAL

    def __post_init__(self) -> None:
        """Refuse a range whose length would change from year to year."""
        backwards = self.first.moves and self.first.in_year(_COMMON_YEAR) > self.last.in_year(_COMMON_YEAR)
        if self.first.moves != self.last.moves or backwards:
            raise RuleBroken(
                "bad_closure",
                say(
                    "El cierre «{name}» va de «{first}» a «{last}»: use dos días fijos o dos días contados "
                    "desde Pascua, el primero antes que el último.",
                    name=self.name,
                    first=self.first.text,
                    last=self.last.text,
                ),
            )

    def starting_in(self, year: int) -> tuple[date, ...]:
        """Give the dates of the closure that begins in a year."""
        first, last = self.first.in_year(year), self.last.in_year(year)
        if last < first:
            last = self.last.in_year(year + 1)
        return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date that is not worked, or (`is_working`) is worked although holiday list or closure say no.

    Raises RuleBroken for a Saturday or Sunday declared working: business days are Monday to Friday (R 4.1).
    """

    on: date
    name: str
    kind: DayKind = DayKind.INSTITUTIONAL
    is_working: bool = False

    def __post_init__(self) -> None:
        """Keep weekends out of the business days."""
        if self.is_working and self.on.weekday() >= _SATURDAY:
            raise RuleBroken(
                "weekend_not_working",
                say(
                    "El {on:%d/%m/%Y} cae en fin de semana y no puede declararse hábil: los días hábiles van "
                    "de lunes a viernes.",
                    on=self.on,
                ),
                field="on",
            )


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """A preset's calendar: the holiday list of a country (ISO code of two letters), closures, and dates over both.

    Raises RuleBroken for a country or a category (`public` …) that the holiday library does not know.
    """

    country: str
    category: str = "public"
    closures: tuple[Closure, ...] = ()
    days: tuple[CalendarDay, ...] = ()

    def __post_init__(self) -> None:
        """Ask the library, so that a slip is found when the preset loads and not when the year is counted."""
        known = holidays.list_supported_countries(include_aliases=False)
        if self.country not in known:
            raise RuleBroken(
                "unknown_country", say("No hay lista de feriados para el país «{country}».", country=self.country)
            )
        categories = getattr(holidays, self.country).supported_categories
        if self.category not in categories:
            raise RuleBroken(
                "unknown_category",
                say(
                    "La lista de feriados de {country} no tiene la categoría «{category}»: use una de estas: "
                    "{categories}.",
                    country=self.country,
                    category=self.category,
                    categories=", ".join(categories),
                ),
            )


def _exists(month: int, day: int) -> bool:
    try:
        date(_COMMON_YEAR, month, day)
    except ValueError:
        return False
    return True
