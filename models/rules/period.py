"""Month, two months, quarter, semester, year and a plan's horizon, all as whole months of the calendar year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from models.rules.errors import RuleBroken
from models.rules.sentence import say


class PeriodKind(StrEnum):
    """The closed list of lengths; all but the horizon are also words for a frequency."""

    MONTH = "month"
    BIMONTH = "bimonth"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"
    HORIZON = "horizon"


_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.BIMONTH: 2,
    PeriodKind.QUARTER: 3,
    PeriodKind.SEMESTER: 6,
    PeriodKind.YEAR: 12,
}
_KIND_OF_LENGTH = {months: kind for kind, months in _MONTHS.items()}
_LETTER = {PeriodKind.BIMONTH: "B", PeriodKind.QUARTER: "Q", PeriodKind.SEMESTER: "S"}
_KIND_OF_LETTER = {letter: kind for kind, letter in _LETTER.items()}
_TEXT = re.compile(r"([0-9]{4})(?:-([BQS])([1-9])|-([0-9]{2})|/([0-9]{4}))?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

FREQUENCIES = tuple(_MONTHS)
"""The kinds in which an activity may report, from the shortest to the longest."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `first_month` to `last_month`, both counted from year 0 (year * 12 + month - 1).

    Two integers make equality, hash and order cheap: earlier start first, then the shorter one. Build it with `parse`,
    `of`, `horizon` or `containing`, which hand out one shared object for each period.
    """

    first_month: int
    last_month: int

    def __post_init__(self) -> None:
        """Raise RuleBroken unless these are the months of a known period between 1900 and 2199."""
        length = self.last_month - self.first_month + 1
        step = length if length in _KIND_OF_LENGTH else 12
        inside = self.first_month >= _FIRST_YEAR * 12 and self.last_month < (_LAST_YEAR + 1) * 12
        if length < 1 or length % step or self.first_month % step or not inside:
            raise _refusal(f"{_month_text(self.first_month)} – {_month_text(self.last_month)}")

    @staticmethod
    def parse(text: str) -> Period:
        """Read `2026`, `2026-S1`, `2026-Q1`, `2026-B1`, `2026-03` or `2024/2027`; raise RuleBroken for any other."""
        return _parse(text)

    @staticmethod
    def of(year: int, kind: str, number: int = 1) -> Period:
        """Give the period `number` (from 1) of a kind in a year; raise RuleBroken where there is none."""
        return _of(year, _frequency(kind), number)

    @staticmethod
    def horizon(first_year: int, last_year: int) -> Period:
        """Give the years of a plan, both included; one single year is the year itself."""
        return _made(first_year * 12, last_year * 12 + 11)

    @staticmethod
    def containing(day: date, kind: str) -> Period:
        """Give the period of a kind in which a day lies; raise RuleBroken for `horizon`, which no day decides."""
        frequency = _frequency(kind)
        return _of(day.year, frequency, (day.month - 1) // _MONTHS[frequency] + 1)

    @property
    def kind(self) -> PeriodKind:
        """The length as a word."""
        return _KIND_OF_LENGTH.get(self.months, PeriodKind.HORIZON)

    @property
    def year(self) -> int:
        """The fiscal year; of a horizon the first one."""
        return self.first_month // 12

    @property
    def number(self) -> int:
        """Which one of its year: 3 for March, 2 for the second quarter; 1 for a year and a horizon."""
        return self.first_month % 12 // self.months + 1

    @property
    def start(self) -> date:
        """The first day."""
        return _first_day(self.first_month)

    @property
    def end(self) -> date:
        """The last day, included."""
        return _first_day(self.last_month + 1) - timedelta(days=1)

    @property
    def months(self) -> int:
        """How many months it has."""
        return self.last_month - self.first_month + 1

    def __str__(self) -> str:
        """Write it as `parse` reads it."""
        return _text(self.first_month, self.last_month)

    def contains(self, other: Period) -> bool:
        """Tell whether every month of the other lies in this one; a period contains itself."""
        return self.first_month <= other.first_month and other.last_month <= self.last_month

    def parts(self, kind: str) -> tuple[Period, ...]:
        """Give its periods of a smaller kind in order; raise RuleBroken where they do not fill it (B in Q)."""
        step = _MONTHS[_frequency(kind)]
        if self.first_month % step or self.months % step:
            raise RuleBroken(
                "period_parts", say("El periodo {whole} no se divide en partes de {step} meses.", whole=self, step=step)
            )
        return tuple(_made(month, month + step - 1) for month in range(self.first_month, self.last_month + 1, step))

    def shorter(self) -> tuple[Period, ...]:
        """Give every period of a smaller kind that lies in this one, the shortest first, also those that overlap."""
        return tuple(
            _made(month, month + step - 1)
            for step in _MONTHS.values()
            if step < self.months
            for month in range(self.first_month, self.last_month - step + 2)
            if month % step == 0
        )

    def next(self) -> Period:
        """Give the following period of the same length."""
        return _made(self.last_month + 1, self.last_month + self.months)

    def previous(self) -> Period:
        """Give the period of the same length before this one."""
        return _made(self.first_month - self.months, self.first_month - 1)


@lru_cache(maxsize=4096)
def _made(first_month: int, last_month: int) -> Period:
    return Period(first_month, last_month)


@lru_cache(maxsize=4096)
def _text(first_month: int, last_month: int) -> str:
    period = _made(first_month, last_month)
    if period.kind is PeriodKind.HORIZON:
        return f"{period.year}/{last_month // 12}"
    if period.kind is PeriodKind.YEAR:
        return str(period.year)
    letter = _LETTER.get(period.kind)
    return f"{period.year}-{letter}{period.number}" if letter else _month_text(first_month)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    match = _TEXT.fullmatch(text)
    if match is None:
        raise _refusal(text)
    year, letter, number, month, last_year = match.groups()
    if letter:
        return _of(int(year), _KIND_OF_LETTER[letter], int(number))
    if month:
        return _of(int(year), PeriodKind.MONTH, int(month))
    if last_year is None:
        return _of(int(year), PeriodKind.YEAR, 1)
    if last_year <= year:  # four digits each: text and number order agree
        raise _refusal(text)
    return _made(int(year) * 12, int(last_year) * 12 + 11)


def _of(year: int, kind: PeriodKind, number: int) -> Period:
    months = _MONTHS[kind]
    if not 1 <= number <= 12 // months:
        raise _refusal(f"{year}-{_LETTER.get(kind, '')}{number}")
    first = year * 12 + (number - 1) * months
    return _made(first, first + months - 1)


def _frequency(kind: str) -> PeriodKind:
    if kind not in _MONTHS:
        words = ", ".join(FREQUENCIES)
        raise RuleBroken(
            "unknown_frequency",
            say("«{kind}» no es una frecuencia. Use una de estas: {words}.", kind=kind, words=words),
        )
    return PeriodKind(kind)


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _month_text(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def _refusal(text: str) -> RuleBroken:
    return RuleBroken(
        "bad_period",
        say(
            "«{text}» no es un periodo. Escriba un mes (2026-03), un bimestre (2026-B1), un "
            "trimestre (2026-Q1), un semestre (2026-S1), un año (2026) o los años de un plan "
            "(2024/2027).",
            text=text,
        ),
    )
