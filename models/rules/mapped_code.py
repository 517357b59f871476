"""Codes of a foreign workbook as text: lost zeros put back where the mapping says, doubts told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.rules.cell import Cell, ErrorCell, UncachedFormula, cell_text, one_line
from models.rules.cell_source import Source
from models.rules.mapped_line import Grid, Line


class CodeReader:
    """Reads the codes of one column, and remembers whether some of them have lost their zeros."""

    def __init__(self, source: Source, grid: Grid, place: int | None) -> None:
        self._source = source
        self._grid = grid
        self._place = place
        self._zeros: tuple[str, int] | None = None
        self._numbers = False

    def read(self, cell: Cell, line: Line) -> Cell:
        """Give the code; a date, an error and a yes or no go on to the package, which refuses them by name."""
        if isinstance(cell, bool | date | ErrorCell | UncachedFormula):
            return cell
        if isinstance(cell, str):
            text = one_line(cut(cell, self._source))
            if len(text) > 1 and text[0] == "0" and text.isdigit():
                self._zeros = self._zeros or (text, line.number)
        else:
            text = cell_text(cell)
            self._numbers = True
            if isinstance(cell, Decimal) and cell != int(cell):
                self._grid.problems.tally("code_from_number", self._grid.at(line.number, self._place), text=text)
        self._tell_lost_zeros()
        if self._source.width and text.isdigit():
            text = text.zfill(self._source.width)
        return f"{self._source.prefix}{text}" if text else None

    def _tell_lost_zeros(self) -> None:
        """`0900` beside 900 are two codes, although somebody meant one."""
        if self._zeros is None or not self._numbers or self._source.width:
            return
        text, row = self._zeros
        self._zeros, self._numbers = None, False
        self._grid.problems.tally("zeros_lost", self._grid.at(row, self._place), text=text)


def cut(text: str, source: Source) -> str:
    """Give what stands after the one mark and before the other; all of it where neither is there."""
    if source.after:
        text = text.partition(source.after)[2] or text
    return (text.partition(source.before)[0] if source.before else text).strip()
