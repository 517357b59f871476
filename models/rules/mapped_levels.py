"""The items of one level of the tree, as the rows of a foreign table name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.rules.cell import Cell, ErrorCell, UncachedFormula, fold, is_blank
from models.rules.cell_source import Source
from models.rules.mapped_cells import Reader, place_of, reader_of
from models.rules.mapped_entities import Entities, read_fields
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_output import Origin
from models.rules.mapped_units import Units, code_of_name
from models.rules.mapping import CodeRule, LevelMap
from models.rules.mapping_source import package_column


class LevelReader:
    """Gives the code of a line's item of one level; an item that was not met before is put into the package."""

    def __init__(self, level: LevelMap, grid: Grid, items: Entities, units: Units, kept: list[Reader]) -> None:
        self.level = level
        self.grid = grid
        self.current: str | None = None
        self._current_parent: str | None = None
        self._items = items
        self._name = reader_of(level.name, package_column("items", "name"), grid)
        self._code = _code_reader(level, grid)
        self._readers = {
            name: units.reader(source, grid)
            if name == "org_unit"
            else reader_of(source, package_column("items", name), grid)
            for name, source in level.fields.items()
        }
        self._parts = [(part.label, reader_of(part, _DESCRIPTION, grid)) for part in level.description]
        self._parts += [("", reader) for reader in kept]
        self._origin = Origin(grid, _places(level, grid))
        key_sources = [level.name, *([level.code] if isinstance(level.code, Source) else [])]
        self._key_places = _places_in_row(key_sources, grid)
        others = _places_in_row([*level.fields.values(), *level.description], grid)
        self._places = list(dict.fromkeys([*self._key_places, *others]))
        self._known: dict[tuple[Cell, ...], str] = {}

    @property
    def code_place(self) -> int | None:
        """The column that says which item it is."""
        return self._origin.columns.get("code")

    def begin_block(self) -> None:
        """Forget what stood above; names from a block's head are read again."""
        self.current = self._current_parent = None
        self._known.clear()

    def item(self, line: Line, parent: str | None) -> str | None:
        """Give the code of the line's item; None where the line has none, which was told unless that is allowed."""
        if self.level.heading is not None:
            return self._above(line)
        cells = line.cells
        key = (parent, *[cells[place] for place in self._places])
        code = self._known.get(key)
        if code is None:
            code = self._read(line, parent)
            if code is not None and not (self.level.fill_down and self._is_blank(line)):
                self._known[key] = code
        self.current, self._current_parent = code, parent
        return code

    def begin(self, line: Line, parent: str | None) -> None:
        """Take the item of a row of its own, which stands above the rows that belong to it."""
        self.current = self._read(line, parent)

    def _above(self, line: Line) -> str | None:
        if self.current is None and not self.level.optional:
            self.grid.problems.add("nothing_above", self.grid.at(line.number, self._origin.columns.get("name")))
        return self.current

    def _is_blank(self, line: Line) -> bool:
        return all(is_blank(line.cells[place]) for place in self._key_places)

    def _read(self, line: Line, parent: str | None) -> str | None:
        if self._key_places and self._is_blank(line):
            return self._repeated(line, parent)
        name, code = self._name(line), self._code(line)
        if isinstance(name, ErrorCell | UncachedFormula):
            return self._refused(line, "name", name)
        if name is None:
            return self._nameless(line, parent, code)
        if isinstance(self.level.code, CodeRule):
            code = self._made_code(str(name), parent)
        if not isinstance(code, str):
            return self._refused(line, "code", code)
        return self._place_item(line, parent, self._full(code, parent), name)

    def _repeated(self, line: Line, parent: str | None) -> str | None:
        if self.level.optional:
            return None
        if not self.level.fill_down:
            return self._refused(line, "name", None)
        if self.current is not None and self._current_parent == parent:
            return self.current
        self.grid.problems.add("nothing_above", self.grid.at(line.number, self._origin.columns.get("name")))
        return None

    def _nameless(self, line: Line, parent: str | None, code: Cell) -> str | None:
        """A code alone is enough where its item stands above."""
        full = self._full(code, parent) if isinstance(code, str) else ""
        return full if full in self._items.seen else self._refused(line, "name", None)

    def _refused(self, line: Line, column: str, cell: Cell) -> str | None:
        """Tell why a line has no item; what the reader of the cell told already is not told twice."""
        at = self.grid.at(line.number, self._origin.columns.get(column))
        if (at.sheet, at.cell) in self.grid.problems.cells:
            return None
        if isinstance(cell, ErrorCell):
            self.grid.problems.add("error_cell", at, cell.text)
        elif isinstance(cell, UncachedFormula):
            self.grid.problems.add("formula_without_value", at)
        elif cell is None:
            self.grid.problems.add("blank_required", at, column=column)
        else:
            self.grid.problems.add("code_not_text", at, str(cell))
        return None

    def _made_code(self, name: str, parent: str | None) -> str:
        if self.level.code is CodeRule.NAME:
            return self.level.prefix + code_of_name(name)
        return f"{self.level.prefix}{self._items.number_of(parent, self.level.level, name)}"

    def _full(self, code: str, parent: str | None) -> str:
        """Numbers count below their parent, and so do codes that begin again below each."""
        written = f"{self.level.prefix}{code}" if isinstance(self.level.code, Source) else code
        within = self.level.within_parent or self.level.code is CodeRule.NUMBERED
        return f"{parent}.{written}" if within and parent is not None else written

    def _place_item(self, line: Line, parent: str | None, code: str, name: Cell) -> str | None:
        columns = self._items.output.columns
        readers = self._readers | {"description": self._description}
        cells = [code, parent, self.level.level, name, *read_fields(columns[4:], readers, line)]
        seen = self._items.seen.get(code)
        if seen is None:
            self._items.put(code, cells, self._origin, line)
            return code
        at = self.grid.at(line.number, self._origin.columns.get("code"))
        if fold(str(seen.cells[3])) != fold(str(name)) or seen.cells[2] != self.level.level:
            self.grid.problems.add("code_of_two", at, code, name=seen.cells[3], place=seen.place)
            return None
        if seen.cells[1] != parent:
            self.grid.problems.add("two_parents", at, code, parent=seen.cells[1], place=seen.place)
            return None
        self._items.compare(code, cells, self._origin, line)
        return code

    def _description(self, line: Line) -> Cell:
        """Join the labelled attributes; the first error among them stands for all, so that it is told."""
        found: list[str] = []
        for label, read in self._parts:
            cell = read(line)
            if isinstance(cell, ErrorCell | UncachedFormula):
                return cell
            if cell is not None and cell != "":
                found.append(f"{label}: {cell}" if label else str(cell))
        return "\n".join(found) or None


_DESCRIPTION = package_column("items", "description")


def _places_in_row(sources: Iterable[Source], grid: Grid) -> list[int]:
    found = (place_of(source, grid) for source in sources if source.block_row is None)
    return [place for place in found if place is not None]


def _places(level: LevelMap, grid: Grid) -> dict[str, int | None]:
    """Where the columns of `items` stand: what is made of the name stands where the name does."""
    name = place_of(level.name, grid)
    code = place_of(level.code, grid) if isinstance(level.code, Source) else None
    code = name if code is None else code
    places = {column: place_of(source, grid) for column, source in level.fields.items()}
    described = place_of(level.description[0], grid) if level.description else None
    return {"code": code, "name": name, "parent": code, "level": code, "description": described} | places


def _code_reader(level: LevelMap, grid: Grid) -> Callable[[Line], Cell]:
    if isinstance(level.code, Source):
        return reader_of(level.code, package_column("items", "code"), grid)
    return lambda _line: None
