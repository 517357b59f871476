"""Made-up sheets for the audit: rows as a person writes them, `=` before a formula, `%` after a shown percent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from models.rules.cell import Cell, UncachedFormula, cell_name
from models.rules.workbook_audit.audit import audit_workbook
from models.rules.workbook_audit.book import AuditBook, AuditSheet
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.tokens import letters_index


def sheet_of(rows: Iterable[Iterable[Any]], name: str = "Metas") -> AuditSheet:
    """Give a sheet: `"=SUM(A1:A2)"` is a formula without result, `"50%%"` the number 0.5 shown as a percent."""
    sheet = AuditSheet(name)
    for row, values in enumerate(rows):
        cells = [_cell(sheet, row, column, value) for column, value in enumerate(values)]
        if any(cell is not None for cell in cells):
            sheet.rows[row] = tuple(cells)
    return sheet


def _cell(sheet: AuditSheet, row: int, column: int, value: Any) -> Cell:
    if isinstance(value, str) and value.startswith("="):
        text = value[1:]
        if text.endswith("%%"):
            text = text[:-2]
            sheet.percents.add((row, column))
        sheet.formulas[row, column] = text
        return UncachedFormula()
    if isinstance(value, str) and value.endswith("%%"):
        sheet.percents.add((row, column))
        return Decimal(value[:-2]) / 100
    return Decimal(str(value)) if isinstance(value, float) else value


def findings(*sheets: AuditSheet) -> list[Finding]:
    """Give the findings of a workbook of these sheets, whose formulas the audit has to compute."""
    return list(audit_workbook(AuditBook(list(sheets), recalculates=True)).findings)


def told(*sheets: AuditSheet) -> list[tuple[str, str]]:
    """Give kind and cell of each finding."""
    return [(finding.kind, cell_name(finding.where.row + 1, finding.where.column)) for finding in findings(*sheets)]


def place(cell: str) -> tuple[int, int]:
    """Give row and column, from 0, of a cell's name."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]) - 1, letters_index(letters)


def put(sheet: AuditSheet, changes: Mapping[str, Any]) -> AuditSheet:
    """Write other values into cells, as `sheet_of` takes them."""
    for name, value in changes.items():
        row, column = place(name)
        cells = list(sheet.rows.get(row, ()))
        cells += [None] * (column + 1 - len(cells))
        sheet.formulas.pop((row, column), None)
        cells[column] = _cell(sheet, row, column, value)
        sheet.rows[row] = tuple(cells)
    return sheet


def merged(sheet: AuditSheet, *areas: str) -> AuditSheet:
    """Merge cells."""
    sheet.merges += [(*place(first), *place(last)) for first, _, last in (area.partition(":") for area in areas)]
    return sheet
