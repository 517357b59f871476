"""A foreign workbook under its mapping: the sheets of a plan package, every row with the place that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.rules.cell import Row, Sheet, fold
from models.rules.execution_columns import EXECUTION
from models.rules.mapped_entities import Entities
from models.rules.mapped_line import Grid
from models.rules.mapped_output import Output, Outputs
from models.rules.mapped_problems import At, MappedProblems
from models.rules.mapped_rows import Book
from models.rules.mapped_table import TableReader
from models.rules.mapped_units import MAPPING_ITSELF, Units
from models.rules.mapping import ExecutionMapping, Mapping, PlanHead
from models.rules.package_problems import Problem
from models.rules.sentence import say
from models.rules.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class MappedWorkbook:
    """What a foreign workbook gave: the package in sheets, and the problems of the workbook under its mapping.

    `rows_read` counts the rows of the workbook that are not blank, in the sheets that the mapping names. An execution
    file brings no plan.
    """

    plan: PlanHead | None
    outputs: Outputs
    found: MappedProblems
    rows_read: int

    def sheets(self) -> Iterator[Sheet]:
        """Give the sheets of the package, as `parse_package` takes them."""
        plan = self.plan
        if plan is not None:
            heading = ("code", "name", "type", "from", "to", "org_unit")
            cells = (plan.code, plan.name, plan.type, plan.starts_on, plan.ends_on, plan.org_unit)
            yield Sheet("plan", iter([Row(1, heading), Row(2, cells)]))
        yield from (output.sheet() for output in self.outputs.by_name().values())

    def row_name(self, sheet: str, row: int) -> str:
        """Name the row of the foreign workbook from which a row of the package comes."""
        at = self._at(sheet, row, None)
        return say("{row} de «{sheet}»", row=at.row, sheet=at.sheet) if at.row else say("de «{sheet}»", sheet=at.sheet)

    def located(self, problem: Problem) -> Problem:
        """Give a problem of the package at its place in the foreign workbook."""
        if not problem.sheet:
            return problem
        if problem.row is None:
            return problem._replace(sheet=MAPPING_ITSELF, column=f"{problem.sheet}.{problem.column or ''}".rstrip("."))
        at = self._at(problem.sheet, problem.row, problem.column)
        return problem._replace(sheet=at.sheet, row=at.row, column=at.name, cell=at.cell)

    def with_own_problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give the problems of the package at their places, among those of the mapping; none of a cell twice."""
        told = self.found.cells
        located = (self.located(problem) for problem in problems)
        further = [problem for problem in located if problem.cell is None or (problem.sheet, problem.cell) not in told]
        return tuple(sorted([*self.found.listed(), *further], key=_order))

    def _at(self, sheet: str, row: int, column: str | None) -> At:
        outputs = self.outputs.by_name()
        at = outputs[sheet].at(row, column) if sheet in outputs else At(MAPPING_ITSELF, None, None, f"{sheet}.{column}")
        return at._replace(row=at.row or None)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    cell = problem.cell or ""
    return problem.sheet, problem.row or 0, len(cell), cell


@uncollected()
def map_workbook(
    mapping: Mapping | ExecutionMapping, sheets: Iterable[Sheet], *, errors_seen: bool = True
) -> MappedWorkbook:
    """Read the sheets that a mapping names, each once and in any order.

    `errors_seen` is False for a form of file that reads error cells as blank, which is then told. Raises what the
    sheets raise while they are read (RuleBroken for a file that turns out to be refused).
    """
    plan = mapping.plan if isinstance(mapping, Mapping) else None
    problems = MappedProblems()
    outputs = Outputs() if plan is not None else Outputs(budget=Output("budget", shape=EXECUTION))
    units = Units(mapping, outputs, problems)
    book = Book(outputs, units, Entities(outputs.items), Entities(outputs.indicators))
    wanted = {fold(name): name for name in mapping.sheets}
    met: list[str] = []
    left: list[str] = []
    rows_read = 0
    for sheet in sheets:
        met.append(sheet.name)
        if wanted.pop(fold(sheet.name), None) is None:
            if plan is None:
                left.append(sheet.name)
                continue
            code = "hidden_sheet_not_read" if sheet.hidden else "sheet_not_read"
            problems.add(code, At(sheet.name), sheet.name)
            continue
        if sheet.hidden:
            problems.add("hidden_sheet_read", At(sheet.name), sheet.name)
        rows_read += _read_sheet(mapping, sheet, book, problems)
    if left:
        problems.add("sheets_not_read", At(""), ", ".join(left), count=len(left))
    if not errors_seen:
        problems.add("xls_errors_unseen", At(""))
    for name in wanted.values():
        problems.add("mapped_sheet_missing", At(name), name, sheets=", ".join(met))
    return MappedWorkbook(plan, outputs, problems, rows_read)


def _read_sheet(mapping: Mapping | ExecutionMapping, sheet: Sheet, book: Book, problems: MappedProblems) -> int:
    tables = [
        TableReader(table, Grid(sheet.name, mapping.reading, problems), book)
        for table in mapping.tables
        if fold(sheet.name) in {fold(name) for name in table.sheets}
    ]
    count = 0
    for row in sheet.rows:
        count += 1
        for table in tables:
            table.feed(row)
    for table in tables:
        table.finish()
    return count
