"""Money, as the rows of a foreign table bring it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from models.rules.cell import Cell, cell_text
from models.rules.cell_source import Source
from models.rules.execution_columns import MONTH
from models.rules.mapped_cells import Reader, place_of, reader_of
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_match import rule_of
from models.rules.mapped_output import Origin, Output
from models.rules.mapped_units import Units
from models.rules.mapping import BudgetMap
from models.rules.mapping_measures import AMOUNTS
from models.rules.mapping_source import package_column


class MoneyColumns:
    """Reads the columns of money of one table; what all money of a row shares is read once a row."""

    def __init__(self, sheet: str, line: Mapping[str, Source], grid: Grid, units: Units) -> None:
        self.sheet = sheet
        self.grid = grid
        self._units = units
        self._line = line
        self._shared = {name: _once_a_line(self._own(name, source)) for name, source in line.items()}

    def reader(self, name: str, source: Source) -> Reader:
        """Give the function that reads a source for a column of the package."""
        return self._shared[name] if self._line.get(name) is source else self._own(name, source)

    def _own(self, name: str, source: Source) -> Reader:
        if name == "org_unit":
            return self._units.reader(source, self.grid)
        return reader_of(source, MONTH if name == "month" else package_column(self.sheet, name), self.grid)


class BudgetReader:
    """Puts the money of a year, or of a part of it, into the package: of a line's item, or of what its columns say."""

    def __init__(self, budget: BudgetMap, columns: MoneyColumns, output: Output, item_place: int | None) -> None:
        self.level = budget.level
        self._output = output
        self._when = rule_of(budget.when, columns.grid) if budget.when is not None else None
        self._year = columns.reader("year", budget.year)
        self._period = columns.reader("period", budget.period) if budget.period else None
        self._month = columns.reader("month", budget.month) if budget.month else None
        told = {"year": budget.year, "period": budget.month or budget.period or budget.year, **budget.fields}
        places = {"item": item_place} | {name: place_of(source, columns.grid) for name, source in told.items()}
        self._origin = Origin(columns.grid, places)
        place_of_name = {name: place for place, name in enumerate(output.columns)}
        self._head = [place_of_name[name] for name in ("year", "period")]
        self._item = place_of_name["item"]
        self._to_date = place_of_name["to_date"] if budget.to_date else None
        readers = {name: columns.reader(name, source) for name, source in budget.fields.items()}
        self._amounts = [(place_of_name[name], readers[name]) for name in AMOUNTS if name in readers]
        self._others = [(place_of_name[name], readers[name]) for name in readers if name not in AMOUNTS]
        self.amount_places = {place for name in AMOUNTS if (place := places.get(name)) is not None}

    def read(self, line: Line, item: str | None) -> None:
        """Read the line's amounts; nothing is put where all of them are blank."""
        if self._when is not None and not self._when(line.cells):
            return
        cells: list[Cell] = [None] * len(self._output.columns)
        for place, reader in self._amounts:
            cells[place] = reader(line)
        if all(cells[place] is None for place, _ in self._amounts):
            return
        year = self._year(line)
        said = ((place, reader(line)) for place, reader in self._others)
        for place, cell in chain(said, zip(self._head, (year, self._told_period(line, year)), strict=True)):
            cells[place] = cell
        if item is not None:
            cells[self._item] = item
        if self._to_date is not None:
            cells[self._to_date] = "1"
        self._output.put(cells, self._origin, line.number)

    def _told_period(self, line: Line, year: Cell) -> Cell:
        if self._month is None:
            return self._period(line) if self._period else year
        month = self._month(line)
        return None if year is None or month is None else f"{cell_text(year)}-{cell_text(month):0>2}"


def _once_a_line(read: Reader) -> Reader:
    known: tuple[Line | None, Cell] = (None, None)

    def again(line: Line) -> Cell:
        nonlocal known
        if known[0] is not line:
            known = line, read(line)
        return known[1]

    return again
