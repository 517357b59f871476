"""A table of a foreign workbook met row by row: headings first, then data until its end, again in every block."""

from __future__ import annotations

from collections.abc import Sequence

from models.rules.cell import Row, cell_text, column_letters, fold, is_blank, one_line
from models.rules.mapped_line import Grid, Line
from models.rules.mapped_match import rule_of
from models.rules.mapped_problems import At
from models.rules.mapped_rows import Book, RowReader
from models.rules.mapping import TableMap


class TableReader:
    """Takes the rows of its sheet in order; `finish` tells what only the end shows."""

    def __init__(self, table: TableMap, grid: Grid, book: Book) -> None:
        self._table = table
        self._grid = grid
        self._book = book
        self._repeat = rule_of(table.repeat, grid) if table.repeat is not None else None
        self._begins = 1 if table.repeat is None else 0
        self._head: dict[int, Row] = {}
        self._headings: list[str] | None = None
        self._rows: RowReader | None = None
        self._read = 0
        self._ended = False
        self._last = 0
        self._left: tuple[At, int] | None = None
        self._skipped = {number: rule.why for rule in table.skip for number in rule.rows}

    def feed(self, row: Row) -> None:
        """Take the next row of the sheet."""
        if all(map(is_blank, row.cells)):
            return
        if self._repeat is not None and self._repeat(row.cells):
            self._begin_block(row)
        if not self._begins:
            return  # what stands above the first block is a title
        if row.number < self._first_row:
            self._head[row.number - self._begins + 1] = row
        elif self._ended or self._is_past_end(row):
            self._leave(row)
        else:
            self._take(row)

    def finish(self) -> None:
        """Tell an empty table, a missing block, and the rows behind the end."""
        if not self._begins:
            self._grid.problems.add("block_missing", At(self._grid.sheet))
            return
        rows = self._open() if self._rows is None else self._rows
        if self._left is not None:
            at, count = self._left
            self._grid.problems.add("rows_after_end", at, count=count)
        rows.finish()
        if not self._read:
            self._grid.problems.add("table_empty", At(self._grid.sheet))

    @property
    def _first_row(self) -> int:
        return self._begins + self._table.first_row - 1

    def _begin_block(self, row: Row) -> None:
        self._begins = row.number
        self._head.clear()
        self._ended = False
        self._last = 0
        self._headings = None

    def _is_past_end(self, row: Row) -> bool:
        """Tell whether the table ended before this row, by the number of the row or by blank ones before it."""
        last, blank = self._table.last_row, self._table.stop_blank_rows
        ended = last is not None and row.number > last
        if blank is not None and self._last and row.number - self._last > blank:
            ended = True
        self._ended = ended
        return ended

    def _leave(self, row: Row) -> None:
        at, count = self._left or (At(self._grid.sheet, row.number), 0)
        self._left = at, count + 1

    def _take(self, row: Row) -> None:
        rows = self._opened()
        self._last = row.number
        if row.number in self._skipped:
            self._grid.problems.add("row_skipped", At(self._grid.sheet, row.number), why=self._skipped[row.number])
            return
        line = rows.line(row, self._head)
        if self._is_skipped(line, rows) or rows.begin_item(line):
            return
        if rows.stop is not None and rows.stop(line.cells):
            self._ended = True
            self._leave(row)
            return
        self._read += 1
        rows.read(line)

    def _is_skipped(self, line: Line, rows: RowReader) -> bool:
        for rule, why in rows.skips:
            if rule(line.cells):
                self._grid.problems.add("row_skipped", At(self._grid.sheet, line.number), why=why)
                return True
        return False

    def _opened(self) -> RowReader:
        """Give the reader of rows, made anew where the headings of a block differ from those before."""
        if self._headings is None or self._rows is None:
            return self._open()
        return self._rows

    def _open(self) -> RowReader:
        wanted = self._table.header_rows
        headings = _headings([self._head[number] for number in wanted if number in self._head])
        if self._rows is None or headings != self._grid.headings:
            self._grid.set_headings(headings, self._begins + wanted[-1] - 1)
            self._check_headings()
            if self._rows is not None:
                self._rows.finish()
            self._rows = RowReader(self._table, self._grid, self._book)
        self._headings = headings
        self._rows.begin_block()
        return self._rows

    def _check_headings(self) -> None:
        """A column that is named by its letters may have moved; the heading that is expected tells."""
        for place, expected in self._table.headings.items():
            found = self._grid.headings[place] if place < len(self._grid.headings) else ""
            if fold(found) != fold(expected):
                at = self._grid.at(self._grid.heading_row, place)
                words = {"expected": one_line(expected), "letters": column_letters(place), "text": found}
                self._grid.problems.add("heading_differs", at, found, **words)


def _headings(rows: Sequence[Row]) -> list[str]:
    """Join the headings of several rows; in all but the last a heading stands for the blank cells to its right."""
    width = max((len(row.cells) for row in rows), default=0)
    joined: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        above = ""
        for place in range(width):
            text = one_line(cell_text(row.cells[place])) if place < len(row.cells) else ""
            above = text if text or row is rows[-1] else above
            if above:
                joined[place].append(above)
    return [" ".join(parts) for parts in joined]
