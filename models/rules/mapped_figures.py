"""Indicators and values of periods, as the rows of a foreign table bring them."""

from __future__ import annotations

from collections.abc import Mapping

from models.rules.cell import Cell
from models.rules.cell_source import Match, Source
from models.rules.mapped_cells import Reader, place_of, reader_of
from models.rules.mapped_entities import Entities, read_fields
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_match import Rule, rule_of
from models.rules.mapped_output import Origin, Outputs
from models.rules.mapped_units import Units
from models.rules.mapping import IndicatorMap, PeriodMap
from models.rules.mapping_source import package_column


class IndicatorReader:
    """Gives the code of a line's indicator; one that was not met before is put into the package."""

    def __init__(self, indicator: IndicatorMap, grid: Grid, indicators: Entities, item_place: int | None) -> None:
        self.indicator = indicator
        self._grid = grid
        self._indicators = indicators
        self._code = _optional_reader(indicator.code, "indicators", "code", grid)
        sources = dict(indicator.fields) | ({"name": indicator.name} if indicator.name else {})
        self._readers = _readers("indicators", sources, grid)
        places = {name: place_of(source, grid) for name, source in sources.items()}
        code = place_of(indicator.code, grid) if indicator.code else item_place
        self.code_place = code
        self._origin = Origin(grid, {"item": item_place} | places | {"code": code})
        self._places = [place for place in places.values() if place is not None]
        self._known: set[tuple[Cell, ...]] = set()

    def code(self, line: Line, item: str | None) -> str | None:
        """Give the code; None where the line has none, which was told."""
        code: Cell = self._code(line) if self._code else item
        if not isinstance(code, str):
            return self._refused(line, code)
        if self.indicator.existing:
            return code
        cells = line.cells
        key = (code, item, *[cells[place] for place in self._places])
        if key not in self._known:
            self._known.add(key)
            self._place(code, item, line)
        return code

    def _place(self, code: str, item: str | None, line: Line) -> None:
        columns = self._indicators.output.columns
        cells = [code, item, *read_fields(columns[2:], self._readers, line)]
        if code in self._indicators.seen:
            self._indicators.compare(code, cells, self._origin, line)
        else:
            self._indicators.put(code, cells, self._origin, line)

    def _refused(self, line: Line, code: Cell) -> str | None:
        at = self._grid.at(line.number, self.code_place)
        if (at.sheet, at.cell) not in self._grid.problems.cells:
            problem = "blank_required" if code is None else "code_not_text"
            self._grid.problems.add(problem, at, "" if code is None else str(code), column="code")
        return None


class PeriodReader:
    """Puts the target and the actual of one period of a line's indicator into the package."""

    def __init__(self, period: PeriodMap, grid: Grid, outputs: Outputs, units: Units, code_place: int | None) -> None:
        self.indicator = period.indicator
        self._grid = grid
        self._outputs = outputs
        self._zero_not_programmed = period.zero_not_programmed
        self._when = _optional_rule(period.when, grid)
        self._period = reader_of(period.period, package_column("targets", "period"), grid)
        self._unit = units.reader(period.org_unit, grid) if period.org_unit else None
        self._targets = _readers("targets", period.targets, grid)
        self._actuals = _readers("actuals", period.actuals, grid)
        common = {"indicator": code_place, "period": place_of(period.period, grid)}
        common["org_unit"] = place_of(period.org_unit, grid) if period.org_unit else None
        self._target_origin = Origin(grid, common | _places(period.targets, grid))
        self._actual_origin = Origin(grid, common | _places(period.actuals, grid))

    def read(self, line: Line, indicator: str) -> None:
        """Read the line's cells of the period; nothing is put where all of them are blank."""
        if self._when is not None and not self._when(line.cells):
            return
        target = self._target(line)
        actual = [reader(line) for reader in self._actuals.values()]
        has_actual = any(cell is not None for cell in actual)
        if target is None and not has_actual:
            return
        head = (indicator, self._unit(line) if self._unit else None, self._period(line))
        if target is not None:
            self._outputs.targets.put((*head, *target), self._target_origin, line.number)
        if has_actual:
            found = dict(zip(self._actuals, actual, strict=True))
            cells = (found.get(name) for name in self._outputs.actuals.columns[3:])
            self._outputs.actuals.put((*head, *cells), self._actual_origin, line.number)

    def _target(self, line: Line) -> tuple[Cell, Cell] | None:
        planned, state = (read_fields(("planned", "state"), self._targets, line)) if self._targets else (None, None)
        if self._zero_not_programmed and planned is not None and _is_zero(planned):
            at = self._grid.at(line.number, self._target_origin.columns.get("planned"))
            self._grid.problems.tally("read_as_not_programmed", at)
            planned = None
        return None if planned is None and state is None else (planned, state)


def _is_zero(cell: Cell) -> bool:
    return cell == 0 or (isinstance(cell, str) and cell == "0")


def _readers(sheet: str, sources: Mapping[str, Source], grid: Grid) -> dict[str, Reader]:
    return {name: reader_of(source, package_column(sheet, name), grid) for name, source in sources.items()}


def _places(sources: Mapping[str, Source], grid: Grid) -> dict[str, int | None]:
    return {name: place_of(source, grid) for name, source in sources.items()}


def _optional_reader(source: Source | None, sheet: str, column: str, grid: Grid) -> Reader | None:
    return reader_of(source, package_column(sheet, column), grid) if source is not None else None


def _optional_rule(match: Match | None, grid: Grid) -> Rule | None:
    return rule_of(match, grid) if match is not None else None
