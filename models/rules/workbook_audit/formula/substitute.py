"""A formula with something else in the place of its references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.rules.workbook_audit.formula.shape import parts_of
from models.rules.workbook_audit.formula.tree import Area, Binary, Call, Chain, Negative, Node, Percent, Ref


def substitute(node: Node, named: Callable[[Ref], Node]) -> Node:  # noqa: PLR0911 -- one line for each kind of node
    """Give the tree with `named(reference)` for each single cell; areas of few cells inside SUM are taken apart."""
    match node:
        case Ref():
            return named(node)
        case Call():
            arguments = [part for argument in node.arguments for part in _parts(node, argument)]
            return replace(node, arguments=tuple(substitute(part, named) for part in arguments))
        case Chain():
            return replace(node, parts=tuple((mark, substitute(part, named)) for mark, part in node.parts))
        case Binary():
            return replace(node, left=substitute(node.left, named), right=substitute(node.right, named))
        case Negative() | Percent():
            return replace(node, operand=substitute(node.operand, named))
        case _:
            return node


def _parts(call: Call, argument: Node) -> list[Node]:
    if isinstance(argument, Area) and call.name in {"SUM", "AVERAGE", "MIN", "MAX", "COUNT", "PRODUCT"}:
        return parts_of(argument)
    return [argument]
