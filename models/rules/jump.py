"""A value far above what the same activity reported before: worth a second look, never refused (ux 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

PERIODS_BACK = 12
"""How many earlier periods a value is held against."""

_FEWEST = 3
"""With fewer earlier values there is no habit to leave."""

_TIMES = 3


def usual_value(earlier: Sequence[Decimal]) -> Decimal | None:
    """Give the mean of the earlier values, None where they are too few or all zero."""
    if len(earlier) < _FEWEST or not any(earlier):
        return None
    return sum(earlier, Decimal(0)) / len(earlier)


def is_jump(value: Decimal | None, earlier: Sequence[Decimal]) -> bool:
    """Tell whether a value is more than three times the mean of those before it."""
    usual = usual_value(earlier)
    return value is not None and usual is not None and value > _TIMES * usual
