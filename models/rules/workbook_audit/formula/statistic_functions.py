"""Functions over how figures lie: order, middle, spread; and the kinds of SUBTOTAL, which draw on them."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

from models.rules.workbook_audit.formula.numbers_functions import (
    NO_NUMBER,
    NUMBER_FUNCTIONS,
    Function,
    figure,
    figures,
    total,
)
from models.rules.workbook_audit.formula.values import ARITHMETIC, DIVIDED_BY_ZERO, Fault, Value, close


def largest(found: list[Decimal], at: int) -> Value:
    """Give the largest figure, the second, the third…."""
    return sorted(found, reverse=True)[at - 1] if 1 <= at <= len(found) else NO_NUMBER


def smallest(found: list[Decimal], at: int) -> Value:
    """Give the smallest figure, the second, the third…."""
    return sorted(found)[at - 1] if 1 <= at <= len(found) else NO_NUMBER


def _rank(value: Value, among: Value, rising: Value = None) -> Value:
    wanted, found = figure(value), figures([among])
    if not any(close(each, wanted) for each in found):
        return Fault("#N/A")
    upwards = rising is not None and bool(figure(rising))
    before = [each for each in found if not close(each, wanted) and (each < wanted) is upwards]
    return Decimal(len(before) + 1)


def _spread(*, sample: bool, rooted: bool) -> Function:
    """The variance or deviation of a sample (STDEV.S) or of all there is (STDEV.P)."""

    def spread(*arguments: Value) -> Value:
        found = figures(arguments)
        divisor = len(found) - sample
        if divisor < 1:
            return DIVIDED_BY_ZERO
        middle = ARITHMETIC.divide(total(found), Decimal(len(found)))
        squares = total(ARITHMETIC.power(ARITHMETIC.subtract(each, middle), Decimal(2)) for each in found)
        variance = ARITHMETIC.divide(squares, Decimal(divisor))
        return ARITHMETIC.sqrt(variance) if rooted else variance

    return spread


def _median(*arguments: Value) -> Value:
    found = figures(arguments)
    return median(found) if found else NO_NUMBER


SUBTOTALS: dict[int, Function] = {
    1: NUMBER_FUNCTIONS["AVERAGE"],
    2: NUMBER_FUNCTIONS["COUNT"],
    3: NUMBER_FUNCTIONS["COUNTA"],
    4: NUMBER_FUNCTIONS["MAX"],
    5: NUMBER_FUNCTIONS["MIN"],
    6: NUMBER_FUNCTIONS["PRODUCT"],
    7: _spread(sample=True, rooted=True),
    8: _spread(sample=False, rooted=True),
    9: NUMBER_FUNCTIONS["SUM"],
    10: _spread(sample=True, rooted=False),
    11: _spread(sample=False, rooted=False),
}
"""The kinds of SUBTOTAL and AGGREGATE by their number."""

STATISTIC_FUNCTIONS: dict[str, Function] = {
    "MEDIAN": _median,
    "LARGE": lambda values, at: largest(figures([values]), int(figure(at))),
    "SMALL": lambda values, at: smallest(figures([values]), int(figure(at))),
    "RANK": _rank,
    "RANK.EQ": _rank,
    "STDEV": SUBTOTALS[7],
    "STDEV.S": SUBTOTALS[7],
    "STDEVP": SUBTOTALS[8],
    "STDEV.P": SUBTOTALS[8],
    "VAR": SUBTOTALS[10],
    "VAR.S": SUBTOTALS[10],
}
