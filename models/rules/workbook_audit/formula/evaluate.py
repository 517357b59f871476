"""The value of a formula's tree at a cell, in decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from models.rules.workbook_audit.formula.condition_functions import CONDITION_FUNCTIONS
from models.rules.workbook_audit.formula.lookup_functions import LOOKUP_FUNCTIONS
from models.rules.workbook_audit.formula.numbers_functions import NUMBER_FUNCTIONS, Faulty, Function, one
from models.rules.workbook_audit.formula.operators import apply
from models.rules.workbook_audit.formula.text_functions import TEXT_FUNCTIONS
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.tree import (
    Area,
    Binary,
    Call,
    Chain,
    ErrorLiteral,
    Literal,
    Negative,
    Node,
    Percent,
    Ref,
    Table,
)
from models.rules.workbook_audit.formula.values import (
    ARITHMETIC,
    Fault,
    Grid,
    Scalar,
    Value,
    calculated,
    number,
)

FUNCTIONS: dict[str, Function] = {
    **NUMBER_FUNCTIONS,
    **CONDITION_FUNCTIONS,
    **TEXT_FUNCTIONS,
    **LOOKUP_FUNCTIONS,
}

CellKey = tuple[str, int, int]
"""A cell: its sheet, its row and its column, both from 0."""


class Source(Protocol):
    """Where the values of cells come from."""

    def value(self, key: CellKey) -> Scalar:
        """Give the value of one cell."""
        ...

    def area(self, first: CellKey, last: tuple[int, int]) -> Grid:
        """Give the values between two corners."""
        ...


def evaluate(node: Node, at: CellKey, source: Source) -> Scalar:
    """Give what a formula at a cell comes to; raise NotUnderstoodError where this reader cannot tell."""
    try:
        return one(_value(node, at, source))
    except Faulty as faulty:
        return faulty.fault
    except (TypeError, ArithmeticError) as wrong:  # arguments that a function does not take
        raise NotUnderstoodError(str(wrong)) from wrong


def _value(node: Node, at: CellKey, source: Source) -> Value:  # noqa: PLR0911, C901 -- one line for each kind of node
    match node:
        case Literal():
            return node.value
        case Ref():
            return source.value((node.sheet or at[0], *_inside(*node.place.at(at[1], at[2]))))
        case Area():
            return _area(node, at, source)
        case Chain():
            return _chain(node, at, source)
        case Call():
            return _call(node, at, source)
        case Binary():
            return apply(node.mark, _value(node.left, at, source), _value(node.right, at, source))
        case Negative():
            return apply("-", Decimal(0), _value(node.operand, at, source))
        case Percent():
            return _percent(one(_value(node.operand, at, source)))
        case ErrorLiteral():
            return Fault(node.text)
        case Table():
            return Grid(
                tuple(tuple(one(_value(part, at, source)) for part in row) for row in node.rows), from_cells=False
            )


def _chain(node: Chain, at: CellKey, source: Source) -> Value:
    (_, first), *others = node.parts
    found = _value(first, at, source)
    for mark, part in others:
        found = apply(mark, found, _value(part, at, source))
    return found


def _percent(value: Scalar) -> Value:
    read = number(value)
    return read if isinstance(read, Fault) else calculated(lambda: ARITHMETIC.divide(read, Decimal(100)))


def _call(node: Call, at: CellKey, source: Source) -> Value:
    function = FUNCTIONS.get(node.name)
    if function is None:
        raise NotUnderstoodError(node.name)
    try:
        arguments = _lookup(node, at, source) if node.name == "VLOOKUP" else None
        return function(*(arguments or [_argument(argument, at, source) for argument in node.arguments]))
    except Faulty as faulty:
        return faulty.fault


def _lookup(node: Call, at: CellKey, source: Source) -> list[Value] | None:
    """Give the arguments of VLOOKUP with only the two columns of its table that it reads, or None."""
    if len(node.arguments) != 4 or not isinstance(node.arguments[1], Area):
        return None
    table, place = node.arguments[1], one(_value(node.arguments[2], at, source))
    width = table.last.at(at[1], at[2])[1] - table.first.at(at[1], at[2])[1]
    if not isinstance(place, Decimal) or not 1 <= place <= width + 1:
        return None
    columns = [_area(_only_column(table, shift), at, source) for shift in (0, int(place) - 1)]
    pairs = Grid(tuple((key[0], found[0]) for key, found in zip(columns[0].rows, columns[1].rows, strict=True)))
    wanted, mode = (_argument(node.arguments[index], at, source) for index in (0, 3))
    return [wanted, pairs, Decimal(2), mode]


def _only_column(table: Area, shift: int) -> Area:
    column, fixed = table.first.column + shift, table.first.column_fixed
    corners = (corner._replace(column=column, column_fixed=fixed) for corner in (table.first, table.last))
    return Area(table.sheet, *corners)


def _argument(node: Node, at: CellKey, source: Source) -> Value:
    """A single cell keeps being one, so that the text in it is no number for SUM."""
    value = _value(node, at, source)
    return Grid(((value,),)) if isinstance(node, Ref) and not isinstance(value, Grid) else value


def _area(node: Area, at: CellKey, source: Source) -> Grid:
    first, last = node.first.at(at[1], at[2]), node.last.at(at[1], at[2])
    top, left = _inside(min(first[0], last[0]), min(first[1], last[1]))
    return source.area((node.sheet or at[0], top, left), (max(first[0], last[0]), max(first[1], last[1])))


def _inside(row: int, column: int) -> tuple[int, int]:
    if row < 0 or column < 0:
        raise Faulty(Fault("#REF!"))
    return row, column
