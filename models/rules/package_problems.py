"""Problems of a package, each with its place; the list stays short however bad the file is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from models.rules.cell import cell_name
from models.rules.package_columns import SHAPES
from models.rules.package_messages import MESSAGES, Severity
from models.rules.sentence import Sentence

SHOWN = 1000
"""Problems kept of each severity; the others are counted."""

_LONGEST_VALUE = 100


RowName = Callable[[str, int], str]
"""Names the row of a sheet for a sentence; a package that was made from another workbook names that one's row."""


def by_number(_sheet: str, row: int) -> str:
    """Name a row by its number."""
    return str(row)


class Place(NamedTuple):
    """Where a problem is: a sheet, and as far as it can be said a row (from 1) and a column by its heading."""

    sheet: str
    row: int | None = None
    column: str | None = None


class Problem(NamedTuple):
    """What is wrong, where, and what to do. `code` is stable English, `message` finished Spanish."""

    sheet: str
    row: int | None
    column: str | None
    cell: str | None
    value: str
    severity: Severity
    code: str
    message: str


@dataclass(slots=True)
class Problems:
    """Collects problems. `headings` says in which column (from 0) each heading of a sheet was found."""

    headings: dict[str, dict[str, int]] = field(default_factory=dict)
    row_name: RowName = by_number
    _kept: list[Problem] = field(default_factory=list)
    _counts: Counter[Severity] = field(default_factory=Counter)

    def add(self, code: str, place: Place, value: str = "", **words: object) -> None:
        """Note a problem of the catalogue, its sentence filled with `words`."""
        severity, text = MESSAGES[code]
        self._counts[severity] += 1
        if self._counts[severity] > SHOWN:
            return
        shown = value[:_LONGEST_VALUE]
        message = Sentence(text, {"text": shown} | words)
        address = self._address(place)
        self._kept.append(Problem(place.sheet, place.row, place.column, address, shown, severity, code, message))

    @property
    def has_errors(self) -> bool:
        """Tell whether anything forbids to store the package."""
        return self._counts[Severity.ERROR] > 0

    def listed(self) -> tuple[Problem, ...]:
        """Give the problems in the order of the package: by sheet, row and column."""
        found = list(self._kept)
        for severity, code in ((Severity.ERROR, "more_errors"), (Severity.WARNING, "more_warnings")):
            more = self._counts[severity] - SHOWN
            if more > 0:
                text = Sentence(MESSAGES[code].text, {"count": more})
                found.append(Problem("", None, None, None, "", severity, code, text))
        return tuple(sorted(found, key=self._order))

    def _order(self, problem: Problem) -> tuple[int, int, int]:
        sheets = list(SHAPES)
        sheet = sheets.index(problem.sheet) if problem.sheet in SHAPES else len(sheets)
        return sheet, problem.row or 0, self._column(problem.sheet, problem.column)

    def _column(self, sheet: str, heading: str | None) -> int:
        return self.headings.get(sheet, {}).get(heading or "", -1)

    def _address(self, place: Place) -> str | None:
        column = self._column(place.sheet, place.column)
        return cell_name(place.row, column) if place.row and column >= 0 else None
