"""The rows of data of a foreign table: each goes to its items, indicators, periods and money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from models.rules.cell import Cell, Row, column_letters, fold, is_blank
from models.rules.mapped_cells import Reader, place_of
from models.rules.mapped_entities import Entities
from models.rules.mapped_figures import IndicatorReader, PeriodReader
from models.rules.mapped_levels import LevelReader
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_match import rule_of
from models.rules.mapped_money import BudgetReader, MoneyColumns
from models.rules.mapped_number import NumberReader
from models.rules.mapped_output import Outputs
from models.rules.mapped_totals import ControlReader, TotalReader
from models.rules.mapped_units import Units
from models.rules.mapping import IndicatorMap, TableMap
from models.rules.mapping_columns import column_refs
from models.rules.mapping_source import package_column


@dataclass(slots=True)
class Book:
    """What all tables of a workbook fill together."""

    outputs: Outputs
    units: Units
    items: Entities
    indicators: Entities


class RowReader:
    """Reads the rows of one table, once its headings are known."""

    def __init__(self, table: TableMap, grid: Grid, book: Book) -> None:
        self.grid = grid
        self.skips = [(rule_of(rule.match, grid), rule.why) for rule in table.skip if rule.match is not None]
        self.stop = rule_of(table.stop, grid) if table.stop is not None else None
        self.levels = [
            LevelReader(level, grid, book.items, book.units, _kept(level.level, table, grid)) for level in table.levels
        ]
        self.headings = [
            (rule_of(level.level.heading, grid), level) for level in self.levels if level.level.heading is not None
        ]
        places = {level.level.level: level.code_place for level in self.levels}
        self._indicators = [
            IndicatorReader(each, grid, book.indicators, places.get(each.level)) for each in table.indicators
        ]
        code_places = {reader.indicator.id: reader.code_place for reader in self._indicators}
        self._periods = [
            PeriodReader(each, grid, book.outputs, book.units, code_places[each.indicator]) for each in table.periods
        ]
        columns = MoneyColumns("budget" if table.levels else "execution", table.line, grid, book.units)
        self._budget = [
            BudgetReader(each, columns, book.outputs.budget, places.get(each.level)) for each in table.budget
        ]
        self._totals: list[TotalReader | ControlReader] = [
            TotalReader(each, grid, book.outputs.checks) for each in table.totals
        ]
        if table.control_row is not None:
            amounts = {place for budget in self._budget for place in budget.amount_places}
            self._totals.append(ControlReader(table.control_row, sorted(amounts), grid, book.outputs.checks))
        self._fill = [place for ref in table.fill_down if (place := grid.find(ref)) is not None]
        self._above: dict[int, Cell] = {}
        self._named = _named_columns(table, grid)
        self._without_gap = next(place for place in count() if place not in self._named)
        self._width = max([*self._named, *_read_columns(table, grid), 0]) + 1

    def begin_block(self) -> None:
        """Forget what stood above."""
        self._above.clear()
        for level in self.levels:
            level.begin_block()

    def line(self, row: Row, block: Mapping[int, Row]) -> Line:
        """Give a row with as many cells as the table has columns."""
        cells = list(row.cells)
        cells.extend([None] * (self._width - len(cells)))
        return Line(row.number, cells, block)

    def begin_item(self, line: Line) -> bool:
        """Take a row that only names an item; the levels below it begin anew."""
        for rule, level in self.headings:
            if rule(line.cells):
                at = self.levels.index(level)
                parents = [above.current for above in self.levels[:at] if above.current is not None]
                for below in self.levels[at + 1 :]:
                    below.begin_block()
                level.begin(line, parents[-1] if parents else None)
                return True
        return False

    def read(self, line: Line) -> None:
        """Read a row of data."""
        if len(line.cells) > self._without_gap:
            self._note_unnamed(line)
        self._fill_down(line)
        items = self._items(line)
        if items is not None:
            self._read_figures(line, items)
        for total in self._totals:
            total.read(line)

    def finish(self) -> None:
        """Tell what only the whole table shows."""
        for total in self._totals:
            total.finish()

    def _fill_down(self, line: Line) -> None:
        for place in self._fill:
            if is_blank(line.cells[place]):
                line.cells[place] = self._above.get(place)
            else:
                self._above[place] = line.cells[place]

    def _read_figures(self, line: Line, items: Mapping[str, str]) -> None:
        codes: dict[str, str] = {}
        for reader in self._indicators:
            if reader.indicator.level in items or reader.indicator.existing:
                code = reader.code(line, items.get(reader.indicator.level))
                codes |= {reader.indicator.id: code} if code is not None else {}
        for period in self._periods:
            if period.indicator in codes:
                period.read(line, codes[period.indicator])
        for budget in self._budget:
            if budget.level in items or not budget.level:
                budget.read(line, items.get(budget.level))

    def _items(self, line: Line) -> dict[str, str] | None:
        """Give the line's items by level, None where one that must stand there does not."""
        found: dict[str, str] = {}
        parent: str | None = None
        for level in self.levels:
            code = level.item(line, parent)
            if code is not None:
                parent = found[level.level.level] = code
            elif not level.level.optional:
                return None
        return found

    def _note_unnamed(self, line: Line) -> None:
        """Tell each column once that has data and is neither read nor left out on purpose."""
        for place in sorted(set(range(len(line.cells))) - self._named):
            if not is_blank(line.cells[place]):
                self._named.add(place)
                at = self.grid.at(line.number, place)
                self.grid.problems.add("column_not_mapped", at, at.heading, letters=column_letters(place))


def _kept(level: str, table: TableMap, grid: Grid) -> list[Reader]:
    """Give readers of the texts that stand where a number of the level's indicators is expected."""
    return [
        _text_reader(indicator, name, grid)
        for indicator in table.indicators
        if indicator.level == level
        for name, source in indicator.fields.items()
        if source.keep_text
    ]


def _text_reader(indicator: IndicatorMap, name: str, grid: Grid) -> Reader:
    source = indicator.fields[name]
    numbers = NumberReader(package_column("indicators", name), source, grid.reading, grid.problems)
    place = place_of(source, grid)
    heading = grid.headings[place] if place is not None and place < len(grid.headings) else name

    def read(line: Line) -> Cell:
        text = numbers.text_instead(line.cells[place]) if place is not None else None
        return f"{source.label or heading}: {text}" if text else None

    return read


def _read_columns(table: TableMap, grid: Grid) -> set[int]:
    return {place for ref in column_refs(table) if (place := grid.find(ref)) is not None}


def _named_columns(table: TableMap, grid: Grid) -> set[int]:
    ignored = {place for first, last in table.ignore for place in range(first, last + 1)}
    by_heading = {place for heading in table.ignore_headings for place in grid.places.get(fold(heading), ())}
    return _read_columns(table, grid) | ignored | by_heading
