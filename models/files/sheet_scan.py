"""What a sheet occupies and where it shows errors, counted cell by cell: its declared size may lie."""

from __future__ import annotations

from models.files.limits import Limits
from models.files.refusal import refusal

UNCACHED = "="
"""The mark of a formula that was saved without its result."""

Marks = dict[int, dict[int, str]]
"""Row and column, both from 0, to the text of the error that stands there, or `UNCACHED`."""


class SheetScan:
    """Counts of one sheet; raises RuleBroken at the first cell that goes beyond the limits."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.sheet = sheet
        self.limits = limits
        self.marks: Marks = {}
        self._last_row = self._last_column = -1
        self._cells = 0

    def count(self, cells: int = 1) -> None:
        """Count more cell elements, empty or not."""
        self._cells += cells
        if self._cells > self.limits.cells:
            raise refusal("too_many_cells", sheet=self.sheet, limit=self.limits.cells)

    def occupy(self, row: int, column: int) -> None:
        """Stretch the occupied rectangle to a cell that is not empty, because readers lay out all of it in memory."""
        if row <= self._last_row and column <= self._last_column:
            return
        self._last_row, self._last_column = max(row, self._last_row), max(column, self._last_column)
        self.refuse_beyond(self._last_row + 1, self._last_column + 1)

    def refuse_beyond(self, rows: int, columns: int) -> None:
        """Refuse a size beyond the limits, counted or declared."""
        excess = self.limits.exceeded(rows, columns)
        if excess:
            raise refusal(excess[0], sheet=self.sheet, limit=excess[1])

    def mark(self, row: int, column: int, text: str) -> None:
        """Keep the place of an error."""
        self.occupy(row, column)
        self.marks.setdefault(row, {})[column] = text
