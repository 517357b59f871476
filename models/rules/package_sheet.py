"""One sheet of a package: its headings matched with the columns, its rows made into values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from models.rules.cell import Cell, Row, Sheet, cell_text, column_letters, is_blank
from models.rules.package_cells import DOUBTFUL, CellFault, CellReader, doubt_about
from models.rules.package_columns import Column, SheetShape
from models.rules.package_problems import Place, Problems
from models.rules.package_rows import AnyRow

_Reader = tuple[int, Column, Callable[[Cell], object]]
"""Where a column stands, and what reads its cells."""


@dataclass(slots=True)
class SheetContent:
    """What a sheet gave; `whole` is False where a column is missing and nothing could be read.

    `codes` has the code of every row, also of one that was refused, so that no child is refused for its fault.
    """

    rows: list[AnyRow] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    rows_read: int = 0
    whole: bool = True


def read_sheet(shape: SheetShape, sheet: Sheet, problems: Problems) -> SheetContent:
    """Read the rows of a sheet and note every problem that can be told from it alone."""
    content = SheetContent()
    rows = iter(sheet.rows)
    heading = next(rows, Row(1, ()))
    columns = _match(shape, heading, problems)
    content.whole = columns is not None
    if columns is not None:
        _read_rows(shape, columns, rows, content, problems)
    return content


def _match(shape: SheetShape, heading: Row, problems: Problems) -> dict[int, Column] | None:
    """Give the column that stands in each place, or None where one is missing or stands twice."""
    known = {column.name: column for column in shape.columns}
    found = problems.headings[shape.name] = {}
    whole = True
    for place, cell in enumerate(heading.cells):
        name = cell_text(cell).lower()
        if name in found:
            whole = False
            problems.add("duplicate_column", Place(shape.name, heading.number, name), column=name, sheet=shape.name)
        elif name:
            found[name] = place
    for name in found:
        if name not in known:
            problems.add("unknown_column", Place(shape.name, heading.number, name), column=name, sheet=shape.name)
    for name, column in known.items():
        if column.must_stand and name not in found:
            whole = False
            problems.add("missing_column", Place(shape.name, column=name), column=name, sheet=shape.name)
    return {place: known[name] for name, place in found.items() if name in known} if whole else None


def _read_rows(
    shape: SheetShape, columns: dict[int, Column], rows: Iterator[Row], content: SheetContent, problems: Problems
) -> None:
    named = set(problems.headings[shape.name].values())
    without_gap = next(place for place in count() if place not in named)
    readers: Sequence[_Reader] = [(place, column, CellReader(column).read) for place, column in columns.items()]
    for row in rows:
        if all(map(is_blank, row.cells)):
            continue
        content.rows_read += 1
        if len(row.cells) > without_gap:
            _refuse_unnamed(shape.name, row, named, problems)
        values = _read_row(shape.name, readers, row, problems)
        code = values.get("code")
        if isinstance(code, str):
            content.codes.add(code)
        if len(values) == len(columns):
            content.rows.append(shape.row(row=row.number, **values))  # type: ignore[arg-type]  # fields by their names


def _read_row(sheet: str, readers: Sequence[_Reader], row: Row, problems: Problems) -> dict[str, object]:
    """Give the values of the cells that have one, by field; the others are noted."""
    values: dict[str, object] = {}
    cells, width = row.cells, len(row.cells)
    for place, column, read in readers:
        cell = cells[place] if place < width else None
        if cell is None and not column.filled:
            values[column.target] = column.blank  # most cells of a package are blank
            continue
        try:
            values[column.target] = read(cell)
        except CellFault as fault:
            problems.add(fault.code, Place(sheet, row.number, column.name), cell_text(cell), **fault.words)
            continue
        if column.holds in DOUBTFUL and not isinstance(cell, str):
            _note_doubt(column, cell, Place(sheet, row.number, column.name), values[column.target], problems)
    return values


def _note_doubt(column: Column, cell: Cell, place: Place, value: object, problems: Problems) -> None:
    code = doubt_about(column, cell)
    if code:
        problems.add(code, place, cell_text(cell), period=value)


def _refuse_unnamed(sheet: str, row: Row, named: set[int], problems: Problems) -> None:
    """Data under no heading is not lost in silence; each such column is told once."""
    for place in sorted(set(range(len(row.cells))) - named):
        cell = row.cells[place]
        if not is_blank(cell):
            named.add(place)
            problems.add("unnamed_column", Place(sheet, row.number), cell_text(cell), letters=column_letters(place))
