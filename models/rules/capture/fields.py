"""The cells of one row that a person filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.rules.capture.cells import read_text, read_value
from models.rules.capture.found import Found
from models.rules.cell import Cell, cell_text, is_blank
from models.rules.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a form, from 0: the key that it was given out with, if any, its value, and its texts by field."""

    row: int
    key: int | None
    actual: Decimal | None
    texts: Mapping[str, str]


def at(cells: tuple[Cell, ...], place: int) -> Cell:
    """Give a cell of a row, which may end before it."""
    return cells[place] if place < len(cells) else None


def filled_places(cells: tuple[Cell, ...], found: Found) -> list[int]:
    """Give the columns of a row that are for filling in and hold something."""
    return [place for place, column in enumerate(found.columns) if column.field and not is_blank(at(cells, place))]


def read_row(row: int, key: int | None, cells: tuple[Cell, ...], locale: str, found: Found) -> FilledRow | None:
    """Give the row, or None and every cell that is wrong."""
    actual, texts, before = None, {}, len(found.problems) + found.more
    for place, column in enumerate(found.columns):
        if not column.field:
            continue
        cell = at(cells, place)
        try:
            if column.longest:
                texts[column.field] = read_text(cell, column.longest)
            else:
                actual = read_value(cell, locale)
        except RuleBroken as refusal:
            found.add(refusal.code, refusal.message, row, place, cell_text(cell))
    return FilledRow(row, key, actual, texts) if len(found.problems) + found.more == before else None
