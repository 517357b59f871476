"""Columns that the workbook itself sums, added up again: where they disagree, row by row and as a whole."""

from __future__ import annotations

from decimal import Decimal

from models.rules.cell import column_letters
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_number import plain_number
from models.rules.mapping import TotalMap
from models.rules.numbers import unambiguous

_TOLERANCE = Decimal("0.005")
"""Half of the smallest amount that is kept; a spreadsheet's binary noise is far below it."""


class TotalReader:
    """Compares one column with the sum of others; what is no certain number counts as nothing."""

    def __init__(self, total: TotalMap, grid: Grid) -> None:
        self._grid = grid
        self._total = grid.find(total.total)
        self._parts = [place for ref in total.parts if (place := grid.find(ref)) is not None]
        self._letters = ", ".join(map(column_letters, self._parts))
        self._sums = Decimal(0), Decimal(0)
        self._differing: list[int] = []

    def read(self, line: Line) -> None:
        """Compare the cells of a row."""
        if self._total is None:
            return
        locale = self._grid.reading.locale
        total = plain_number(line.cells[self._total], locale) or Decimal(0)
        parts = sum((plain_number(line.cells[place], locale) or Decimal(0) for place in self._parts), Decimal(0))
        self._sums = self._sums[0] + total, self._sums[1] + parts
        if abs(total - parts) > _TOLERANCE:
            self._differing.append(line.number)
            at = self._grid.at(line.number, self._total)
            words = {"parts": unambiguous(parts), "letters": self._letters}
            self._grid.problems.add("total_differs", at, unambiguous(total), **words)

    def finish(self) -> None:
        """Tell the sums of whole columns that disagree."""
        if not self._differing:
            return
        total, parts = map(unambiguous, self._sums)
        words = {"parts": parts, "letters": self._letters, "rows": len(self._differing)}
        self._grid.problems.add("column_total_differs", self._grid.at(None, self._total), total, **words)
