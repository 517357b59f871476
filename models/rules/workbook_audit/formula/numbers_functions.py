"""Functions over figures: sums, means, counts, rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import reduce

from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import (
    ARITHMETIC,
    DIVIDED_BY_ZERO,
    Fault,
    Grid,
    Scalar,
    Value,
    calculated,
    number,
    without_noise,
)

Function = Callable[..., Value]

NO_NUMBER = Fault("#NUM!")


class Faulty(Exception):
    """A fault met on the way, which is then the result."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.text)
        self.fault = fault


def figures(arguments: Iterable[Value]) -> list[Decimal]:
    """Give the figures among arguments; raise Faulty for a fault. Texts and truths in cells are no figures."""
    found: list[Decimal] = []
    for argument in arguments:
        if isinstance(argument, Grid):
            found.extend(value for value in map(_unless_fault, argument) if isinstance(value, Decimal))
        elif argument is not None:
            found.append(figure(argument))
    return found


def figure(value: Value) -> Decimal:
    """Give one figure; raise Faulty for a fault."""
    read = number(one(value))
    if isinstance(read, Fault):
        raise Faulty(read)
    return read


def one(value: Value) -> Scalar:
    """Give the only value of a grid of one cell, or the value itself; raise NotUnderstoodError for more cells."""
    if not isinstance(value, Grid):
        return value
    if value.size != (1, 1):
        raise NotUnderstoodError("more than one cell")
    return value.rows[0][0]


def _unless_fault(value: Scalar) -> Scalar:
    if isinstance(value, Fault):
        raise Faulty(value)
    return value


def total(values: Iterable[Decimal]) -> Decimal:
    """Add up to 30 digits."""
    return reduce(ARITHMETIC.add, values, Decimal(0))


def mean(found: list[Decimal]) -> Value:
    """Give the mean of figures; none have none."""
    return ARITHMETIC.divide(total(found), Decimal(len(found))) if found else DIVIDED_BY_ZERO


def _average(*arguments: Value) -> Value:
    return mean(figures(arguments))


def _average_of_all(*arguments: Value) -> Value:
    """AVERAGEA: in cells a text counts as 0 and a truth as 1."""
    values = [_unless_fault(value) for argument in arguments for value in _each(argument) if value is not None]
    return mean([value if isinstance(value, Decimal) else Decimal(value is True) for value in values])


def _sumproduct(*arguments: Value) -> Value:
    grids = [argument if isinstance(argument, Grid) else Grid(((argument,),)) for argument in arguments]
    if len({grid.size for grid in grids}) != 1:
        raise NotUnderstoodError("ranges of different size")
    products = []
    for factors in zip(*grids, strict=True):
        values = [_unless_fault(factor) for factor in factors]
        plain = [value if isinstance(value, Decimal) else Decimal(0) for value in values]
        products.append(reduce(ARITHMETIC.multiply, plain))
    return total(products)


def _product(*arguments: Value) -> Value:
    return reduce(ARITHMETIC.multiply, figures(arguments), Decimal(1))


def _count(*arguments: Value) -> Value:
    values = [value for argument in arguments for value in _each(argument)]
    return Decimal(sum(isinstance(value, Decimal) for value in values))


def _count_filled(*arguments: Value) -> Value:
    return Decimal(sum(value is not None for argument in arguments for value in _each(argument)))


def _count_blank(argument: Value) -> Value:
    return Decimal(sum(value in {None, ""} for value in _each(argument)))


def _each(argument: Value) -> Sequence[Scalar]:
    return list(argument) if isinstance(argument, Grid) else [argument]


def _rounding(mode: str) -> Function:
    def rounded(value: Value, places: Value = Decimal(0)) -> Value:
        unit = Decimal(1).scaleb(-int(figure(places)))
        return calculated(lambda: without_noise(figure(value)).quantize(unit, mode, ARITHMETIC))

    return rounded


def _to_multiple(mode: str) -> Function:
    def rounded(value: Value, step: Value = Decimal(1)) -> Value:
        unit = figure(step)
        if not unit:
            return Decimal(0)
        return calculated(lambda: (figure(value) / unit).quantize(Decimal(1), mode, ARITHMETIC) * unit)

    return rounded


def _modulo(value: Value, divisor: Value) -> Value:
    by = figure(divisor)
    if not by:
        return DIVIDED_BY_ZERO
    return figure(value) - by * (figure(value) / by).to_integral_value(ROUND_FLOOR)


def _to_nearest(value: Value, step: Value) -> Value:
    number_of, unit = figure(value), figure(step)
    if number_of * unit < 0:
        return NO_NUMBER
    return _to_multiple(ROUND_HALF_UP)(number_of, unit)


def _quotient(value: Value, divisor: Value) -> Value:
    by = figure(divisor)
    return (figure(value) / by).to_integral_value(ROUND_DOWN) if by else DIVIDED_BY_ZERO


def _extreme(choose: Callable[[list[Decimal]], Decimal]) -> Function:
    return lambda *arguments: choose(figures(arguments) or [Decimal(0)])


NUMBER_FUNCTIONS: dict[str, Function] = {
    "SUM": lambda *arguments: total(figures(arguments)),
    "AVERAGE": _average,
    "MIN": _extreme(min),
    "MAX": _extreme(max),
    "AVERAGEA": _average_of_all,
    "PRODUCT": _product,
    "SUMPRODUCT": _sumproduct,
    "COUNT": _count,
    "COUNTA": _count_filled,
    "COUNTBLANK": _count_blank,
    "ROUND": _rounding(ROUND_HALF_UP),
    "ROUNDUP": _rounding(ROUND_UP),
    "ROUNDDOWN": _rounding(ROUND_DOWN),
    "TRUNC": _rounding(ROUND_DOWN),
    "INT": lambda value: without_noise(figure(value)).to_integral_value(ROUND_FLOOR),
    "CEILING": _to_multiple(ROUND_CEILING),
    "FLOOR": _to_multiple(ROUND_FLOOR),
    "QUOTIENT": _quotient,
    "SIGN": lambda value: Decimal((found := figure(value)) > 0) - Decimal(found < 0),
    "MROUND": _to_nearest,
    "ABS": lambda value: abs(figure(value)),
    "MOD": _modulo,
    "POWER": lambda value, power: calculated(lambda: ARITHMETIC.power(figure(value), figure(power))),
    "SQRT": lambda value: calculated(lambda: ARITHMETIC.sqrt(figure(value))),
}
