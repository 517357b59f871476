"""The value of a formula's tree at a cell, in decimals."""

from __future__ import annotations

from decimal import Decimal

from models.rules.workbook_audit.formula.condition_functions import CONDITION_FUNCTIONS
from models.rules.workbook_audit.formula.date_functions import DATE_FUNCTIONS
from models.rules.workbook_audit.formula.lazy_functions import LAZY_FUNCTIONS
from models.rules.workbook_audit.formula.lookup_functions import LOOKUP_FUNCTIONS
from models.rules.workbook_audit.formula.numbers_functions import NUMBER_FUNCTIONS, Faulty, Function, one
from models.rules.workbook_audit.formula.operators import apply
from models.rules.workbook_audit.formula.source import CellKey, Here, Source, corners
from models.rules.workbook_audit.formula.statistic_functions import STATISTIC_FUNCTIONS
from models.rules.workbook_audit.formula.text_functions import TEXT_FUNCTIONS
from models.rules.workbook_audit.formula.tokens import NotComputedError, NotUnderstoodError
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
)
from models.rules.workbook_audit.formula.values import ARITHMETIC, Fault, Grid, Scalar, Value, calculated, number

FUNCTIONS: dict[str, Function] = {
    **NUMBER_FUNCTIONS,
    **STATISTIC_FUNCTIONS,
    **CONDITION_FUNCTIONS,
    **TEXT_FUNCTIONS,
    **DATE_FUNCTIONS,
    **LOOKUP_FUNCTIONS,
}


def evaluate(node: Node, at: CellKey, source: Source) -> Scalar:
    """Give what a formula at a cell comes to; raise NotUnderstoodError where this reader cannot tell."""
    try:
        found = one(_value(node, at, source))
    except Faulty as faulty:
        return faulty.fault
    except ArithmeticError as wrong:
        raise NotUnderstoodError(str(wrong)) from wrong
    return Decimal(0) if found is None else found  # an empty cell shows as 0


def _value(node: Node, at: CellKey, source: Source) -> Value:  # noqa: PLR0911, C901 -- one line for each kind of node
    match node:
        case Literal():
            return node.value
        case Ref():
            return source.value(corners(node, at)[0])
        case Area():
            return source.area(*corners(node, at))
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
    return Grid(tuple(tuple(one(_value(part, at, source)) for part in row) for row in node.rows), from_cells=False)


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
    def argument(part: Node) -> Value:
        """A single cell keeps being one, so that the text in it is no number for SUM."""
        value = _value(part, at, source)
        return Grid(((value,),)) if isinstance(part, Ref) and not isinstance(value, Grid) else value

    lazy = LAZY_FUNCTIONS.get(node.name)
    try:
        if lazy is not None:
            return lazy(node.arguments, Here(at, source, lambda part: _value(part, at, source), argument))
        return _applied(node.name, [argument(part) for part in node.arguments])
    except Faulty as faulty:
        return faulty.fault
    except (TypeError, ValueError) as wrong:  # arguments that a function does not take
        raise NotComputedError(node.name) from wrong


def _applied(name: str, arguments: list[Value]) -> Value:
    function = FUNCTIONS.get(name)
    if function is None:
        raise NotComputedError(name)
    try:
        return function(*arguments)
    except (NotUnderstoodError, ArithmeticError) as wrong:
        raise NotComputedError(name) from wrong
