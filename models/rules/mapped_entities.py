"""Things of a foreign workbook that many rows speak of: put once, and what later rows say otherwise is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.rules.cell import Cell, cell_text, fold
from models.rules.mapped_cells import Reader
from models.rules.mapped_line import Line
from models.rules.mapped_output import Origin, Output


class Seen(NamedTuple):
    """An item or indicator as it was first met."""

    cells: Sequence[Cell]
    origin: Origin
    row: int

    @property
    def place(self) -> str:
        """Where that was, for a sentence."""
        return str(self.origin.grid.at(self.row, self.origin.columns.get("code")))


class Entities:
    """All items, or all indicators, by their codes."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self.seen: dict[str, Seen] = {}
        self._names = output.columns
        self._numbers: dict[tuple[str | None, str], dict[str, int]] = {}

    def put(self, code: str, cells: Sequence[Cell], origin: Origin, line: Line) -> None:
        """Add one that was not met before."""
        self.seen[code] = Seen(cells, origin, line.number)
        self.output.put(cells, origin, line.number)

    def number_of(self, parent: str | None, level: str, name: str) -> int:
        """Give the number of a name below its parent: that of the same name, else the next, in every table."""
        numbers = self._numbers.setdefault((parent, level), {})
        return numbers.setdefault(fold(name), len(numbers) + 1)

    def compare(self, code: str, cells: Sequence[Cell], origin: Origin, line: Line) -> None:
        """Tell each attribute that is neither blank nor what the first row said."""
        first = self.seen[code]
        for name, before, now in zip(self._names, first.cells, cells, strict=True):
            if now is None or before == now or fold(cell_text(before)) == fold(cell_text(now)):
                continue
            grid = origin.grid
            at = grid.at(line.number, origin.columns.get(name))
            words = {"first": _short(before), "text": _short(now), "place": first.place, "code": code, "column": name}
            grid.problems.tally("attribute_differs", at, **words)


def _short(cell: Cell) -> str:
    return " ".join(cell_text(cell).split())[:40]


def read_fields(names: Sequence[str], readers: dict[str, Reader], line: Line) -> list[Cell]:
    """Give the cells of a row of the package in order; what has no reader is blank."""
    return [readers[name](line) if name in readers else None for name in names]
