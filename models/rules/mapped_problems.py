"""Problems at their place in the foreign workbook; what many cells of a column share is told once, with its count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from models.rules.cell import cell_name, column_letters
from models.rules.mapping_messages import ALL_MESSAGES
from models.rules.package_messages import Severity
from models.rules.package_problems import SHOWN, Problem
from models.rules.sentence import Sentence, say

_LONGEST_VALUE = 100


class At(NamedTuple):
    """A place of the foreign workbook: row from 1, column from 0, and the heading over the column."""

    sheet: str
    row: int | None = None
    column: int | None = None
    heading: str = ""

    @property
    def cell(self) -> str | None:
        """The address of the cell, where it is one."""
        return cell_name(self.row, self.column) if self.row is not None and self.column is not None else None

    @property
    def name(self) -> str | None:
        """The column as a person finds it: its heading, or its letters where it has none."""
        if self.column is None:
            return self.heading or None
        return self.heading or column_letters(self.column)

    def __str__(self) -> str:
        """The place in a sentence."""
        return say("{cell} de «{sheet}»", cell=self.cell or say("fila {row}", row=self.row), sheet=self.sheet)


@dataclass(slots=True)
class _Tally:
    """How many cells share a remark, and the first of them."""

    at: At
    words: dict[str, object]
    count: int = 0


@dataclass(slots=True)
class MappedProblems:
    """Collects problems, no more of each severity than are shown; `cells` are those that have an error."""

    cells: set[tuple[str, str | None]] = field(default_factory=set)
    _kept: list[Problem] = field(default_factory=list)
    _counts: Counter[Severity] = field(default_factory=Counter)
    _tallies: dict[tuple[str, str, int | None, str], _Tally] = field(default_factory=dict)

    def add(self, code: str, at: At, value: str = "", /, **words: object) -> None:
        """Note a problem of the catalogue, its sentence filled with `words`."""
        severity = ALL_MESSAGES[code].severity
        self._counts[severity] += 1
        if severity is Severity.ERROR:
            self.cells.add((at.sheet, at.cell))
        if self._counts[severity] <= SHOWN:
            self._kept.append(problem_at(code, at, value, words))

    def tally(self, code: str, at: At, value: str = "", /, **words: object) -> None:
        """Count one more cell of a column with the same remark."""
        key = (code, at.sheet, at.column, value)
        tally = self._tallies.get(key)
        if tally is None:
            tally = self._tallies[key] = _Tally(at, words)
        tally.count += 1

    @property
    def has_errors(self) -> bool:
        """Tell whether anything forbids to store what was read."""
        return self._counts[Severity.ERROR] > 0

    def listed(self) -> list[Problem]:
        """Give every problem that is kept, the counted ones last."""
        told = (
            problem_at(code, tally.at, value, tally.words | {"count": tally.count})
            for (code, _sheet, _column, value), tally in self._tallies.items()
        )
        more = [
            Problem(
                "", None, None, None, "", severity, code, Sentence(ALL_MESSAGES[code].text, {"count": count - SHOWN})
            )
            for severity, code in ((Severity.ERROR, "more_errors"), (Severity.WARNING, "more_warnings"))
            if (count := self._counts[severity]) > SHOWN
        ]
        return [*self._kept, *told, *more]


def problem_at(code: str, at: At, value: str, words: dict[str, object]) -> Problem:
    """Give a problem of the catalogue at a place of the foreign workbook."""
    severity, text = ALL_MESSAGES[code]
    shown = " ".join(value.split())[:_LONGEST_VALUE]
    message = Sentence(text, {"text": shown} | words)
    return Problem(at.sheet, at.row, at.name, at.cell, shown, severity, code, message)
