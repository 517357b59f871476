"""A smaller table that stands beside the one of a sheet, behind a blank column: a summary, a list of areas."""

from __future__ import annotations

from collections.abc import Sequence

from models.rules.cell import Row, cell_text, fold, is_blank
from models.rules.propose_mapping.look import is_number, is_number_like
from models.rules.propose_mapping.sample import cell_at

_FEWEST_ROWS = 2


def side_columns(head: Sequence[Row], rows: Sequence[Row]) -> frozenset[int]:
    """Give the columns of tables to the right: each names its own rows, all different, and ends before the rows do."""
    width = max((len(row.cells) for row in [*head, *rows]), default=0)
    blocks = _blocks([_is_blank_column(column, [*head, *rows]) for column in range(width)])
    aside = (block for block in blocks[1:] if _stands_alone(block, head, rows))
    return frozenset(column for block in aside for column in block)


def _is_blank_column(column: int, rows: Sequence[Row]) -> bool:
    return all(is_blank(cell_at(row, column)) for row in rows)


def _blocks(blank: Sequence[bool]) -> list[list[int]]:
    """Columns that stand together, between blank ones."""
    found: list[list[int]] = []
    for column, is_gap in enumerate(blank):
        if not is_gap and (column == 0 or blank[column - 1] or not found):
            found.append([])
        if not is_gap:
            found[-1].append(column)
    return found


def _stands_alone(block: Sequence[int], head: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Its first column has a heading and names that differ, its others have figures, from the first row on."""
    names, *figures = ([cell_at(row, column) for row in rows] for column in block)
    count = sum(not is_blank(name) for name in names)
    texts = {fold(cell_text(name)) for name in names[:count] if isinstance(name, str) and not is_number_like(name)}
    if not figures or is_blank(cell_at(head[-1], block[0])) or not _FEWEST_ROWS <= count < len(rows):
        return False
    below = [cell for column in figures for cell in column[count:] if not is_blank(cell)]
    beside = [cell for column in figures for cell in column[:count] if not is_blank(cell)]
    return len(texts) == count and not below and bool(beside) and all(map(is_number, beside))
