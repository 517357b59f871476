"""A workbook with its formulas, for the audit, read in a child process with limits on memory and time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.files.child_lines import ChildLines, child_lines
from models.files.limits import FOREIGN_WORKBOOK, Limits
from models.files.refusal import refusal
from models.files.workbook_check import FileKind, check_workbook
from models.rules.workbook_audit.book import AuditBook, AuditSheet


def read_audit_book(path: Path, limits: Limits = FOREIGN_WORKBOOK) -> AuditBook:
    """Give all sheets of an xlsx or ods with values, formulas, percent cells and merged cells.

    Raises RuleBroken with a code of `refusal.REFUSALS` for all that is not read.
    """
    kind = check_workbook(path)
    if kind not in {FileKind.XLSX, FileKind.ODS}:
        raise refusal("file_not_recognized")
    with child_lines("models.files.formula_child", path, kind, limits) as lines:
        book = AuditBook([], recalculates=lines.next_line()["recalculates"])
        line = lines.next_line()
        while "end" not in line:
            sheet = AuditSheet(line["sheet"], line["hidden"], merges=[tuple(merge) for merge in line["merges"]])
            sheet.hidden_rows, sheet.filtered = set(line["hidden_rows"]), line["filtered"]
            book.sheets.append(sheet)
            line = _fill(sheet, lines)
    return book


def _fill(sheet: AuditSheet, lines: ChildLines) -> Any:  # noqa: ANN401 -- a line of JSON
    """Read the rows of a sheet; give the first line that is no longer its own."""
    line = lines.next_line()
    while isinstance(line, list):
        if line[0] == "f":
            _, row, formulas, percents = line
            sheet.formulas.update({(row, int(column)): formula for column, formula in formulas.items()})
            sheet.percents.update((row, column) for column in percents)
        else:
            number, cells = line
            sheet.rows[number - 1] = tuple(cells)
        line = lines.next_line()
    return line
