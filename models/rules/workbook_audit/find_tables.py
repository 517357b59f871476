"""Finds the tables of a sheet by what their rows look like: headings over figures, once or again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from models.rules.cell import Cell, ErrorCell, UncachedFormula, cell_text, is_blank
from models.rules.headings.figure_words import TOTAL_LABELS
from models.rules.headings.heading import normal, read_heading
from models.rules.headings.month_columns import name_months
from models.rules.workbook_audit.book import AuditSheet
from models.rules.workbook_audit.programs import Programs
from models.rules.workbook_audit.sort_rows import sort_rows
from models.rules.workbook_audit.tables import Column, Table

_LOOK_AHEAD = 8
_GAP = 3
_NUMBER_LIKE = re.compile(r"[-+$\s]*[0-9][0-9.,\s]*%?")
_MOST_TABLES = 200
_MOST_HEADING_ROWS = 3
_WIDEST = 300


def find_tables(sheet: AuditSheet, programs: Programs) -> list[Table]:
    """Give the tables of a sheet from top to bottom."""
    rows = [row for row in sorted(sheet.rows) if _filled(sheet, row)]
    heads = _heads(sheet, rows)
    ends = [*(head[0] for head in heads[1:]), sheet.height]
    found = []
    for head, end in zip(heads[:_MOST_TABLES], ends, strict=False):
        body = list(_until_end(sheet, [row for row in rows if head[-1] < row < end]))
        for columns in _side_by_side(sheet, headed_columns(sheet, head, body), body):
            own = [row for row in body if any(not is_blank(sheet.cell(row, column.index)) for column in columns)]
            found.append(make_table(sheet, head, columns, own, programs))
    return [table for table in found if table.rows]


def make_table(
    sheet: AuditSheet, head: tuple[int, ...], columns: tuple[Column, ...], body: Sequence[int], programs: Programs
) -> Table:
    """Put a table together from its heading rows, its columns and the filled rows below."""
    data, totals, sections = sort_rows(sheet, columns, body, programs)
    return Table(sheet, head, columns, tuple(data), tuple(totals), tuple(sections))


def _filled(sheet: AuditSheet, row: int) -> list[int]:
    return [at for at, cell in enumerate(sheet.rows.get(row, ())[:_WIDEST]) if not is_blank(cell)]


def _until_end(sheet: AuditSheet, rows: Sequence[int]) -> Iterator[int]:
    """Give the rows down to some blank ones, or to the first blank one below the grand total."""
    last, closed = None, False
    for row in rows:
        if last is not None and row - last > (1 if closed else _GAP):
            return
        last, closed = row, _is_total_label(next((c for c in sheet.rows[row] if not is_blank(c)), None))
        yield row


def _side_by_side(sheet: AuditSheet, columns: tuple[Column, ...], body: Sequence[int]) -> Iterator[tuple[Column, ...]]:
    """Part tables that stand beside each other: after a blank column another one begins with texts of its own."""
    part: list[Column] = []
    for column in columns:
        apart = part and column.index > part[-1].index + 1
        texts = [cell for row in body if isinstance(cell := sheet.cell(row, column.index), str)]
        if apart and len(part) > 1 and len(texts) * 2 > len(body):
            yield tuple(part)
            part = []
        part.append(column)
    yield tuple(part)


def _heads(sheet: AuditSheet, rows: list[int]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for at, row in enumerate(rows):
        if found and row <= found[-1][-1]:
            continue
        if _like_heading(sheet, rows, at) and (not found or _starts_again(sheet, rows, at, found[-1])):
            found.append(_heading_rows(sheet, rows, at))
    return found


def _like_heading(sheet: AuditSheet, rows: list[int], at: int) -> bool:
    filled = _filled(sheet, rows[at])
    below = rows[at + 1 : at + 1 + _LOOK_AHEAD]
    width = max((len(_filled(sheet, row)) for row in below), default=0)
    if len(filled) < 2 or len(filled) * 2 < width or not _all_headings(sheet, rows[at], filled):
        return False
    return any(_is_figure(sheet.cell(row, column)) for row in below for column in filled)


def _all_headings(sheet: AuditSheet, row: int, filled: list[int]) -> bool:
    cells = [sheet.cell(row, column) for column in filled]
    texts = sum(isinstance(cell, str) and not _NUMBER_LIKE.fullmatch(cell.strip()) for cell in cells)
    return texts >= 1 and all(_may_head(cell) for cell in cells) and not _is_total_label(cells[0])


def _may_head(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int):
        return 1 <= cell <= 12 or 1990 <= cell <= 2100
    if isinstance(cell, str):
        text = cell.strip()
        return not _NUMBER_LIKE.fullmatch(text) or bool(re.fullmatch("(19|20)[0-9]{2}", text))
    return isinstance(cell, date)


def _is_total_label(cell: Cell) -> bool:
    return isinstance(cell, str) and normal(cell) in TOTAL_LABELS


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, UncachedFormula | ErrorCell):
        return True
    return (isinstance(cell, int | Decimal) and not isinstance(cell, bool)) or (
        isinstance(cell, str) and bool(_NUMBER_LIKE.fullmatch(cell.strip()))
    )


def _starts_again(sheet: AuditSheet, rows: list[int], at: int, last: tuple[int, ...]) -> bool:
    """A further table begins with the headings of the last one, or after a blank row or a title."""
    here = {normal(cell_text(sheet.cell(rows[at], column))) for column in _filled(sheet, rows[at])}
    before = {normal(cell_text(sheet.cell(row, column))) for row in last for column in _filled(sheet, row)}
    if len(here & before) * 2 >= len(here):
        return True
    previous = rows[at - 1]
    apart = previous < rows[at] - 1 or len(_filled(sheet, previous)) == 1
    return apart and len(here) >= 3


def _heading_rows(sheet: AuditSheet, rows: list[int], at: int) -> tuple[int, ...]:
    """Give the row, with those below or above where all together are the heading: year, quarter, planned and done."""
    row = rows[at]
    head: tuple[int, ...] = (row,)
    if rows[at + 1 : at + 2] == [row + 1] and _like_heading(sheet, rows, at + 1) and _joins(sheet, row, row + 1):
        head = (row, row + 1)
    while len(head) < _MOST_HEADING_ROWS and _heads_groups(sheet, head[0] - 1):
        head = (head[0] - 1, *head)
    return head


def _heads_groups(sheet: AuditSheet, row: int) -> bool:
    above = _filled(sheet, row)
    return (
        len(above) > 1 and all(_may_head(sheet.cell(row, column)) for column in above) and _joins(sheet, row, row + 1)
    )


def _joins(sheet: AuditSheet, upper: int, lower: int) -> bool:
    """Whether an upper row heads groups of columns of the lower: it has gaps, and is merged or over repeated ones."""
    filled = _filled(sheet, lower)
    labels = [normal(cell_text(sheet.cell(lower, column))) for column in filled]
    merged = any(top <= upper <= bottom and right > left for top, left, bottom, right in sheet.merges)
    return (merged or len(set(labels)) < len(labels)) and not set(_filled(sheet, upper)).issuperset(filled)


def headed_columns(sheet: AuditSheet, head: tuple[int, ...], body: Sequence[int]) -> tuple[Column, ...]:
    """Give all columns in use with their headings; those of two rows are joined, the upper one filled to the right."""
    used: Counter[int] = Counter(column for row in [*head, *body] for column in _filled(sheet, row))
    uppers = [_filled_right(sheet, row, max(used, default=0)) for row in head[:-1]]
    places, headings = sorted(used), []
    for index in places:
        parts = [upper.get(index, "") for upper in uppers]
        parts.append(cell_text(sheet.cell(head[-1], index)) if head else "")
        headings.append(read_heading(" ".join(part for part in parts if part)))
    return tuple(Column(index, heading) for index, heading in zip(places, name_months(headings), strict=True))


def _filled_right(sheet: AuditSheet, row: int, last: int) -> dict[int, str]:
    """Give the upper heading of each column: what stands in it, in its merged cells, or to its left."""
    ends = {left: (right, bottom) for top, left, bottom, right in sheet.merges if top == row}
    found: dict[int, str] = {}
    label, until = "", -1
    for column in range(last + 1):
        text = cell_text(sheet.cell(row, column))
        if text:
            label = text
            until = ends[column][0] if column in ends else (last if not ends else column)
        if column <= until:
            found[column] = label
    return found
