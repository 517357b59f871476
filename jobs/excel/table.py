"""A table on a sheet: headings, typed rows as tall as their text, filter, and a sentence where there is no row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range_abs

from jobs.excel.styles import TOTAL
from jobs.excel.text_height import line_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format

    from jobs.excel.book import Sheet, Value
    from jobs.excel.styles import Property, Styles

_WRAPPED = ("text", "color", "label")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters, and what kind of cell it holds (see `Styles.get`)."""

    heading: str
    width: float
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Area:
    """Rows of a table from `first` to `last`; its columns are counted from the sheet's column `left`."""

    first: int
    last: int
    left: int = 0

    def column(self, at: int) -> str:
        """Return the address of one column of the area, for a formula: `$D$5:$D$16`."""
        return xl_range_abs(self.first, self.left + at, self.last, self.left + at)


class Table:
    """Rows under headings, from the cursor of the sheet on."""

    def __init__(self, sheet: Sheet, styles: Styles, columns: Sequence[Column]) -> None:
        self._sheet = sheet
        self._styles = styles
        self._columns = columns
        self._wrapped = [(at, column.width) for at, column in enumerate(columns) if column.kind in _WRAPPED]
        self.plain = self.looks()
        self.heading_row = self._write_headings()
        self.first_row = self.heading_row + 1

    def area(self, left: int = 0) -> Area:
        """Return the rows written so far, with columns counted from `left`."""
        return Area(self.first_row, self._sheet.row - 1, left)

    def looks(self, extra: Mapping[str, Property] | None = None) -> list[Format]:
        """Return the format of each column's cell, with `extra` properties."""
        return [self._styles.get(column.kind, extra) for column in self._columns]

    def add(self, values: Sequence[Value], looks: Sequence[Format] | None = None, level: int = 0) -> int:
        """Write a row and return its index; `level` 1 folds it under the row above."""
        lines = 1
        for at, width in self._wrapped:
            value = values[at]
            if isinstance(value, str) and (len(value) > width * 0.9 or "\n" in value):
                lines = max(lines, line_count(value, width))
        return self._sheet.line(values, looks or self.plain, lines, level)

    def total(self, values: Sequence[Value]) -> int:
        """Write a row of totals and return its index."""
        return self.add(values, self.looks(TOTAL))

    def finish(self, empty: str) -> None:
        """Close the rows: filter buttons on the headings, or the sentence `empty` when there is no row."""
        last_row = self._sheet.row - 1
        if last_row < self.first_row:
            self._sheet.line([empty], [self._styles.get("remark")])
            return
        self._sheet.filter(self.heading_row, last_row, len(self._columns) - 1)

    def _write_headings(self) -> int:
        self._sheet.widths([column.width for column in self._columns])
        headings = [column.heading for column in self._columns]
        # bold letters and the filter's button take room
        lines = max(line_count(column.heading, column.width * 0.7) for column in self._columns)
        return self._sheet.line(headings, [self._styles.get("heading")] * len(headings), lines)
