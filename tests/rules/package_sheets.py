"""The small package of the tests as sheets of cells, to be spoilt at one address and parsed."""

from __future__ import annotations

import re
from dataclasses import replace

from models.files.package_table import package_tables
from models.rules.cell import Cell, Row, Sheet
from models.rules.package import ParsedPackage, parse_package
from models.rules.package_known import Known
from models.rules.package_problems import Problem
from models.rules.package_rows import Package
from tests.files.packages import KNOWN, small_package

Tables = dict[str, list[list[Cell]]]


def tables_of(package: Package) -> Tables:
    """Give headings and cells of every sheet."""
    return {
        shape.name: [[column.name for column in shape.columns], *(list[Cell](row) for row in rows)]
        for shape, rows in package_tables(package)
    }


def parsed(tables: Tables, known: Known = KNOWN) -> ParsedPackage:
    """Parse tables as if they came from a file."""
    return parse_package(
        (Sheet(name, (Row(n, tuple(cells)) for n, cells in enumerate(rows, 1))) for name, rows in tables.items()), known
    )


def parsed_with(edits: dict[str, Cell], known: Known = KNOWN) -> ParsedPackage:
    """Parse the small package after writing cells by address (`items!F3`); rows grow as needed."""
    tables = tables_of(small_package())
    for address, cell in edits.items():
        sheet, letter, row = re.fullmatch(r"(\w+)!([A-Z])(\d+)", address).groups()  # type: ignore[union-attr]
        cells, place = tables[sheet], ord(letter) - ord("A")
        cells.extend([] for _ in range(int(row) - len(cells)))
        line = cells[int(row) - 1]
        line.extend([None] * (place + 1 - len(line)))
        line[place] = cell
    return parsed(tables, known)


def found(package: ParsedPackage) -> list[tuple[str, str]]:
    """Give code and address (`items!F3`, or the sheet alone) of every problem."""
    return [(problem.code, _address(problem)) for problem in package.problems]


def found_with(edits: dict[str, Cell], known: Known = KNOWN) -> list[tuple[str, str]]:
    """Give the problems of the small package after the edits."""
    return found(parsed_with(edits, known))


def changed(**parts: object) -> ParsedPackage:
    """Parse the small package with other rows, such as `items=(…)`."""
    return parsed(tables_of(replace(small_package(), **parts)))  # type: ignore[arg-type]


def _address(problem: Problem) -> str:
    return f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
