"""The sources of a mapping made into functions that read a line of the table into a cell of the package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from models.rules.cell import Cell, ErrorCell, UncachedFormula, cell_text, fold, one_line
from models.rules.cell_source import Source
from models.rules.mapped_code import CodeReader, cut
from models.rules.mapped_date import read_date
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_number import NumberReader
from models.rules.package_columns import Column, Holds

Reader = Callable[[Line], Cell]
_Convert = Callable[[Cell, Line], Cell]

NUMBERS = {Holds.NUMBER, Holds.PERCENT, Holds.WHOLE}
_SHORT_TEXT = 1000
"""Texts up to this long are names: line breaks in them say nothing."""


def reader_of(source: Source, column: Column, grid: Grid) -> Reader:
    """Give the function that reads a source for a column of the package."""
    if source.fixed is not None:
        fixed = source.fixed
        return lambda _line: fixed
    if source.columns or source.sheet_name:
        return _joined(source, column, grid) if source.columns else _sheet_reader(source, column, grid)
    place = place_of(source, grid)
    if place is None:
        return lambda _line: None  # the heading was told as missing
    read = _Steps(source, column, grid, place).read
    if source.block_row is None:
        return lambda line: None if (cell := line.cells[place]) is None else read(cell, line)
    row = source.block_row
    return lambda line: None if (cell := _block_cell(line, row, place)) is None else read(cell, line)


def place_of(source: Source, grid: Grid) -> int | None:
    """Give the column of a source, of several the last, None where it reads none."""
    ref = source.column or (source.columns[-1] if source.columns else None)
    return grid.find(ref) if ref is not None else None


def _joined(source: Source, column: Column, grid: Grid) -> Reader:
    """Join what stands in several columns, each read as the source says, blank ones left out."""
    readers = [reader_of(replace(source, column=ref, columns=(), prefix=""), column, grid) for ref in source.columns]

    def read(line: Line) -> Cell:
        parts = [cell_text(cell) for reader in readers if (cell := reader(line)) is not None]
        return source.prefix + source.join.join(parts) if parts else None

    return read


def _sheet_reader(source: Source, column: Column, grid: Grid) -> Reader:
    read, name = _Steps(source, column, grid, None).read, grid.sheet
    return lambda line: read(name, line)


def _block_cell(line: Line, row: int, place: int) -> Cell:
    cells = line.block[row].cells if row in line.block else ()
    return cells[place] if place < len(cells) else None


class _Steps:
    """What is done to a cell: missing marks, then the map of values, then what the column of the package holds."""

    def __init__(self, source: Source, column: Column, grid: Grid, place: int | None) -> None:
        self._source = source
        self._grid = grid
        self._place = place
        self._marks = {fold(mark) for mark in (*grid.reading.missing, *source.missing)}
        self._initials = {mark[:1] for mark in self._marks}
        self._meanings: Mapping[str, str] = {fold(written): meant for written, meant in source.values.items()}
        self._is_number = column.holds in NUMBERS
        self._convert = _kind(source, column, grid, place)

    def read(self, cell: Cell, line: Line) -> Cell:
        """Give the cell of the package, None where nothing is written or it was told what is wrong."""
        if isinstance(cell, str | ErrorCell) and self._is_missing(cell, line):
            return None
        if self._meanings and not isinstance(cell, ErrorCell | UncachedFormula):
            return self._meant(cell, line)
        return self._convert(cell, line)

    def _is_missing(self, cell: str | ErrorCell, line: Line) -> bool:
        text = cell_text(cell).lstrip()
        if text and text[0].casefold()[0] not in self._initials:
            return False  # the folding of long texts is dear
        folded = fold(text)
        if folded in self._marks:
            shown = one_line(text)
            self._grid.problems.tally("read_as_missing", self._grid.at(line.number, self._place), shown, text=shown)
            return True
        return not folded

    def _meant(self, cell: Cell, line: Line) -> Cell:
        written = cut(cell_text(cell), self._source)
        meant = self._meanings.get(fold(written), self._source.otherwise)
        if meant is not None or self._is_number:
            return meant if meant is not None else self._convert(cell, line)
        at, choices = self._grid.at(line.number, self._place), ", ".join(self._source.values)
        self._grid.problems.add("value_not_in_map", at, written, choices=choices)
        return None


def _kind(source: Source, column: Column, grid: Grid, place: int | None) -> _Convert:
    if column.holds in NUMBERS:
        return _number_reader(source, column, grid, place)
    if column.holds is Holds.CODE:
        return CodeReader(source, grid, place).read
    if column.holds is Holds.DATE:
        return lambda cell, line: read_date(cell, line, grid, place)
    if column.holds in {Holds.CODES, Holds.LINKS}:
        return lambda cell, _line: _several(cell, source)
    return lambda cell, _line: _text(cell, source, column)


def _number_reader(source: Source, column: Column, grid: Grid, place: int | None) -> _Convert:
    numbers = NumberReader(column, source, grid.reading, grid.problems)
    if not (source.before or source.after):
        return lambda cell, line: numbers.read(cell, lambda: grid.at(line.number, place))
    return lambda cell, line: numbers.read(
        cut(cell, source) if isinstance(cell, str) else cell, lambda: grid.at(line.number, place)
    )


def _text(cell: Cell, source: Source, column: Column) -> Cell:
    if isinstance(cell, ErrorCell | UncachedFormula):
        return cell
    if isinstance(cell, date) and column.holds is Holds.PERIOD:
        return cell  # the package warns that a spreadsheet made a date of it
    text = cut(cell_text(cell), source)
    return source.prefix + (one_line(text) if column.longest <= _SHORT_TEXT else text)


def _several(cell: Cell, source: Source) -> Cell:
    if not isinstance(cell, str):
        return cell if isinstance(cell, ErrorCell | UncachedFormula | date) else cell_text(cell)
    return ";".join(one_line(part) for part in (cell.split(source.split) if source.split else [cell]))
