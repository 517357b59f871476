"""The tables of a sheet, found by content: heading rows, rows of data, rows of totals, also several in one sheet."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from models.rules.cell import column_letters
from models.rules.headings.heading import Heading
from models.rules.workbook_audit.book import AuditSheet


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its place from 0 and its heading."""

    index: int
    heading: Heading

    @property
    def letters(self) -> str:
        """Its name in the sheet."""
        return column_letters(self.index)

    @property
    def title(self) -> str:
        """How a message names it: by its heading, or by its letters."""
        return f"«{' '.join(self.heading.label.split())}»" if self.heading.label.strip() else f"columna {self.letters}"


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that sums up others; `label` is empty where nothing says so, `by_formula` where its formulas do."""

    row: int
    label: str
    by_formula: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table; rows and columns count from 0. `sections` gives each data row the title row above it, or -1."""

    sheet: AuditSheet
    heading_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    totals: tuple[TotalRow, ...]
    sections: tuple[int, ...]

    def column(self, index: int) -> Column | None:
        """Give the column at a place of the sheet."""
        at = bisect_left(self.columns, index, key=lambda column: column.index)
        return self.columns[at] if at < len(self.columns) and self.columns[at].index == index else None

    @property
    def total_rows(self) -> frozenset[int]:
        """The places of its total rows."""
        return frozenset(total.row for total in self.totals)
