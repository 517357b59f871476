"""What is kept of a sheet to draft a mapping from: its first rows, its last ones, and how long it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.rules.cell import Cell, Row, Sheet, is_blank

HEAD_ROWS = 3000
TAIL_ROWS = 60


@dataclass(frozen=True, slots=True)
class SheetSample:
    """A sheet: its first rows that are not blank, its last ones where it is longer, and how many it has in all."""

    name: str
    rows: tuple[Row, ...]
    count: int
    hidden: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell whether no row was left out."""
        return self.count == len(self.rows)


def sample_sheets(sheets: Iterable[Sheet]) -> Iterator[SheetSample]:
    """Read every sheet once and keep its sample; a hidden sheet has no rows (rulings 24)."""
    for sheet in sheets:
        head: list[Row] = []
        tail: deque[Row] = deque(maxlen=TAIL_ROWS)
        count = 0
        for row in sheet.rows:
            if all(map(is_blank, row.cells)):
                continue
            count += 1
            (head if len(head) < HEAD_ROWS else tail).append(row)
        yield SheetSample(sheet.name, (*head, *tail), count, sheet.hidden)


def cell_at(row: Row, column: int) -> Cell:
    """Give a cell of a row, None to the right of its end and for blanks."""
    cell = row.cells[column] if column < len(row.cells) else None
    return None if is_blank(cell) else cell
