"""Percents as decimals: how they are rounded, clipped and capped.

R C-01: decimal arithmetic, full precision inside, half up. Two roundings of the same figure are kept: one to ten
decimals for the parents, and the one that a person sees, which therefore decides colours and comparisons.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
HUNDRED = Decimal(100)
LIMIT = Decimal("999999.99")
"""The widest raw percent that is stored; beyond it the figure is clipped and flagged."""

LOWEST = -LIMIT
EXACT = Decimal("1E-10")
"""What the percents that feed parents are rounded to."""

PLACES = (Decimal(1), Decimal("0.1"), Decimal("0.01"))
"""What the percents that people see are rounded to, by the plan type's number of decimals."""

_QUANTITY = Decimal("1E-6")


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Round a percent half up to the decimals (0 to 2) that a person sees."""
    return value.quantize(PLACES[places], ROUND_HALF_UP)


def quantity(value: Decimal) -> Decimal:
    """Round a computed quantity (a mean, a weighted advance) to the six decimals of a stored quantity."""
    return value.quantize(_QUANTITY, ROUND_HALF_UP)


def capped(value: Decimal, cap: Decimal = HUNDRED) -> Decimal:
    """Give the percent that counts in a roll-up: never below 0, never above the plan type's cap (R C-09)."""
    return min(max(value, ZERO), cap)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Give part / whole × 100 unrounded, or None where the whole is zero."""
    return part * HUNDRED / whole if whole else None
