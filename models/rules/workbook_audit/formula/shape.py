"""The shape of a formula: what stays the same when two formulas compute the same thing written in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.workbook_audit.formula.tokens import Place
from models.rules.workbook_audit.formula.tree import (
    Area,
    Binary,
    Call,
    Chain,
    Literal,
    Negative,
    Node,
    Percent,
    Ref,
)

_FEW = 64
"""A SUM over no more cells is taken apart into them, to equal the same sum written with `+`."""

Shape = tuple[object, ...]


def shape_of(node: Node) -> Shape:  # noqa: PLR0911, C901 -- one line for each kind of node
    """Give a key that is equal for formulas that mean the same: `SUM(B2:D2)` and `+B2+C2+D2` have one shape."""
    match node:
        case Chain() if node.parts[0][0] == "+":
            return _sum(_terms(node))
        case Call(name="SUM"):
            return _sum(_terms(node))
        case Chain() if node.parts[0][0] == "*":
            return ("product", *sorted(((mark, shape_of(part)) for mark, part in node.parts), key=repr))
        case Chain():
            return ("joined", *(shape_of(part) for _, part in node.parts))
        case Call():
            return (node.name, *(shape_of(argument) for argument in node.arguments))
        case Binary():
            return (node.mark, shape_of(node.left), shape_of(node.right))
        case Negative():
            return _sum(_terms(node))
        case Percent():
            return ("percent", shape_of(node.operand))
        case Literal():
            return ("literal", type(node.value).__name__, node.value)
        case _:
            return (type(node).__name__, node)


def _sum(terms: Iterator[tuple[int, Shape]]) -> Shape:
    found = sorted(terms, key=repr)
    return found[0][1] if len(found) == 1 and found[0][0] == 1 else ("sum", *found)


def _terms(node: Node, sign: int = 1) -> Iterator[tuple[int, Shape]]:
    match node:
        case Chain() if node.parts[0][0] == "+":
            for mark, part in node.parts:
                yield from _terms(part, -sign if mark == "-" else sign)
        case Negative():
            yield from _terms(node.operand, -sign)
        case Call(name="SUM"):
            for argument in node.arguments:
                for part in parts_of(argument):
                    yield from _terms(part, sign)
        case _:
            yield sign, shape_of(node)


def parts_of(node: Node) -> list[Node]:
    """Give the cells of an area of few cells, or the node itself."""
    if not isinstance(node, Area):
        return [node]
    first, last = node.first, node.last
    same = first.row_fixed == last.row_fixed and first.column_fixed == last.column_fixed
    rows = range(first.row, last.row + 1)
    columns = range(first.column, last.column + 1)
    if not same or not 0 < len(rows) * len(columns) <= _FEW:
        return [node]
    places = (Place(row, column, first.row_fixed, first.column_fixed) for row in rows for column in columns)
    return [Ref(node.sheet, place) for place in places]
