"""Which rows of a sheet are the heading of its table, by what stands in them and below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.rules.cell import Cell, Row, cell_text, fold, is_blank, one_line
from models.rules.headings.heading import normal, read_heading
from models.rules.headings.words import is_known
from models.rules.propose_mapping.look import is_missing_mark, is_number_like

_SEARCHED = 80
"""A heading stands among the first rows that are not blank."""
_LONG = 90
_MOST_ROWS = 4
_LONGEST_NUMBERING = 12
"""`(5)=(3)+(4)` still numbers a column; a longer text says something."""


def find_head(rows: Sequence[Row]) -> tuple[int, int] | None:
    """Give the first and the last row of the heading as places in `rows`; None for a sheet without a table."""
    best, best_score = None, 5
    for place, row in enumerate(rows[:_SEARCHED]):
        score = _score(row) if place + 1 < len(rows) else 0
        if score > best_score:
            best, best_score = place, score
    if best is None:
        return None
    return _upwards(rows, best), _downwards(rows, best)


def _score(row: Row) -> int:
    """Count headings that plans have, three for each, and other short words; figures speak against it."""
    filled = [cell for cell in row.cells if not is_blank(cell)]
    if len(filled) < 2:
        return 0
    known = {normal(cell_text(cell)) for cell in filled if isinstance(cell, str) and len(cell) < _LONG}
    hits = sum(is_known(text) or read_heading(text).period is not None for text in known)
    words = sum(may_head(cell) for cell in filled)
    return 3 * hits + words - 4 * (len(filled) - words) if hits else 0


def may_head(cell: Cell) -> bool:
    """Tell whether a cell may be a heading: words, a year, the first of a month."""
    if isinstance(cell, bool | Decimal):
        return False
    if isinstance(cell, int):
        return 1990 <= cell <= 2060
    if isinstance(cell, str):
        text = one_line(cell)
        return bool(re.fullmatch("(19|20)[0-9]{2}", text)) or not (is_number_like(text) or is_missing_mark(text))
    return isinstance(cell, date)


def _filled(row: Row) -> list[int]:
    return [place for place, cell in enumerate(row.cells) if not is_blank(cell)]


def _upwards(rows: Sequence[Row], place: int) -> int:
    """A row above belongs to the heading where it groups columns: several words, or one over figures."""
    first = place
    while first > 0 and place - first < _MOST_ROWS - 1 and rows[first - 1].number == rows[first].number - 1:
        above, here = rows[first - 1], _filled(rows[place])
        filled = _filled(above)
        if not filled or not all(may_head(above.cells[at]) for at in filled) or not _groups(above, filled, here):
            break
        first -= 1
    return first


def _groups(above: Row, filled: Sequence[int], here: Sequence[int]) -> bool:
    if filled[0] > here[0] and _speaks_of_figures(above.cells[filled[0]]):
        return True
    texts = {fold(cell_text(above.cells[at])) for at in filled}
    return (
        len(texts) >= 2 and any(_speaks_of_figures(above.cells[at]) for at in filled) and len(filled) * 5 >= len(here)
    )


def _speaks_of_figures(cell: Cell) -> bool:
    heading = read_heading(cell_text(cell))
    return len(heading.text) < _LONG and (
        heading.year is not None or heading.period is not None or is_known(heading.text)
    )


def _downwards(rows: Sequence[Row], place: int) -> int:
    """A row below belongs to the heading where its words repeat, or name periods, under headings that are wider."""
    last = place
    while last + 2 < len(rows) and last - place < _MOST_ROWS - 1 and rows[last + 1].number == rows[last].number + 1:
        below, above = rows[last + 1], rows[last]
        filled = _filled(below)
        if not filled or not all(may_head(below.cells[at]) for at in filled) or not _splits(below, above, filled):
            break
        last += 1
    return last


def _splits(below: Row, above: Row, filled: Sequence[int]) -> bool:
    texts = [normal(cell_text(below.cells[at])) for at in filled]
    named = sum(_is_short_name(text) for text in texts)
    under_blank = sum(at >= len(above.cells) or is_blank(above.cells[at]) for at in filled)
    return named * 2 >= len(texts) and under_blank >= 1 and len(filled) >= 2


def _is_short_name(text: str) -> bool:
    heading = read_heading(text)
    return len(text) <= 30 and (heading.period is not None or heading.year is not None or is_known(text))


def is_numbering(row: Row) -> bool:
    """Tell whether a row below the heading only numbers the columns, as official forms do: (1) (2) (3)."""
    cells = [cell for cell in row.cells if not is_blank(cell)]
    texts = [cell_text(cell).strip("() ") for cell in cells]
    numbers = [int(text) for text in texts if re.fullmatch("[0-9]{1,2}", text)]
    return (
        len(numbers) >= 3
        and all(len(text) <= _LONGEST_NUMBERING for text in texts)
        and len(numbers) * 10 >= len(cells) * 7
        and numbers == sorted(set(numbers))
        and numbers[0] <= 2
    )


def joined_headings(rows: Sequence[Row]) -> list[str]:
    """Give the headings as a mapping compares them: all rows but the last are repeated to the right."""
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
