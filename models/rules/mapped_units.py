"""Org units that a foreign workbook writes by name: each name leads to one code, known or made of the name."""

from __future__ import annotations

import re
import unicodedata

from models.rules.cell import Cell, fold
from models.rules.cell_source import Source
from models.rules.mapped_cells import Reader, place_of, reader_of
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_output import Origin, Outputs
from models.rules.mapped_problems import At, MappedProblems
from models.rules.mapping import ExecutionMapping, Mapping, ReadingRule
from models.rules.mapping_source import package_column

MAPPING_ITSELF = "mapeo"
"""The sheet of a problem whose cause stands in the mapping."""

_LONGEST_CODE = 60
_NAME = package_column("org_units", "name")


class Units:
    """Names and codes of units; those that the mapping declares come first."""

    def __init__(self, mapping: Mapping | ExecutionMapping, outputs: Outputs, problems: MappedProblems) -> None:
        self._new = mapping.new_units if isinstance(mapping, Mapping) else None
        self._by_name = {fold(name): unit.code for unit in mapping.units for name in (unit.name, *unit.written)}
        self._by_name |= {fold(unit.code): unit.code for unit in mapping.units}
        self._output = outputs.org_units
        self._problems = problems
        self._made: dict[str, tuple[str, At]] = {}
        declared = Origin(Grid(MAPPING_ITSELF, ReadingRule(mapping.reading.locale), problems), {})
        for unit in mapping.units:
            if unit.kind is not None:
                self._output.put((unit.code, unit.parent, unit.name, unit.kind), declared, 0)
        self._by_code = not (mapping.units or self._new)

    def reader(self, source: Source, grid: Grid) -> Reader:
        """Give the function that reads the code of a unit from a line."""
        if self._by_code or source.fixed is not None:
            return reader_of(source, package_column("items", "org_unit"), grid)
        read_name, place = reader_of(source, _NAME, grid), place_of(source, grid)
        origin = Origin(grid, dict.fromkeys(("code", "name"), place))

        def read(line: Line) -> Cell:
            name = read_name(line)
            return self._code(name, line, origin) if isinstance(name, str) and name else name

        return read

    def _code(self, name: str, line: Line, origin: Origin) -> str | None:
        code = self._by_name.get(fold(name))
        return code if code is not None else self._make(name, line, origin)

    def _make(self, name: str, line: Line, origin: Origin) -> str | None:
        at = origin.grid.at(line.number, origin.columns["name"])
        if self._new is None:
            self._problems.add("unknown_unit_name", at, name)
            return None
        code = code_of_name(name)
        if code in self._made:
            first, place = self._made[code]
            self._problems.add("code_of_two", at, code, name=first, place=place)
            return None
        self._made[code] = name, at
        self._by_name[fold(name)] = code
        self._output.put((code, self._new.parent, name, self._new.kind), origin, line.number)
        return code


def code_of_name(name: str) -> str:
    """Make a code of a name: its words in capitals without accents, joined by hyphens, as many as fit."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall("[A-Z0-9]+", plain)
    code = ""
    for word in words:
        longer = f"{code}-{word}" if code else word
        if len(longer) > _LONGEST_CODE:
            break
        code = longer
    return code or "SIN-NOMBRE"
