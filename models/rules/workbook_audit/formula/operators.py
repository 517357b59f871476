"""What the marks of formulas do to two values, or to two grids element by element."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal

from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import (
    ARITHMETIC,
    Fault,
    Grid,
    Scalar,
    Value,
    calculated,
    close,
    number,
    text,
)

Operation = Callable[[Scalar, Scalar], Scalar]

_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": ARITHMETIC.add,
    "-": ARITHMETIC.subtract,
    "*": ARITHMETIC.multiply,
    "/": ARITHMETIC.divide,
    "^": ARITHMETIC.power,
}
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def apply(mark: str, left: Value, right: Value) -> Value:
    """Give the value of `left mark right`; raise NotUnderstoodError for grids that do not match."""
    operation = _operation(mark)
    if not isinstance(left, Grid) and not isinstance(right, Grid):
        return operation(left, right)
    rows, columns = (max(sizes) for sizes in zip(_size(left), _size(right), strict=True))
    return Grid(
        tuple(
            tuple(operation(_element(left, row, column), _element(right, row, column)) for column in range(columns))
            for row in range(rows)
        ),
        from_cells=False,
    )


def _size(value: Value) -> tuple[int, int]:
    return value.size if isinstance(value, Grid) else (1, 1)


def _element(value: Value, row: int, column: int) -> Scalar:
    if not isinstance(value, Grid):
        return value
    rows, columns = value.size
    try:
        return value.rows[0 if rows == 1 else row][0 if columns == 1 else column]
    except IndexError as mismatch:
        raise NotUnderstoodError("grids of different size") from mismatch


def _operation(mark: str) -> Operation:
    if mark == "&":
        return _join
    if mark in _ARITHMETIC:
        return lambda left, right: _figure(mark, left, right)
    return lambda left, right: _compare(mark, left, right)


def _join(left: Scalar, right: Scalar) -> Scalar:
    first, second = text(left), text(right)
    if isinstance(first, Fault):
        return first
    return second if isinstance(second, Fault) else first + second


def _figure(mark: str, left: Scalar, right: Scalar) -> Scalar:
    first, second = number(left), number(right)
    if isinstance(first, Fault):
        return first
    return second if isinstance(second, Fault) else calculated(lambda: _ARITHMETIC[mark](first, second))


def _compare(mark: str, left: Scalar, right: Scalar) -> Scalar:
    for value in (left, right):
        if isinstance(value, Fault):
            return value
    return COMPARISONS[mark](order(left, right), 0)


def order(left: Scalar, right: Scalar) -> int:
    """Give -1, 0 or 1 as a spreadsheet orders two values: numbers, then texts, then truths; nothing equals 0 and ""."""
    first, second = _like(left, right), _like(right, left)
    if isinstance(first, Decimal) and isinstance(second, Decimal) and close(first, second, Decimal("1e-12")):
        return 0
    keys = _rank(first), _rank(second)
    return (keys[0] > keys[1]) - (keys[0] < keys[1])


def _like(value: Scalar, other: Scalar) -> Scalar:
    if value is not None:
        return value
    return "" if isinstance(other, str) else Decimal(0)


def _rank(value: Scalar) -> tuple[int, Decimal, str]:
    if isinstance(value, bool):
        return 2, Decimal(int(value)), ""
    if isinstance(value, str):
        return 1, Decimal(0), value.casefold()
    return 0, value if isinstance(value, Decimal) else Decimal(0), ""
