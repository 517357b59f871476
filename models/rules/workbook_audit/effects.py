"""What a correction would change further on: the cells that depend on it are computed again, and put back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.rules.workbook_audit.calculation import Calculation, differ
from models.rules.workbook_audit.formula.evaluate import evaluate
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import Fault, Scalar

_MOST_CELLS = 400
_READS_OF_ONE, _READS_OF_ALL = 300_000, 3_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """A result before and after."""

    key: CellKey
    before: Scalar
    after: Scalar


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a correction does: results that change, those on which nothing depends first, and how many depend on it.

    `known` is False where the workbook is too large to compute it.
    """

    changes: tuple[Change, ...]
    dependents: int
    known: bool = True


class Effects:
    """Who depends on whom, and what happens to them."""

    def __init__(self, calculation: Calculation) -> None:
        self._calculation = calculation
        self._left = _READS_OF_ALL
        self._by_column: dict[tuple[str, int], list[tuple[int, int, CellKey]]] = defaultdict(list)
        for key in calculation.order:
            for sheet, top, left, bottom, right in calculation.programs.rectangles(key):
                for column in range(left, min(right, left + 300) + 1):
                    self._by_column[sheet, column].append((top, bottom, key))

    def dependents(self, cells: Iterable[CellKey]) -> list[CellKey]:
        """Give the formulas that need one of the cells, directly or not, each after those that it needs itself."""
        found: set[CellKey] = set()
        waiting = list(cells)
        while waiting and len(found) < _MOST_CELLS:
            for key in self._within_budget(waiting.pop()):
                if key not in found and key not in self._calculation.circular:
                    found.add(key)
                    waiting.append(key)
        return sorted(found, key=self._calculation.order.__getitem__)

    def direct(self, cell: CellKey) -> Iterator[CellKey]:
        """Give the formulas that name a cell."""
        places = self._by_column.get((cell[0], cell[2]), ())
        return (key for top, bottom, key in places if top <= cell[1] <= bottom)

    def ranges(self, sheet: str, column: int) -> int:
        """Say how many references to a column there are: what finding those of one cell costs."""
        return len(self._by_column.get((sheet, column), ()))

    def over(self, sheet: str, column: int) -> Iterator[tuple[int, int, CellKey]]:
        """Give first row, last row and formula of each range of two rows or more in a column."""
        return (found for found in self._by_column.get((sheet, column), ()) if found[1] > found[0])

    def _within_budget(self, cell: CellKey) -> Iterator[CellKey]:
        self._left -= len(self._by_column.get((cell[0], cell[2]), ()))
        return self.direct(cell) if self._left > 0 else iter(())

    def of(self, corrected: dict[CellKey, Scalar]) -> Outcome:
        """Give what changes when cells hold other values; all values are put back."""
        values = self._calculation.values
        affected = [key for key in self.dependents(corrected) if key not in corrected]
        if self._left <= 0:
            return Outcome((), len(affected), known=False)
        before = self._known([*corrected, *affected])
        reads, values.reads_left = values.reads_left, min(_READS_OF_ONE, max(0, self._left))
        try:
            for key, value in corrected.items():
                values.put(key, value)
            changes = [change for key in affected for change in self._computed(key, before.get(key))]
        finally:
            spent_all = values.reads_left < 0
            self._left -= _READS_OF_ONE - max(0, values.reads_left)
            values.reads_left = reads
            for key, value in before.items():
                values.put(key, value)
        ends = {change.key for change in changes if not any(self._within_budget(change.key))}
        ordered = sorted(changes, key=lambda change: change.key not in ends)
        return Outcome(tuple(ordered), len(affected), known=not spent_all)

    def _known(self, keys: list[CellKey]) -> dict[CellKey, Scalar]:
        found: dict[CellKey, Scalar] = {}
        for key in keys:
            try:
                found[key] = self._calculation.values.value(key)
            except NotUnderstoodError:
                continue
        return found

    def _computed(self, key: CellKey, before: Scalar) -> Iterator[Change]:
        try:
            after = evaluate(self._calculation.programs.by_cell[key].node, key, self._calculation.values)
        except NotUnderstoodError:
            return
        self._calculation.values.put(key, after)
        if differ(before, after) or isinstance(before, Fault) != isinstance(after, Fault):
            yield Change(key, before, after)
