"""Columns that the workbook itself sums, added up again: where they disagree, row by row and as a whole.

What was compared is kept too: that all agrees is worth telling.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.rules.cell import Row, column_letters
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_number import plain_number
from models.rules.mapped_output import Check
from models.rules.mapping import TotalMap
from models.rules.numbers import unambiguous

_TOLERANCE = Decimal("0.005")
"""Half of the smallest amount that is kept; a spreadsheet's binary noise is far below it."""


class TotalReader:
    """Compares one column with the sum of others; what is no certain number counts as nothing."""

    def __init__(self, total: TotalMap, grid: Grid, checks: list[Check]) -> None:
        self._grid = grid
        self._checks = checks
        self._rows = 0
        self._total = grid.find(total.total)
        self._parts = [place for ref in total.parts if (place := grid.find(ref)) is not None]
        self._letters = ", ".join(map(column_letters, self._parts))
        self._sums = Decimal(0), Decimal(0)
        self._differing: list[int] = []

    def read(self, line: Line) -> None:
        """Compare the cells of a row."""
        if self._total is None:
            return
        self._rows += 1
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
        at = self._grid.at(None, self._total)
        self._checks.append(Check(at.sheet, at.name or "", *self._sums, self._rows, len(self._differing)))
        if not self._differing:
            return
        total, parts = map(unambiguous, self._sums)
        words = {"parts": parts, "letters": self._letters, "rows": len(self._differing)}
        self._grid.problems.add("column_total_differs", at, total, **words)


class ControlReader:
    """Compares the sums that stand above columns of money with those of their rows."""

    def __init__(self, row: int, places: Sequence[int], grid: Grid, checks: list[Check]) -> None:
        self._row, self._grid, self._checks = row, grid, checks
        self._sums = dict.fromkeys(places, Decimal(0))
        self._rows = 0
        self._told: Row | None = None

    def read(self, line: Line) -> None:
        """Add up the cells of a row."""
        self._rows += 1
        self._told = line.block.get(self._row)
        for place in self._sums:
            self._sums[place] += plain_number(line.cells[place], self._grid.reading.locale) or Decimal(0)

    def finish(self) -> None:
        """Tell every sum that is not the one of its column; a blank one says nothing."""
        if self._told is None:
            return
        for place, found in self._sums.items():
            cell = self._told.cells[place] if place < len(self._told.cells) else None
            told = plain_number(cell, self._grid.reading.locale)
            if told is None:
                continue
            at = self._grid.at(self._told.number, place)
            differs = abs(told - found) > _TOLERANCE
            self._checks.append(Check(at.sheet, at.name or "", told, found, self._rows, int(differs)))
            if differs:
                self._grid.problems.add("control_total_differs", at, unambiguous(told), sum=unambiguous(found))
