"""What is wrong in a filled workbook, each with its sheet, row and column, and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.rules.capture.columns import Column
from models.rules.cell import cell_name
from models.rules.package_messages import Severity
from models.rules.package_problems import Problem
from models.rules.sentence import say

MOST = 1000
"""Problems that are listed; the rest is counted."""

_LONGEST_VALUE = 100


@dataclass(slots=True)
class Found:
    """Collects the problems of one form. Rows and columns are from 0."""

    sheet: str
    columns: tuple[Column, ...]
    problems: list[Problem] = field(default_factory=list)
    more: int = 0

    def add(self, code: str, message: str, row: int | None = None, column: int | None = None, value: str = "") -> None:
        """Note one; `value` is what stands in the cell."""
        if len(self.problems) >= MOST:
            self.more += 1
            return
        heading = self.columns[column].heading if column is not None and column < len(self.columns) else None
        address = cell_name(row + 1, column) if row is not None and column is not None else None
        number = None if row is None else row + 1
        shown = value[:_LONGEST_VALUE]
        self.problems.append(Problem(self.sheet, number, heading, address, shown, Severity.ERROR, code, message))

    def listed(self) -> tuple[Problem, ...]:
        """Give them by row and column, and how many more there are."""
        found = sorted(self.problems, key=lambda problem: (problem.row or 0, problem.cell or ""))
        if self.more:
            message = say("Hay {count} errores más: corrija estos y suba la hoja otra vez.", count=self.more)
            found.append(Problem(self.sheet, None, None, None, "", Severity.ERROR, "more_errors", message))
        return tuple(found)
