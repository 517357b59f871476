"""What a formula says, as a tree; its references are relative, so one tree serves a whole column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.rules.workbook_audit.formula.tokens import Place


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, a truth or nothing (an argument left out)."""

    value: Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class ErrorLiteral:
    """An error written out, such as `#REF!`."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """One cell; `sheet` is None for the formula's own."""

    sheet: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells between two corners."""

    sheet: str | None
    first: Place
    last: Place


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of `+`/`-`, of `*`/`/` or of `&`, each with the mark before it (`+`, `*` or `&` before the first)."""

    parts: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """A comparison or a power."""

    mark: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus before an operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Percent:
    """An operand divided by 100."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Table:
    """Constants in braces, row by row."""

    rows: tuple[tuple[Node, ...], ...]


Node = Literal | ErrorLiteral | Ref | Area | Call | Chain | Binary | Negative | Percent | Table


def children(node: Node) -> tuple[Node, ...]:
    """Give the nodes right below one."""
    match node:
        case Call():
            return node.arguments
        case Chain():
            return tuple(part for _, part in node.parts)
        case Binary():
            return (node.left, node.right)
        case Negative() | Percent():
            return (node.operand,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Give a node and all below it, from left to right."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))
