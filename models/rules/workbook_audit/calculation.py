"""The workbook computed again: values that were saved without, what disagrees with its own formula, and circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from time import monotonic

from models.rules.cell import UncachedFormula
from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.formula.evaluate import evaluate
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.tokens import NotComputedError, NotUnderstoodError
from models.rules.workbook_audit.formula.values import NO_REFERENCE, Grid, Scalar, close, scalar_of
from models.rules.workbook_audit.programs import Programs

READS, SECONDS = 12_000_000, 20.0
"""Cells that may be read, and time that may pass, before the audit stops computing, whatever the workbook holds."""


class TooMuchError(NotUnderstoodError):
    """The budget of reads is spent."""


class Values:
    """The values of all cells, as formulas see them; the reads are counted."""

    def __init__(self, book: AuditBook) -> None:
        self.reads_left = READS
        self.unknown: set[CellKey] = set()
        self.subtotals: set[CellKey] = set()
        self._rows: dict[str, dict[int, list[Scalar]]] = {}
        self._heights = {sheet.name: sheet.height for sheet in book.sheets}
        self._widths = {sheet.name: sheet.width for sheet in book.sheets}
        self._hidden = {sheet.name: sheet.hidden_rows for sheet in book.sheets}
        self._filtered = {sheet.name for sheet in book.sheets if sheet.filtered}
        self._names = {sheet.name.casefold(): sheet.name for sheet in book.sheets}
        for sheet in book.sheets:
            lines = self._rows[sheet.name] = {}
            for row, cells in sheet.rows.items():
                lines[row] = [None if isinstance(cell, UncachedFormula) else scalar_of(cell) for cell in cells]
                self.unknown.update(
                    (sheet.name, row, at) for at, cell in enumerate(cells) if isinstance(cell, UncachedFormula)
                )

    def value(self, key: CellKey) -> Scalar:
        """Give the value of a cell; raise NotUnderstoodError where it is not known."""
        self.spend(1)
        name = self._names.get(key[0].casefold())
        if name is None:
            return NO_REFERENCE
        if (name, key[1], key[2]) in self.unknown:
            raise NotUnderstoodError("unknown value")
        line = self._rows[name].get(key[1], [])
        return line[key[2]] if key[2] < len(line) else None

    def peek(self, key: CellKey) -> Scalar:
        """Give the value of a cell outside any computation; None where it is not known."""
        if key in self.unknown or key[0] not in self._rows:
            return None
        line = self._rows[key[0]].get(key[1], [])
        return line[key[2]] if key[2] < len(line) else None

    def area(self, first: CellKey, last: tuple[int, int]) -> Grid:
        """Give the values between two corners, no further than the sheet is in use."""
        name = self._names.get(first[0].casefold())
        if name is None:
            return Grid(((NO_REFERENCE,),))
        bottom, right = self._clipped(name, first, last)
        self.spend((bottom - first[1] + 1) * (right - first[2] + 1))
        if self.unknown and any(self._knows_not(name, first, bottom, right)):
            raise NotUnderstoodError("unknown value")
        lines, width = self._rows[name], right - first[2] + 1
        found = (lines.get(row, [])[first[2] : right + 1] for row in range(first[1], bottom + 1))
        return Grid(tuple((*cells, *(None,) * (width - len(cells))) for cells in found))

    def shown(self, first: CellKey, last: tuple[int, int], *, hidden: bool, subtotals: bool) -> Grid:
        """Give the values between two corners; nothing in hidden rows, or in cells with subtotals, unless asked.

        Raises NotComputedError where a filter hides rows that are asked for: who hid them is not in the file.
        """
        name = self._names.get(first[0].casefold())
        if name is None:
            return Grid(((NO_REFERENCE,),))
        rows = {row for row in self._hidden[name] if first[1] <= row <= last[0]}
        if rows and hidden and name in self._filtered:
            raise NotComputedError("SUBTOTAL")
        left_out, passed = set() if hidden else rows, set() if subtotals else self.subtotals
        bottom, right = self._clipped(name, first, last)

        def value(row: int, column: int) -> Scalar:
            is_left = row in left_out or (name, row, column) in passed
            return None if is_left else self.value((name, row, column))

        columns = range(first[2], right + 1)
        return Grid(tuple(tuple(value(row, column) for column in columns) for row in range(first[1], bottom + 1)))

    def _clipped(self, name: str, first: CellKey, last: tuple[int, int]) -> tuple[int, int]:
        """Give the last row and column of an area that the sheet has in use, the first one at least."""
        bottom = max(first[1], min(last[0], self._heights[name] - 1))
        return bottom, max(first[2], min(last[1], self._widths[name] - 1))

    def put(self, key: CellKey, value: Scalar) -> None:
        """Set the value of a cell."""
        line = self._rows[key[0]].setdefault(key[1], [])
        line.extend([None] * (key[2] + 1 - len(line)))
        line[key[2]] = value

    def _knows_not(self, name: str, first: CellKey, bottom: int, right: int) -> Iterator[bool]:
        for row in range(first[1], bottom + 1):
            for column in range(first[2], right + 1):
                yield (name, row, column) in self.unknown

    def spend(self, reads: int) -> None:
        """Count reads; raise TooMuchError when the budget is gone."""
        self.reads_left -= reads
        if self.reads_left < 0:
            raise TooMuchError("budget")


@dataclass(slots=True)
class Calculation:
    """What computing the workbook again gave.

    `order`: every formula's cell after those that it needs. `stale`: what each wrong cell's own formula gives.
    `circular`: cells that need themselves. `filled`: the results that the file did not hold.
    `not_computed`: the formulas that each function, by its English name, keeps from being computed.
    """

    programs: Programs
    values: Values
    order: dict[CellKey, int] = field(default_factory=dict)
    stale: dict[CellKey, Scalar] = field(default_factory=dict)
    circular: set[CellKey] = field(default_factory=set)
    filled: dict[CellKey, Scalar] = field(default_factory=dict)
    not_computed: Counter[str] = field(default_factory=Counter)
    gave_up: bool = False


def calculate(book: AuditBook) -> Calculation:
    """Compute every formula once, in the order in which they need one another."""
    programs = Programs(book)
    result = Calculation(programs, Values(book))
    result.values.subtotals = {key for key, program in programs.by_cell.items() if program.has_subtotal}
    try:
        for key in programs.by_cell:
            if key not in result.order:
                _visit(key, result)
    except TooMuchError:
        result.gave_up = True
    until = monotonic() + SECONDS
    for key in result.order:
        if key not in result.circular and monotonic() < until:
            _compute(key, result, relies=not book.recalculates)
    result.gave_up |= result.values.reads_left < 0 or monotonic() >= until
    return result


def _visit(start: CellKey, result: Calculation) -> None:
    """Put a cell into the order behind all that it needs; a cell met again while it is open closes a circle."""
    programs, order = result.programs, result.order
    path: dict[CellKey, Iterator[CellKey]] = {start: _needed(programs, start)}
    while path:
        key = next(reversed(path))
        for needed in path[key]:
            result.values.spend(1)
            if needed in path:
                _close(path, needed, result.circular)
            elif needed not in order:
                path[needed] = _needed(programs, needed)
                break
        else:
            del path[key]
            order[key] = len(order)


def _close(path: dict[CellKey, Iterator[CellKey]], first: CellKey, circular: set[CellKey]) -> None:
    """Mark the cells from `first` to the end of the path, once for all the circles that they close."""
    last = next(reversed(path))
    if first in circular and last in circular:
        return
    circular.update(takewhile(lambda cell: cell != first, reversed(path)), [first])


def _needed(programs: Programs, key: CellKey) -> Iterator[CellKey]:
    return (cell for rectangle in programs.rectangles(key) for cell in programs.inside(rectangle))


def _compute(key: CellKey, result: Calculation, *, relies: bool) -> None:
    values = result.values
    try:
        found = evaluate(result.programs.by_cell[key].node, key, values)
    except NotComputedError as wrong:
        result.not_computed[wrong.function] += 1
        return
    except NotUnderstoodError:
        return
    if key in values.unknown:
        values.unknown.discard(key)
        values.put(key, found)
        result.filled[key] = found
        return
    shown = values.value(key)
    if differ(shown, found) and (relies or shown not in {None, Decimal(0), ""}):
        result.stale[key] = found
    another_type = type(shown) is not type(found) and (shown, found) != (None, "")
    if not relies and (differ(shown, found) or another_type):
        values.put(key, found)
        result.filled[key] = found


def differ(shown: Scalar, found: Scalar) -> bool:
    """Tell whether two results are different for sure: figures beyond noise, or a figure and an error."""
    if isinstance(shown, Decimal) and isinstance(found, Decimal):
        return not close(shown, found, Decimal("1e-7"))
    return isinstance(found, Decimal) and shown in {None, ""} and bool(found)
