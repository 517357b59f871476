"""The formulas of a workbook, read once each: the same formula down a column is one program."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.formula.parse import parse
from models.rules.workbook_audit.formula.shape import Shape, shape_of
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError, Token, tokens_at
from models.rules.workbook_audit.formula.tree import Area, Call, Node, Ref, walk

SUBTOTALS = {"SUBTOTAL", "AGGREGATE"}
"""Functions that pass over cells in which one of them stands."""
MOST_FORMULAS = 300_000
"""Formulas that are read; more are told, not audited."""


@dataclass(frozen=True, slots=True)
class Program:
    """One formula, relative to the cell where it stands."""

    node: Node
    shape: Shape
    references: tuple[Ref | Area, ...]
    has_subtotal: bool = False


Rectangle = tuple[str, int, int, int, int]
"""A sheet and the first row, first column, last row and last column of a part of it."""


class Programs:
    """Programs by cell, and where formulas stand in each column."""

    def __init__(self, book: AuditBook) -> None:
        self.by_cell: dict[CellKey, Program] = {}
        self.not_understood = 0
        self.left_out = 0
        self._known: dict[tuple[Token, ...], Program | None] = {}
        self._names = {sheet.name.casefold(): sheet.name for sheet in book.sheets}
        for sheet in book.sheets:
            for (row, column), formula in sheet.formulas.items():
                self._add((sheet.name, row, column), formula)
        self._known.clear()
        rows = defaultdict(list)
        for sheet_name, row, column in self.by_cell:
            rows[sheet_name, column].append(row)
        self._rows = {place: sorted(found) for place, found in rows.items()}

    def _add(self, key: CellKey, formula: str) -> None:
        if len(self.by_cell) >= MOST_FORMULAS:
            self.left_out += 1
            return
        program = self._read(key, formula)
        if program is None:
            self.not_understood += 1
        else:
            self.by_cell[key] = program

    def _read(self, key: CellKey, formula: str) -> Program | None:
        try:
            tokens = tokens_at(formula, key[1], key[2])
            if tokens not in self._known:
                self._known[tokens] = None
                node = parse(tokens)
                references = tuple(part for part in walk(node) if isinstance(part, Ref | Area))
                subtotal = any(isinstance(part, Call) and part.name in SUBTOTALS for part in walk(node))
                self._known[tokens] = Program(node, shape_of(node), references, subtotal)
            return self._known[tokens]
        except NotUnderstoodError:
            return None

    def sheet_name(self, name: str) -> str:
        """Give the name of a sheet as the workbook writes it, whatever letters a formula uses."""
        return self._names.get(name.casefold(), name)

    def rectangles(self, key: CellKey) -> Iterator[Rectangle]:
        """Give the parts of sheets that the formula of a cell takes its values from."""
        for reference in self.by_cell[key].references:
            yield self.rectangle(reference, key)

    def rectangle(self, reference: Ref | Area, key: CellKey) -> Rectangle:
        """Give the part of a sheet that a reference of the cell names."""
        first = reference.place if isinstance(reference, Ref) else reference.first
        last = reference.place if isinstance(reference, Ref) else reference.last
        (top, left), (bottom, right) = first.at(key[1], key[2]), last.at(key[1], key[2])
        name = self.sheet_name(reference.sheet or key[0])
        return name, min(top, bottom), min(left, right), max(top, bottom), max(left, right)

    def inside(self, rectangle: Rectangle) -> Iterator[CellKey]:
        """Give the cells with a formula in a part of a sheet."""
        sheet, top, left, bottom, right = rectangle
        if (bottom - top + 1) * (right - left + 1) == 1:
            if (sheet, top, left) in self.by_cell:
                yield sheet, top, left
            return
        for column in range(left, min(right, left + 1000) + 1):
            rows = self._rows.get((sheet, column), [])
            for at in range(bisect_left(rows, top), len(rows)):
                if rows[at] > bottom:
                    break
                yield sheet, rows[at], column
