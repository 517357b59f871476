"""Several values of one indicator become one (R C-03).

The same rule makes a quarter, a semester or a year from its months (R C-14): always from the values, never from the
percents of the months.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from models.rules.measure import AVERAGE, AVERAGE_PERCENT, LAST, MAX, SUM, Accumulation
from models.rules.percent import ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence

INDEPENDENT = (AVERAGE, AVERAGE_PERCENT)
"""The ways in which a period's value says nothing of the others, so that only programmed periods are averaged."""


def accumulate(way: Accumulation, values: Sequence[Decimal]) -> Decimal | None:
    """Give one value for those of consecutive periods, in order and without gaps; None for none.

    CEPLAN's « no acumulado » has no accumulated quantity of its own; the mean stands for it.
    """
    if not values:
        return None
    if way is SUM:
        return sum(values, ZERO)
    if way is LAST:
        return values[-1]
    return max(values) if way is MAX else mean(values)


def mean(values: Sequence[Decimal]) -> Decimal:
    """Give the plain mean of at least one value, unrounded."""
    return sum(values, ZERO) / len(values)
