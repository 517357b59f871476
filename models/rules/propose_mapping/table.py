"""The table of a sheet: its heading, its rows of data, and the rows among them that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from models.rules.cell import Cell, Row, UncachedFormula, cell_text, fold, is_blank
from models.rules.headings.heading import normal
from models.rules.propose_mapping.head import find_head, is_numbering, joined_headings
from models.rules.propose_mapping.look import Look, is_number, is_number_like, look_at
from models.rules.propose_mapping.sample import SheetSample, cell_at
from models.rules.propose_mapping.side_table import side_columns

_WIDEST = 300
_TOTAL = re.compile(r"(?:sub ?total|gran total|total|totales|suma|sumas|sumatoria|promedio|promedios)\b")


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that is no data: its number, the column and the text of its first words, `""` and None without any."""

    number: int
    column: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table; rows count from 1 and columns from 0. `above` are the texts of titles over the heading.

    `sections` are rows that only name what the rows below belong to; `after` those behind the last row of data;
    `repeats` the numbers of rows in which the heading stands again; `side` the columns of tables beside this one.
    """

    sheet: SheetSample
    header_rows: tuple[int, ...]
    first_row: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    looks: tuple[Look, ...]
    above: tuple[str, ...] = ()
    totals: tuple[OddRow, ...] = ()
    sections: tuple[OddRow, ...] = ()
    after: tuple[OddRow, ...] = ()
    repeats: tuple[int, ...] = ()
    side: frozenset[int] = frozenset()

    def heading(self, column: int) -> str:
        """Give the heading of a column, empty where none stands."""
        return self.headings[column] if column < len(self.headings) else ""

    def cells(self, column: int) -> list[Cell]:
        """Give the cells of a column in every row of data, None for blanks."""
        return [cell_at(row, column) for row in self.rows]


def find_table(sheet: SheetSample) -> FoundTable | None:
    """Give the table of a sheet, None where there is none."""
    place = find_head(sheet.rows)
    if place is None:
        return None
    first, last = place
    head = sheet.rows[first : last + 1]
    body = list(sheet.rows[last + 1 :])
    numbering = [row.number for row in body[:1] if is_numbering(row)]
    body = body[len(numbering) :]
    sorted_rows = _sort(body, head[-1])
    if not sorted_rows.data:
        return None
    headings = joined_headings(head)
    width = min(_WIDEST, max(len(row.cells) for row in [*head, *sorted_rows.data]))
    above = [cell_text(cell) for row in sheet.rows[:first] for cell in row.cells if isinstance(cell, str)]
    return FoundTable(
        sheet=sheet,
        header_rows=tuple(range(head[0].number, head[-1].number + 1)),
        first_row=(numbering or [head[-1].number])[0] + 1,
        headings=tuple(headings),
        rows=tuple(sorted_rows.data),
        looks=look_at_rows(sorted_rows.data, width),
        above=tuple(above[:40]),
        totals=tuple(sorted_rows.totals),
        sections=tuple(sorted_rows.sections),
        after=tuple(sorted_rows.after),
        repeats=tuple(sorted_rows.repeats),
        side=side_columns(head, sorted_rows.data),
    )


def look_at_rows(rows: Sequence[Row], width: int) -> tuple[Look, ...]:
    """Count what stands in each column of rows of data."""
    return tuple(_look(rows, column) for column in range(width))


def _look(rows: Sequence[Row], column: int) -> Look:
    cells = [(row.number, cell) for row in rows if (cell := cell_at(row, column)) is not None]
    return look_at(cells, len(rows))


@dataclass(slots=True)
class _Sorted:
    data: list[Row]
    totals: list[OddRow]
    sections: list[OddRow]
    after: list[OddRow]
    repeats: list[int]


def _sort(body: Sequence[Row], head: Row) -> _Sorted:
    """Tell rows of data from totals, titles of groups, further headings and what stands behind the end."""
    found = _Sorted([], [], [], [], [])
    typical = median([_count(row) for row in body] or [0])
    wanted = {fold(cell_text(cell)) for cell in head.cells if not is_blank(cell)}
    titles: list[OddRow] = []
    wordless: list[Row] = []
    for row in body:
        if _is_head_again(row, wanted):
            found.repeats.append(row.number)
        elif _is_total(row, typical):
            found.totals.append(odd(row))
        elif _is_title(row, typical):
            titles.append(odd(row))
        elif not _has_words(row):
            wordless.append(row)
        elif _count(row) >= 2 or typical < 3:
            found.sections += titles
            found.data += [*wordless, row]
            titles, wordless = [], []
    found.after = titles
    _take_off_signatures(found, body)
    _take_out_sums(found)
    _place_wordless(found, wordless, typical)
    return found


def _take_off_signatures(found: _Sorted, body: Sequence[Row]) -> None:
    """Words without a figure behind a blank row, below data that have figures, are signatures and notes."""
    figured = [row.number for row in found.data if _has_figures(row)]
    gaps = [after.number for before, after in pairwise(body) if after.number > before.number + 1]
    first = next((number for number in gaps if figured and number > figured[-1]), None)
    if first is None or len(figured) * 2 < len(found.data):
        return
    found.after = [*(odd(row) for row in found.data if row.number >= first), *found.after]
    found.data = [row for row in found.data if row.number < first]


def _has_figures(row: Row) -> bool:
    return any(is_number(cell) or isinstance(cell, UncachedFormula) for cell in row.cells[1:])


def _take_out_sums(found: _Sorted) -> None:
    """A row of figures among the data that lacks the words which all others have is a sum without a label."""
    worded = [row for row in found.data if _has_words(row)]
    named = [at for at in range(_WIDEST) if worded and all(isinstance(cell_at(row, at), str) for row in worded)]
    sums = [
        row for row in found.data if named and not _has_words(row) and any(cell_at(row, at) is None for at in named)
    ]
    numbers = {row.number for row in sums}
    found.data = [row for row in found.data if row.number not in numbers]
    found.totals = sorted([*found.totals, *map(OddRow, numbers)], key=lambda row: row.number)


def _place_wordless(found: _Sorted, wordless: Sequence[Row], typical: float) -> None:
    """Figures without a word behind the last words are sums that nobody labelled, unless a code begins them."""
    for row in wordless:
        is_coded = not is_blank(row.cells[0]) and _count(row) * 3 >= typical * 2
        if is_coded and (not found.data or _looks_like_code(row.cells[0])):
            found.data.append(row)
        else:
            found.totals.append(OddRow(row.number))


def odd(row: Row) -> OddRow:
    """Give a row that is no data with its first words."""
    for column, cell in enumerate(row.cells):
        if isinstance(cell, str) and not is_blank(cell) and not is_number_like(cell):
            return OddRow(row.number, column, cell_text(cell))
    return OddRow(row.number)


def _count(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row.cells)


def _is_head_again(row: Row, wanted: set[str]) -> bool:
    texts = {fold(cell_text(cell)) for cell in row.cells if not is_blank(cell)}
    return len(texts) >= 2 and len(texts & wanted) * 10 >= len(wanted) * 8


def _is_total(row: Row, typical: float) -> bool:
    texts = [cell for cell in row.cells if isinstance(cell, str) and not is_blank(cell) and not is_number_like(cell)]
    return bool(texts) and bool(_TOTAL.match(normal(texts[0]))) and len(texts) <= max(1.0, typical / 4)


def _is_title(row: Row, typical: float) -> bool:
    """One or two words at the left, where other rows have many cells."""
    filled = [column for column, cell in enumerate(row.cells) if not is_blank(cell)]
    if len(filled) > (1 if typical < 6 else 2) or typical < 3 or any(is_number(row.cells[at]) for at in filled[1:]):
        return False
    return filled[0] <= 3 and isinstance(row.cells[filled[-1]], str) and not is_number_like(str(row.cells[filled[-1]]))


def _has_words(row: Row) -> bool:
    return any(isinstance(cell, str) and not is_blank(cell) and not is_number_like(cell) for cell in row.cells)


def _looks_like_code(cell: Cell) -> bool:
    return isinstance(cell, int) or (isinstance(cell, str) and len(cell) <= 20)
