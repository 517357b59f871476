"""What every check looks at: the workbook, its values computed again, its tables, and who depends on whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from models.rules.cell import cell_name
from models.rules.workbook_audit.calculation import Calculation
from models.rules.workbook_audit.effects import Effects
from models.rules.workbook_audit.formula.values import Scalar
from models.rules.workbook_audit.hints import NO_HINTS, Hints
from models.rules.workbook_audit.programs import Program
from models.rules.workbook_audit.spoken import short
from models.rules.workbook_audit.tables import Column, Table

_MOST_CATEGORIES = 6


@dataclass(slots=True)
class Look:
    """One table under its audit, with all that helps to judge it."""

    calculation: Calculation
    effects: Effects
    tables: list[Table]
    table: Table
    hints: Hints = NO_HINTS
    _numbers: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    _categories: list[list[list[int]]] | None = None
    _row_set: frozenset[int] = frozenset()

    def value(self, row: int, column: int) -> Scalar:
        """Give the value of a cell of the table's sheet; None also where it is not known."""
        return self.calculation.values.peek((self.table.sheet.name, row, column))

    def number(self, row: int, column: int) -> Decimal | None:
        """Give the figure in a cell, or None where there is none."""
        value = self.value(row, column)
        return value if isinstance(value, Decimal) else None

    def numbers(self, column: int) -> dict[int, Decimal]:
        """Give the figures of a column's data rows by row."""
        if column not in self._numbers:
            found = ((row, self.number(row, column)) for row in self.table.rows)
            self._numbers[column] = {row: value for row, value in found if value is not None}
        return self._numbers[column]

    def is_data(self, row: int) -> bool:
        """Whether a row is one of the table's data."""
        self._row_set = self._row_set or frozenset(self.table.rows)
        return row in self._row_set

    @property
    def categories(self) -> list[list[list[int]]]:
        """The rows parted by each column of few words that fills every row, such as a tendency."""
        if self._categories is None:
            found = (self._parted(column) for column in self.table.columns)
            self._categories = [groups for groups in found if groups]
        return self._categories

    def _parted(self, column: Column) -> list[list[int]]:
        groups: dict[str, list[int]] = {}
        for row in self.table.rows:
            value = self.value(row, column.index)
            if not isinstance(value, str) or len(groups) > _MOST_CATEGORIES:
                return []
            groups.setdefault(value, []).append(row)
        return list(groups.values()) if 2 <= len(groups) <= _MOST_CATEGORIES else []

    def program(self, row: int, column: int) -> Program | None:
        """Give the formula of a cell, or None where there is none that is understood."""
        return self.calculation.programs.by_cell.get((self.table.sheet.name, row, column))

    def has_formula(self, row: int, column: int) -> bool:
        """Whether a cell is computed, also by a formula that is not understood."""
        return (row, column) in self.table.sheet.formulas

    def percent_scale(self, column: int) -> Decimal | None:
        """Give what 100 % is in a column, 1 or 100, or None where it does not show percents."""
        values = [abs(value) for value in self.numbers(column).values() if value]
        marked = sum((row, column) in self.table.sheet.percents for row in self.table.rows)
        if marked * 2 > len(self.table.rows):
            return Decimal(1)
        found = self.table.column(column)
        if found is None or not found.heading.is_percent or not values or max(values) > 100_000:
            return None
        return Decimal(1) if median(values) <= Decimal("1.5") else Decimal(100)

    def is_shown_as_percent(self, row: int, column: int) -> bool:
        """Whether the workbook shows the cell with a percent sign."""
        return (row, column) in self.table.sheet.percents

    def name(self, row: int, column: int) -> str:
        """Name a cell as a message does: `D12 («Avance», «Vías»)`."""
        cell = cell_name(row + 1, column)
        found = self.table.column(column)
        total = next((total for total in self.table.totals if total.row == row and total.label), None)
        words = [
            found.title if found and found.heading.label.strip() else "",
            f"«{short(total.label)}»" if total else "",
        ]
        told = ", ".join(word for word in words if word)
        return f"{cell} ({told})" if told else cell

    def is_code(self, column: Column) -> bool:
        """Whether codes are meant to stand in a column."""
        return column.heading.is_code or column.index in self.hints.codes

    def is_figures(self, column: Column) -> bool:
        """Whether most filled cells of a column are figures, and they are amounts, not codes, years or dates."""
        if self.is_code(column) or column.heading.is_date or column.heading.words[-1:] in {("ano",), ("year",)}:
            return False
        filled = sum(self.value(row, column.index) is not None for row in self.table.rows)
        return len(self.numbers(column.index)) * 2 > filled
