"""Rules about a cell made into functions: the row of totals, the beginning of a block, the end of the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.rules.cell import Cell, cell_text, fold, is_blank
from models.rules.cell_source import Match
from models.rules.mapped_line import Grid

Rule = Callable[[Sequence[Cell]], bool]


def rule_of(match: Match, grid: Grid) -> Rule:
    """Give the function that tells whether the cells of a row follow a rule."""
    place = grid.find(match.column)
    if place is None:
        return lambda _cells: False  # the heading was told as missing
    if match.blank:
        return lambda cells: place >= len(cells) or is_blank(cells[place])
    equals = {fold(text) for text in match.equals}
    starts = tuple(fold(text) for text in match.starts)

    def follows(cells: Sequence[Cell]) -> bool:
        text = fold(cell_text(cells[place])) if place < len(cells) else ""
        return text in equals or (bool(starts) and text.startswith(starts))

    return follows
