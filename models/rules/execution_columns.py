"""The shape of a sheet of execution: the budget of a package, by item or by the budget office's own code."""

from __future__ import annotations

from dataclasses import replace

from models.rules.package_columns import SHAPES, Column, Holds, SheetShape
from models.rules.package_rows import ExecutionRow

MONTH = Column("month", Holds.WHOLE, least=1, most=12)
"""How a mapping may say a period: as a month of the row's year."""

_BUDGET = SHAPES["budget"].columns

EXECUTION = SheetShape(
    "budget",
    ExecutionRow,
    (
        replace(_BUDGET[0], filled=False, must_stand=False, blank=""),
        *(replace(column, must_stand=column.filled) for column in _BUDGET[1:]),
        Column("plan_code", Holds.CODE, must_stand=False, blank=""),
        Column("budget_code", Holds.CODE, must_stand=False, blank=""),
        Column("name", Holds.TEXT, must_stand=False, longest=1000, blank=""),
        Column("to_date", Holds.FLAG, must_stand=False, blank=False),
    ),
    must_stand=True,
)
"""A row says which item its money is of, or the budget code that finds it; finance offices leave columns out freely."""
