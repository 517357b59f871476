"""A mapped workbook checked as the package that it is, with every problem told at its place in the workbook."""

from __future__ import annotations

from dataclasses import replace

from models.rules.apply_mapping import MappedWorkbook
from models.rules.package import ParsedPackage, parse_package
from models.rules.package_known import Known


def parse_mapped(mapped: MappedWorkbook, known: Known) -> ParsedPackage:
    """Give the package, or None and what is wrong; a cell whose error the mapping told is not told again."""
    parsed = parse_package(mapped.sheets(), known, mapped.row_name)
    package = None if mapped.found.has_errors else parsed.package
    problems = mapped.with_own_problems(parsed.problems)
    return replace(parsed, package=package, problems=problems, rows_read=mapped.rows_read)
