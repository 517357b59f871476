"""Tokens of a formula to its tree, by precedence; what nests deeper than a spreadsheet allows is not understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from models.rules.workbook_audit.formula.tokens import NotUnderstoodError, Place, Token
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

_PREFIX = re.compile(r"^(?:_XLFN\.(?:_XLWS\.)?|COM\.MICROSOFT\.)")
"""What files of Excel and of LibreOffice write before the names of younger functions."""
_DEEPEST = 64
_END: Token = ("end", "")
_COMPARE, _JOIN, _ADD, _MULTIPLY, _POWER = 1, 2, 3, 4, 5
_BINDING = {
    **dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), _COMPARE),
    "&": _JOIN,
    "+": _ADD,
    "-": _ADD,
    "*": _MULTIPLY,
    "/": _MULTIPLY,
    "^": _POWER,
}
_CHAINED = {_JOIN: "&", _ADD: "+", _MULTIPLY: "*"}


def parse(tokens: tuple[Token, ...]) -> Node:
    """Give the tree of a formula; raise NotUnderstoodError for what is no formula of this reader."""
    parser = _Parser(tokens)
    node = parser.expression(0)
    parser.expect_end()
    return node


class _Parser:
    """Walks over the tokens once."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def expect_end(self) -> None:
        """Refuse what is left over."""
        if self._peek() != _END:
            raise NotUnderstoodError(str(self._peek()[1]))

    def expression(self, least: int) -> Node:
        """Read operands joined by marks that bind tighter than `least`."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotUnderstoodError("too deep")
        node = self._operand()
        while (binding := self._binding()) > least:
            node = self._chain(node, binding) if binding in _CHAINED else self._pair(node, binding)
        self._depth -= 1
        return node

    def _chain(self, first: Node, binding: int) -> Node:
        parts = [(_CHAINED[binding], first)]
        while self._binding() == binding:
            mark = str(self._take()[1])
            parts.append((mark, self.expression(binding)))
        return Chain(tuple(parts))

    def _pair(self, left: Node, binding: int) -> Node:
        mark = str(self._take()[1])
        right = self.expression(binding)
        if self._binding() == binding:
            raise NotUnderstoodError(mark)  # 2^3^4 and 1<2<3: nobody means them
        return Binary(mark, left, right)

    def _operand(self) -> Node:
        minuses = 0
        while self._peek() in {("mark", "-"), ("mark", "+")}:
            minuses += self._take()[1] == "-"
        node = self._primary()
        if self._peek() == ("mark", "%"):
            self._take()
            node = Percent(node)
        if minuses % 2:
            return Negative(node)
        return Negative(Negative(node)) if minuses else node  # two make a figure of a truth

    def _primary(self) -> Node:
        kind, value = self._take()
        readers: dict[str, Callable[[str | Place], Node]] = {
            "number": lambda text: Literal(Decimal(str(text))),
            "text": lambda text: Literal(str(text)[1:-1].replace('""', '"')),
            "error": lambda text: ErrorLiteral(str(text)),
            "sheet": self._on_sheet,
            "cell": lambda place: self._reference(None, place),
            "name": self._name,
            "mark": self._bracket,
        }
        if kind not in readers:
            raise NotUnderstoodError(kind)
        return readers[kind](value)

    def _on_sheet(self, name: str | Place) -> Node:
        sheet = str(name)[:-1].strip("'").replace("''", "'")
        return self._reference(sheet, self._take()[1])

    def _reference(self, sheet: str | None, first: str | Place) -> Node:
        if not isinstance(first, Place):
            raise NotUnderstoodError(first)
        if self._peek() != ("mark", ":"):
            return Ref(sheet, first)
        self._take()
        last = self._take()[1]
        if not isinstance(last, Place):
            raise NotUnderstoodError(last)
        return Area(sheet, first, last)

    def _name(self, name: str | Place) -> Node:
        if self._peek() == ("mark", "("):
            self._take()
            return Call(_PREFIX.sub("", str(name)), self._arguments())
        if name in {"TRUE", "FALSE"}:
            return Literal(name == "TRUE")
        raise NotUnderstoodError(str(name))  # a named range

    def _arguments(self) -> tuple[Node, ...]:
        if self._peek() == ("mark", ")"):
            self._take()
            return ()
        found = [self._argument()]
        while self._peek() == ("mark", ","):
            self._take()
            found.append(self._argument())
        self._close(")")
        return tuple(found)

    def _argument(self) -> Node:
        return Literal(None) if self._peek() in {("mark", ","), ("mark", ")")} else self.expression(0)

    def _bracket(self, mark: str | Place) -> Node:
        if mark == "(":
            node = self.expression(0)
            self._close(")")
            return node
        if mark == "{":
            return self._table()
        raise NotUnderstoodError(str(mark))

    def _table(self) -> Node:
        rows = [[self._operand()]]
        while self._peek() in {("mark", ","), ("mark", ";")}:
            if self._take()[1] == ";":
                rows.append([])
            rows[-1].append(self._operand())
        self._close("}")
        return Table(tuple(tuple(row) for row in rows))

    def _close(self, mark: str) -> None:
        if self._take() != ("mark", mark):
            raise NotUnderstoodError(mark)

    def _binding(self) -> int:
        kind, value = self._peek()
        return _BINDING.get(str(value), 0) if kind == "mark" else 0

    def _peek(self) -> Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else _END

    def _take(self) -> Token:
        token = self._peek()
        self._next += 1
        return token
