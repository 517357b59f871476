"""Decimals as they are kept: without zeros that say nothing."""

from __future__ import annotations

from decimal import Decimal, localcontext


def tidy(value: Decimal) -> Decimal:
    """Drop the zeros at the end of the decimals and the sign of zero; the value stays the same to the last digit."""
    if not value:
        return Decimal(0)
    _, digits, exponent = value.as_tuple()
    if exponent == 0 or (isinstance(exponent, int) and exponent < 0 and digits[-1]):
        return value
    with localcontext(prec=400):
        normal = value.normalize()
        return normal.quantize(Decimal(1)) if exponent_of(normal) > 0 else normal


def exponent_of(value: Decimal) -> int:
    """Give the power of ten of the last digit; raises TypeError for what is no figure."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise TypeError(f"{value} is no figure")
    return exponent
