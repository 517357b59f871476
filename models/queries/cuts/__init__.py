"""Frozen figures: the cuts of a plan, their lines and the reporting behind them (R C-27 to C-30, C-36)."""

from __future__ import annotations

from models.queries.cuts.heads import CutHead, cut_by_id, cut_heads, cut_of, last_cut_in
from models.queries.cuts.lines import CutLine, cut_lines
from models.queries.cuts.quarter import quarter_list
from models.queries.cuts.register import ListedCut, Restated, count_cuts, listed_cuts, restated_lines
from models.queries.cuts.sheets import CutSheetRow, cut_sheets

__all__ = [
    "CutHead",
    "CutLine",
    "CutSheetRow",
    "ListedCut",
    "Restated",
    "count_cuts",
    "cut_by_id",
    "cut_heads",
    "cut_lines",
    "cut_of",
    "cut_sheets",
    "last_cut_in",
    "listed_cuts",
    "quarter_list",
    "restated_lines",
]
