"""A formula written out for a person: with the names that Spanish spreadsheets show."""

from __future__ import annotations

from models.rules.decimals import tidy
from models.rules.workbook_audit.formula.spanish_names import spanish_name
from models.rules.workbook_audit.formula.tokens import place_name
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


def written(node: Node, row: int, column: int) -> str:
    """Write a formula as the cell at `row` and `column`, from 0, would have it: `=SUMA(B2:E2)`."""
    return "=" + _text(node, row, column)


def _text(node: Node, row: int, column: int) -> str:  # noqa: PLR0911, C901 -- one line for each kind of node
    def inner(part: Node) -> str:
        text = _text(part, row, column)
        return f"({text})" if isinstance(part, Chain | Binary) else text

    match node:
        case Literal():
            return _literal(node)
        case ErrorLiteral():
            return node.text
        case Ref():
            return _sheet(node.sheet) + place_name(node.place, row, column)
        case Area():
            corners = (place_name(place, row, column) for place in (node.first, node.last))
            return _sheet(node.sheet) + ":".join(corners)
        case Call():
            arguments = ";".join(_text(part, row, column) for part in node.arguments)
            return f"{spanish_name(node.name)}({arguments})"
        case Chain():
            return "".join(mark + inner(part) for mark, part in node.parts)[1:]
        case Binary():
            return inner(node.left) + node.mark + inner(node.right)
        case Negative():
            return "-" + inner(node.operand)
        case Percent():
            return inner(node.operand) + "%"
    return "{" + ";".join(_text(part, row, column) for line in node.rows for part in line) + "}"


def _literal(node: Literal) -> str:
    value = node.value
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, bool):
        return "VERDADERO" if value else "FALSO"
    return "" if value is None else f"{tidy(value):f}".replace(".", ",")


def _sheet(name: str | None) -> str:
    if name is None:
        return ""
    return f"{name}!" if name.isalnum() else f"'{name}'!"
