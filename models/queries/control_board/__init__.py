"""The control room's questions: the year's board, one unit's panel, and what a step of a period will do."""

from __future__ import annotations

from models.queries.control_board.board import Board, BoardUnit, Cell, control_board
from models.queries.control_board.panel import UnitPanel, unit_panel
from models.queries.control_board.period_change import PeriodChange, period_change

__all__ = [
    "Board",
    "BoardUnit",
    "Cell",
    "PeriodChange",
    "UnitPanel",
    "control_board",
    "period_change",
    "unit_panel",
]
