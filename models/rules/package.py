"""The plan package, read from sheets into values: all of it fits together, or a list of problems says what does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.rules.cell import Sheet
from models.rules.package_columns import SHAPES, SHEETS
from models.rules.package_contents import Contents, units_responsible
from models.rules.package_dates import check_dates
from models.rules.package_figures import check_figures
from models.rules.package_known import Known
from models.rules.package_parts import check_parts
from models.rules.package_problems import Place, Problem, Problems, RowName, by_number
from models.rules.package_references import check_references
from models.rules.package_rows import Package
from models.rules.package_sheet import SheetContent, read_sheet
from models.rules.package_tree import check_tree
from models.rules.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class ParsedPackage:
    """`package` is None where any problem is an error; `rows_read` counts the rows of all sheets that are not blank."""

    package: Package | None
    problems: tuple[Problem, ...]
    rows_read: int


@uncollected()
def parse_package(sheets: Iterable[Sheet], known: Known, row_name: RowName = by_number) -> ParsedPackage:
    """Read the sheets of a package, each once and in any order, and check all that needs no database.

    `row_name` names a row of a sheet in sentences. Raises what the sheets raise while they are read (RuleBroken for a
    file that turns out to be refused).
    """
    problems = Problems(row_name=row_name)
    read = _read_sheets(sheets, problems)
    plan = read.get("plan")
    if plan and plan.whole and plan.rows_read != 1:
        problems.add("plan_rows", Place("plan"), count=plan.rows_read)
    contents = Contents.of(read)
    if all(name in read or not shape.must_stand for name, shape in SHAPES.items()) and _all_whole(read):
        _check(contents, known, problems)
    listed = problems.listed()
    package = None if problems.has_errors else contents.package()
    return ParsedPackage(package, listed, sum(content.rows_read for content in read.values()))


def _read_sheets(sheets: Iterable[Sheet], problems: Problems) -> dict[str, SheetContent]:
    read: dict[str, SheetContent] = {}
    for sheet in sheets:
        name = sheet.name.strip().lower()
        if sheet.hidden:
            problems.add("hidden_sheet", Place(sheet.name), sheet=sheet.name)
        elif name not in SHAPES:
            problems.add("unknown_sheet", Place(sheet.name), sheet=sheet.name)
        elif name in read:
            problems.add("duplicate_sheet", Place(name), sheet=name)
        else:
            read[name] = read_sheet(SHAPES[name], sheet, problems)
    for shape in SHEETS:
        if shape.must_stand and shape.name not in read:
            problems.add("missing_sheet", Place(shape.name), sheet=shape.name)
    return read


def _all_whole(read: dict[str, SheetContent]) -> bool:
    return all(content.whole for content in read.values())


def _check(contents: Contents, known: Known, problems: Problems) -> None:
    units = units_responsible(contents.plan, contents.items)
    check_references(contents, units, known, problems)
    check_tree(contents, units, known, problems)
    check_dates(contents, known.today, problems)
    check_figures(contents, problems)
    check_parts(contents, units, problems)
