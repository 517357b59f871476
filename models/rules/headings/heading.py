"""What the heading of a column says: its words, the year and the period that it names, and whether it is a total."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from models.rules.headings.figure_words import (
    ACCUMULATIONS,
    CODES,
    DATES,
    FILLERS,
    HORIZONS,
    NO_WEIGHTS,
    PERCENTS,
    RESULTS,
    RUNNING,
    TOTALS,
    WEIGHTS,
)

_LONG_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
MONTHS = {month: number for number, month in enumerate(_LONG_MONTHS.split(), start=1)}
MONTHS |= {month[:3]: number for month, number in MONTHS.items()} | {"setiembre": 9, "set": 9, "sept": 9}
_ORDINALS = (
    ("1", "01", "i", "1er", "1ro", "1o", "primer", "primero"),
    ("2", "02", "ii", "2do", "2o", "segundo"),
    ("3", "03", "iii", "3er", "3ro", "3o", "tercer", "tercero"),
    ("4", "04", "iv", "4to", "4o", "cuarto"),
    ("5", "05", "v", "5to", "5o", "quinto"),
    ("6", "06", "vi", "6to", "6o", "sexto"),
)
_NUMBERS = {word: number for number, words in enumerate(_ORDINALS, start=1) for word in words}
_UNITS = {
    **dict.fromkeys(("t", "q", "trim", "trimestre"), "Q"),
    **dict.fromkeys(("s", "sem", "semestre"), "S"),
    **dict.fromkeys(("bim", "bimestre"), "B"),
    "mes": "M",
}
_MOST = {"Q": 4, "S": 2, "B": 6, "M": 12}
_JOINED = re.compile(r"(t|q|s|trim|sem|bim|b)([1-6])")
_SPANS = {(1, 3): ("Q", 1), (4, 6): ("Q", 2), (7, 9): ("Q", 3), (10, 12): ("Q", 4), (1, 6): ("S", 1), (7, 12): ("S", 2)}
_LONGEST = 1000
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_DATE = re.compile("(?:19|20)[0-9]{2}-(0[1-9]|1[0-2])-[0-9]{2}")
"""A heading that a spreadsheet made a date of: `ene-25` is the first of January."""


def normal(text: str) -> str:
    """Give a text in small letters without accents and marks, its words parted by one space; `%` is a word.

    Of a text that is too long for a heading or a name it gives the beginning.
    """
    plain = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.findall(r"[a-z]+[0-9](?![0-9])|[0-9]+(?:[a-z]{1,2}(?![a-z]))?|[a-z]+|%|\$", letters))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart. `period` is a kind (`M`, `B`, `Q`, `S`) and its number inside the year.

    `measure` is what is left without year, period and words of totals: the same for all periods of one thing.
    """

    label: str
    text: str
    words: tuple[str, ...]
    year: int | None = None
    period: tuple[str, int] | None = None
    is_horizon: bool = False
    measure: str = ""

    def has(self, words: set[str]) -> bool:
        """Tell whether one of the words is in the heading."""
        return not words.isdisjoint(self.words)

    @property
    def is_total(self) -> bool:
        """Whether it is called a total of something."""
        return self.has(TOTALS)

    @property
    def adds_up(self) -> bool:
        """Whether what stands below may be a sum over periods or years."""
        return self.has(TOTALS | HORIZONS | RUNNING)

    @property
    def is_percent(self) -> bool:
        """Whether it speaks of percents."""
        return "%" in self.words or self.has(PERCENTS)

    @property
    def is_date(self) -> bool:
        """Whether dates are meant to stand below it."""
        return self.has(DATES)

    @property
    def is_code(self) -> bool:
        """Whether codes are meant to stand below it."""
        return self.has(CODES) or self.words[:1] in {("no",), ("n",)}

    @property
    def is_weight(self) -> bool:
        """Whether weights stand below it; `pesos` is money, and a weight in kilograms is none of ours."""
        return self.has(WEIGHTS) and not self.has(NO_WEIGHTS | RESULTS) and not self.adds_up

    @property
    def tells_accumulation(self) -> bool:
        """Whether the column says of each row how its periods add up."""
        return self.has(ACCUMULATIONS) or ("tipo" in self.words and "meta" in self.words)


@lru_cache(maxsize=8192)
def read_heading(label: str) -> Heading:
    """Take a heading apart."""
    text = normal(label)
    words = text.split()
    years = {int(word) for word in words if _YEAR.fullmatch(word) and 1990 <= int(word) <= 2060}
    dated = _DATE.search(label)
    period, of_period = (("M", int(dated[1])), []) if dated else _period(words)
    year = next(iter(years)) if len(years) == 1 else _short_year(words, period)
    is_horizon = not HORIZONS.isdisjoint(words) or len(years) > 1
    of_year = [str(each) for each in years] if len(years) == 1 else []
    left_out = {*of_year, *of_period, *TOTALS, *HORIZONS, *RUNNING, *FILLERS}
    measure = " ".join(word for word in words if word not in left_out)
    return Heading(label, text, tuple(words), year, period, is_horizon, measure)


def _short_year(words: list[str], period: tuple[str, int] | None) -> int | None:
    """`ene-25` names a year in two digits."""
    last = words[-1] if words else ""
    if period is None or len(words) < 2 or not re.fullmatch("[2-4][0-9]", last):
        return None
    return 2000 + int(last)


def years_in(text: str) -> list[int]:
    """Give every year from 1990 to 2060 that a text names, in its order."""
    return [
        int(year) for year in re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text) if 1990 <= int(year) <= 2060
    ]


def _period(words: list[str]) -> tuple[tuple[str, int] | None, list[str]]:
    """Give the period that a heading names, and the words that name it."""
    months = [word for word in words if word in MONTHS]
    if len(months) == 2:
        return _SPANS.get((MONTHS[months[0]], MONTHS[months[1]])), months
    if len(months) == 1:
        return ("M", MONTHS[months[0]]), months
    for word in words:
        match = _JOINED.fullmatch(word)
        if match:
            kind = "B" if match[1] == "b" else _UNITS[match[1]]
            return _kept(kind, int(match[2])), [word]
    pairs = ((found, list(pair)) for pair in pairwise(words) if (found := _of_two(*pair)) is not None)
    return next(pairs, (None, []))


def _of_two(first: str, second: str) -> tuple[str, int] | None:
    for unit, number in ((first, second), (second, first)):
        if unit in _UNITS and number in _NUMBERS:
            return _kept(_UNITS[unit], _NUMBERS[number])
    if first == "mes" and second.isdigit():
        return _kept("M", int(second))
    return None


def _kept(kind: str, number: int) -> tuple[str, int] | None:
    return (kind, number) if 1 <= number <= _MOST[kind] else None


def period_text(year: int, period: tuple[str, int] | None) -> str:
    """Write a period as the package does: 2027, 2027-03, 2027-Q1."""
    if period is None:
        return str(year)
    kind, number = period
    return f"{year}-{number:02d}" if kind == "M" else f"{year}-{kind}{number}"
