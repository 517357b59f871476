"""Dates of a foreign workbook that are text, by the order that the mapping names."""

from __future__ import annotations

import re
from datetime import date

from models.rules.cell import Cell, one_line
from models.rules.mapped_line import Grid, Line
from models.rules.mapping import DateOrder
from models.rules.sentence import say

_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ORDERS = {DateOrder.DAY_FIRST: (3, 2, 1), DateOrder.MONTH_FIRST: (3, 1, 2)}
_WORDS = {DateOrder.DAY_FIRST: say("día/mes/año"), DateOrder.MONTH_FIRST: say("mes/día/año")}


def read_date(cell: Cell, line: Line, grid: Grid, place: int | None) -> Cell:
    """Give a date; ISO text and cells that are dates go on to the package as they are."""
    order = grid.reading.dates
    if not isinstance(cell, str) or order is DateOrder.ISO:
        return cell
    text = one_line(cell)
    match = _DATE.fullmatch(text)
    try:
        if match:
            return date(*(int(match[part]) for part in _ORDERS[order]))
    except ValueError:
        pass
    grid.problems.add("date_not_in_order", grid.at(line.number, place), text, order=_WORDS[order])
    return None
