"""A mapped workbook checked as the package that it is, with every problem told at its place in the workbook."""

from __future__ import annotations

from dataclasses import replace

from models.rules.apply_mapping import MappedWorkbook
from models.rules.package import ParsedPackage, parse_package
from models.rules.package_known import Known
from models.rules.package_problems import Problem


def parse_mapped(mapped: MappedWorkbook, known: Known) -> ParsedPackage:
    """Give the package, or None and what is wrong; a cell whose error the mapping told is not told again."""
    parsed = parse_package(mapped.sheets(), known, mapped.row_name)
    told = mapped.found.cells
    located = (mapped.located(problem) for problem in parsed.problems)
    further = [problem for problem in located if problem.cell is None or (problem.sheet, problem.cell) not in told]
    problems = sorted([*mapped.found.listed(), *further], key=_order)
    package = None if mapped.found.has_errors else parsed.package
    return replace(parsed, package=package, problems=tuple(problems), rows_read=mapped.rows_read)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    cell = problem.cell or ""
    return problem.sheet, problem.row or 0, len(cell), cell
