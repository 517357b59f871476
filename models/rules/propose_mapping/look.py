"""What stands in a column: numbers, texts, codes, marks for nothing; counted once and asked by all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.rules.cell import Cell, ErrorCell, UncachedFormula, cell_text, fold, one_line
from models.rules.headings.heading import normal
from models.rules.propose_mapping.dressed_number import counts_up, sign_before, unit_behind

MISSING = {
    *("sd", "s d", "nd", "n d", "np", "n p", "na", "n a", "no aplica", "sin dato", "sin datos", "sin informacion"),
    *("no disponible", "no programado", "no programada", "s i", "sp", "s p", "pendiente", "por definir", "ns"),
}
"""What offices write where there is no number; a hyphen alone too."""
_NUMBER = re.compile(r"[-+]?(?:(?:US|COP )?[$]|S/\.?)?\s?[0-9][0-9.,\s\u00a0]*%?")
_CODE = re.compile(r"[A-Za-z]{0,8}[ .\-_]?[0-9]+(?:[.\-_/][0-9A-Za-z]+)*\.?")


def is_number_like(text: str) -> bool:
    """Tell whether a text is digits and separators, with a sign, `$` or `%` at most."""
    return bool(_NUMBER.fullmatch(text.strip()))


def is_missing_mark(text: str) -> bool:
    """Tell whether a text stands for nothing."""
    return normal(text) in MISSING or bool(re.fullmatch(r"\s*[-–—.*]+\s*", text))


def is_number(cell: Cell) -> bool:
    """Tell whether a cell is a number, not a yes or no."""
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool)


_DAY_FIRST = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}")


@dataclass(slots=True)
class Look:
    """Counts of one column over the rows of data; `cells` are those that are filled, with the number of their row."""

    cells: list[tuple[int, Cell]] = field(default_factory=list)
    rows: int = 0
    numbers: int = 0
    number_texts: int = 0
    percent_texts: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    uncached: int = 0
    dates: int = 0
    texts: int = 0
    codes: int = 0
    letters: int = 0
    values: Counter[str] = field(default_factory=Counter)
    signs: Counter[str] = field(default_factory=Counter)
    dressed: list[str] = field(default_factory=list)

    @property
    def filled(self) -> int:
        """How many cells say something."""
        return len(self.cells)

    @property
    def is_numeric(self) -> bool:
        """Whether most of what is no mark for nothing is a number; so is a formula whose result was not kept."""
        return self.filled > 0 and (self.numbers + self.number_texts + self.uncached) * 2 > self._real

    @property
    def is_measured(self) -> bool:
        """Whether nearly all of it are numbers, some with their unit behind them."""
        if not self.dressed or counts_up(self.dressed):
            return False
        return (self.numbers + self.number_texts + len(self.dressed)) * 10 >= self._real * 9

    @property
    def units(self) -> list[str]:
        """Give the units behind its numbers, each as it is first written, the longest first."""
        found: dict[str, str] = {}
        for text in self.dressed:
            found.setdefault(unit_behind(text).casefold(), unit_behind(text))
        return sorted(found.values(), key=len, reverse=True)

    @property
    def _real(self) -> int:
        """How many cells are neither a mark for nothing nor an error."""
        return self.filled - sum(self.missing.values()) - self.errors

    @property
    def unreadable(self) -> int:
        """How many cells give no value: errors, and formulas whose result was not kept."""
        return self.errors + self.uncached

    @property
    def is_text(self) -> bool:
        """Whether most cells are words."""
        return self.texts * 2 > self.filled

    @property
    def mean_letters(self) -> float:
        """How long its texts are."""
        return self.letters / self.texts if self.texts else 0.0

    @property
    def distinct(self) -> int:
        """How many different values it has."""
        return len(self.values)

    @property
    def plain_numbers(self) -> list[Decimal]:
        """Give the cells that are numbers themselves."""
        return [Decimal(cell) for _row, cell in self.cells if isinstance(cell, int | Decimal) and is_number(cell)]

    def texts_of(self) -> list[str]:
        """Give the texts that are neither numbers nor marks for nothing, each once, in order."""
        found = (one_line(cell) for _row, cell in self.cells if isinstance(cell, str))
        return list(dict.fromkeys(text for text in found if not is_number_like(text) and not is_missing_mark(text)))


def has_day_first(look: Look) -> bool:
    """Tell whether all words of a column are dates as people write them: 31/12/2027."""
    texts = look.texts_of()
    return bool(texts) and all(_DAY_FIRST.fullmatch(text) for text in texts)


def look_at(cells: Sequence[tuple[int, Cell]], rows: int) -> Look:
    """Count what stands in a column; `cells` are the filled ones, `rows` how many rows of data there are."""
    look = Look(list(cells), rows)
    for _row, cell in cells:
        _count(look, cell)
    return look


def _count(look: Look, cell: Cell) -> None:
    look.values[fold(cell_text(cell))] += 1
    if isinstance(cell, ErrorCell):
        look.errors += 1
    elif isinstance(cell, UncachedFormula):
        look.uncached += 1
    elif isinstance(cell, date):
        look.dates += 1
    elif isinstance(cell, str):
        _count_text(look, cell)
    elif is_number(cell):
        look.numbers += 1
        look.codes += 1


def _count_text(look: Look, text: str) -> None:
    plain = one_line(text)
    if is_number_like(plain):
        look.signs.update(filter(None, [sign_before(plain)]))
        look.number_texts += 1
        look.codes += 1
        look.percent_texts += plain.endswith("%")
    elif is_missing_mark(plain):
        look.missing[plain] += 1
    else:
        look.texts += 1
        look.dressed += [plain] if unit_behind(plain) else []
        look.letters += len(plain)
        look.codes += bool(_CODE.fullmatch(plain))
