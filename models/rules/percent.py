"""Percents as decimals: how they are rounded, clipped and capped.

R C-01: decimal arithmetic, full precision inside, half up. Two roundings of the same figure are kept: `exact` (10
decimals) for the parents and `rounded` (what a person sees, and therefore what colours and comparisons use).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
HUNDRED = Decimal(100)
LIMIT = Decimal("999999.99")
"""The widest raw percent that is stored; beyond it the figure is clipped and flagged."""

_EXACT = Decimal("1E-10")
_QUANTITY = Decimal("1E-6")
_PLACES = tuple(Decimal(1).scaleb(-places) for places in range(7))


def exact(value: Decimal) -> Decimal:
    """Round a percent to the ten decimals that are stored for the parents' sake."""
    return value.quantize(_EXACT, ROUND_HALF_UP)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Round a percent half up to the decimals (0 to 6) that a person sees."""
    return value.quantize(_PLACES[places], ROUND_HALF_UP)


def quantity(value: Decimal) -> Decimal:
    """Round a computed quantity (a mean, a weighted advance) to the six decimals of a stored quantity."""
    return value.quantize(_QUANTITY, ROUND_HALF_UP)


def clipped(value: Decimal) -> Decimal:
    """Keep a raw percent within ±999,999.99."""
    return min(max(value, -LIMIT), LIMIT)


def capped(value: Decimal, cap: Decimal = HUNDRED) -> Decimal:
    """Give the percent that counts in a roll-up: never below 0, never above the plan type's cap (R C-09)."""
    return min(max(value, ZERO), cap)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Give part / whole × 100 unrounded, or None where the whole is zero."""
    return part * HUNDRED / whole if whole else None
