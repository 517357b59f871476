"""Columns of figures by period, and columns of money by year."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.rules.headings.heading import period_text
from models.rules.sentence import say

Key = tuple[int | None, tuple[str, int] | None]
"""The year, None for the one that the whole table is of, and the part of it, None for all."""

_EXECUTION = {"certified", "committed", "accrued", "paid"}


@dataclass(frozen=True, slots=True)
class Total:
    """A column that sums others in every row."""

    column: int
    parts: tuple[int, ...]


@dataclass(slots=True)
class Figures:
    """Columns by period: `planned` and `actual`; money by period and column of the budget; sums; what is left out."""

    planned: dict[Key, int] = field(default_factory=dict)
    actual: dict[Key, int] = field(default_factory=dict)
    money: dict[Key, dict[str, int]] = field(default_factory=dict)
    horizon: int | None = None
    totals: list[Total] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)
    described: dict[int, str] = field(default_factory=dict)

    def leave_execution(self) -> None:
        """Leave out the stages of spending, which only finance loads."""
        for fields in self.money.values():
            for name in _EXECUTION & fields.keys():
                self.left_out[fields.pop(name)] = say("la ejecución del gasto la carga finanzas")
        self.money = {key: fields for key, fields in self.money.items() if fields}

    @property
    def keys(self) -> list[Key]:
        """The periods with figures, in their order; a whole year comes after its parts."""
        return sorted({*self.planned, *self.actual}, key=key_order)


def key_order(key: Key) -> tuple[int, tuple[str, int]]:
    """Give what keys are sorted by."""
    return key[0] or 0, key[1] or ("Z", 0)


def key_text(key: Key, year: int) -> str:
    """Write the period of a key; `year` is that of the table."""
    return period_text(key[0] or year, key[1])
