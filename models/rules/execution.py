"""An execution file read into rows of money: whose it is, of which year and period, and every problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from models.rules.apply_mapping import MappedWorkbook
from models.rules.cell import Sheet
from models.rules.execution_columns import EXECUTION
from models.rules.mapped_output import Check
from models.rules.package_columns import SHAPES
from models.rules.package_figures import check_money_row
from models.rules.package_known import Known
from models.rules.package_problems import Place, Problem, Problems, RowName, by_number
from models.rules.package_rows import ExecutionRow
from models.rules.package_sheet import SheetContent, read_sheet
from models.rules.uncollected import uncollected

STAGES = ("certified", "committed", "accrued", "paid")


@dataclass(frozen=True, slots=True)
class ParsedExecution:
    """`rows` are those that were fit; with an error among the `problems` nothing of them is stored.

    `rows_read` counts the rows of the file that have money, `checks` are its own sums added up again, and `located`
    gives a problem of a row at its place in the file.
    """

    rows: tuple[ExecutionRow, ...]
    problems: tuple[Problem, ...]
    rows_read: int
    checks: tuple[Check, ...] = ()
    located: Callable[[Problem], Problem] = lambda problem: problem


@uncollected()
def parse_execution(sheets: Iterable[Sheet], known: Known, row_name: RowName = by_number) -> ParsedExecution:
    """Read the sheet `budget` of a package, with or without the other sheets; raises what the sheets raise."""
    problems = Problems(row_name=row_name)
    content: SheetContent | None = None
    for sheet in sheets:
        name = sheet.name.strip().lower()
        if name != EXECUTION.name:
            if name not in SHAPES:
                problems.add("unknown_sheet", Place(sheet.name), sheet=sheet.name)
        elif content is not None:
            problems.add("duplicate_sheet", Place(name), sheet=name)
        else:
            content = read_sheet(EXECUTION, sheet, problems)
    if content is None:
        problems.add("missing_sheet", Place(EXECUTION.name), sheet=EXECUTION.name)
        return ParsedExecution((), problems.listed(), 0)
    rows = tuple(row for row in content.rows if isinstance(row, ExecutionRow))
    _check(rows, known, problems)
    return ParsedExecution(rows, problems.listed(), content.rows_read)


def parse_mapped_execution(mapped: MappedWorkbook, known: Known) -> ParsedExecution:
    """Check the rows that a foreign workbook gave; a cell whose error the mapping told is not told again."""
    parsed = parse_execution(mapped.sheets(), known, mapped.row_name)
    return replace(
        parsed,
        problems=mapped.with_own_problems(parsed.problems),
        rows_read=len({(origin.grid.sheet, row) for origin, row in mapped.outputs.budget.origins}),
        checks=tuple(mapped.outputs.checks),
        located=mapped.located,
    )


def _check(rows: Sequence[ExecutionRow], known: Known, problems: Problems) -> None:
    first: dict[Hashable, int] = {}
    for row in rows:
        _check_row(row, known, problems)
        key = (row.plan_code, row.item, row.budget_code, row.org_unit, row.period, row.to_date)
        whole = (*key, row.funding_source, row.expense_class, row.project_code)
        if whole in first:
            place = Place(EXECUTION.name, row.row, "item" if row.item else "budget_code")
            name = problems.row_name(EXECUTION.name, first[whole])
            problems.add("duplicate_budget", place, row.item or row.budget_code, first=name)
        first.setdefault(whole, row.row)


def _check_row(row: ExecutionRow, known: Known, problems: Problems) -> None:
    if not (row.item or row.budget_code):
        problems.add("blank_required", Place(EXECUTION.name, row.row, "budget_code"), column="item, budget_code")
    if row.org_unit is not None and row.org_unit not in known.org_units:
        problems.add("unknown_org_unit", Place(EXECUTION.name, row.row, "org_unit"), row.org_unit)
    check_money_row(row, problems, of_year=row.to_date)
