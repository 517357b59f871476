"""Where the values of a formula come from, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from models.rules.workbook_audit.formula.numbers_functions import Faulty
from models.rules.workbook_audit.formula.tree import Area, Node, Ref
from models.rules.workbook_audit.formula.values import Fault, Grid, Scalar, Value

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

    def shown(self, first: CellKey, last: tuple[int, int], *, hidden: bool, subtotals: bool) -> Grid:
        """Give the values between two corners; nothing in hidden rows, or in cells with subtotals, unless asked."""
        ...


@dataclass(frozen=True, slots=True)
class Here:
    """The cell of a formula and its source, and how its parts are computed: a single cell in `argument` is a grid."""

    at: CellKey
    source: Source
    value: Callable[[Node], Value]
    argument: Callable[[Node], Value]


def corners(node: Ref | Area, at: CellKey) -> tuple[CellKey, tuple[int, int]]:
    """Give the upper left and the lower right cell that a reference of the cell `at` names; raise Faulty outside."""
    first = node.place if isinstance(node, Ref) else node.first
    last = node.place if isinstance(node, Ref) else node.last
    (top, left), (bottom, right) = first.at(at[1], at[2]), last.at(at[1], at[2])
    if min(top, bottom) < 0 or min(left, right) < 0:
        raise Faulty(Fault("#REF!"))
    return (node.sheet or at[0], min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))
