"""A workbook as the audit looks at it: values, formulas, which cells are shown as percents, and merged cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.rules.cell import Cell


@dataclass(slots=True)
class AuditSheet:
    """One sheet. Rows and columns count from 0; a formula has no `=` and English names, as files hold it.

    `filtered`: a filter is at work, so that the hidden rows may be those that it left out.
    """

    name: str
    hidden: bool = False
    rows: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    filtered: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Give what stands in a cell."""
        cells = self.rows.get(row, ())
        return cells[column] if column < len(cells) else None

    @property
    def width(self) -> int:
        """How many columns are in use."""
        return max((len(cells) for cells in self.rows.values()), default=0)

    @property
    def height(self) -> int:
        """How many rows reach down to the last in use."""
        return max(self.rows, default=-1) + 1


@dataclass(slots=True)
class AuditBook:
    """The sheets in their order.

    `recalculates`: the program that saved the file left the results to whoever opens it, so what stands in formula
    cells is not to be relied on.
    """

    sheets: list[AuditSheet]
    recalculates: bool = False
