"""The sheets of the package that a foreign workbook becomes, and where in it each of their rows comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from models.rules.cell import Cell, Row, Sheet
from models.rules.mapped_line import Grid
from models.rules.mapped_problems import At
from models.rules.package_columns import SHAPES, SheetShape

_TELLING = {"targets": "planned", "actuals": "actual"}
"""Where several rows of the package come from one row, the column that tells which of them is meant."""

_FIRST_ROW = 2
"""Row 1 has the names of the columns."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the columns of a row of the package stand in a table: their places by their names in the package."""

    grid: Grid
    columns: Mapping[str, int | None]


@dataclass(slots=True)
class Output:
    """One sheet of the package while it grows."""

    name: str
    rows: list[Row] = field(default_factory=list)
    origins: list[tuple[Origin, int]] = field(default_factory=list)
    shape: SheetShape | None = None
    columns: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Name the columns, in the order of the cells that `put` takes."""
        self.columns = [column.name for column in (self.shape or SHAPES[self.name]).columns]

    def put(self, cells: Sequence[Cell], origin: Origin, row: int) -> None:
        """Add a row that comes from a row of the foreign workbook."""
        self.rows.append(Row(len(self.rows) + _FIRST_ROW, tuple(cells)))
        self.origins.append((origin, row))

    def sheet(self) -> Sheet:
        """Give what there is so far, as a reader of files would."""
        return Sheet(self.name, iter([Row(1, tuple(self.columns)), *self.rows]))

    def at(self, row: int, column: str | None) -> At:
        """Give the place in the foreign workbook of a cell of the package."""
        origin, number = self.origins[row - _FIRST_ROW]
        place = origin.columns.get(column or _TELLING.get(self.name, ""))
        at = origin.grid.at(number, place)
        return at if place is not None or column is None else at._replace(heading=f"{self.name}.{column}")


class Check(NamedTuple):
    """A column of the workbook's own sums beside what its parts give, over so many rows; `differing` of them disagree.

    Of a control total, which is one for all rows, 0 or 1.
    """

    sheet: str
    column: str
    told: Decimal
    found: Decimal
    rows: int
    differing: int


@dataclass(slots=True)
class Outputs:
    """All sheets that a mapping fills; the plan itself stands in the mapping."""

    org_units: Output = field(default_factory=lambda: Output("org_units"))
    items: Output = field(default_factory=lambda: Output("items"))
    indicators: Output = field(default_factory=lambda: Output("indicators"))
    targets: Output = field(default_factory=lambda: Output("targets"))
    actuals: Output = field(default_factory=lambda: Output("actuals"))
    budget: Output = field(default_factory=lambda: Output("budget"))
    checks: list[Check] = field(default_factory=list)

    def by_name(self) -> dict[str, Output]:
        """Give the sheets by name, in the order of the package."""
        every = (self.org_units, self.items, self.indicators, self.targets, self.actuals, self.budget)
        return {output.name: output for output in every}
