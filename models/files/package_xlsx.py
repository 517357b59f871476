"""A package as a workbook: text as text, numbers as numbers, dates as dates, every write checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from models.files.package_table import OutCell, package_tables
from models.files.refusal import refusal
from models.rules.cell import cell_name
from models.rules.decimals import tidy
from models.rules.numbers import unambiguous
from models.rules.package_number import SPREADSHEET_DIGITS
from models.rules.package_rows import Package

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": False,
}
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""The same package is the same bytes, so the workbook does not say when it was written."""

_WIDTH = 18


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Format
    date: Format
    text: Format


def write_xlsx(package: Package, path: Path) -> None:
    """Write a package to `path`; raise RuleBroken where a text is too long for a cell. Nothing is left on failure."""
    workbook = xlsxwriter.Workbook(str(path), _OPTIONS)
    try:
        workbook.set_properties({"created": _MADE_AT})
        formats = _Formats(
            workbook.add_format({"bold": True, "bg_color": "#E8EDF3"}),
            workbook.add_format({"num_format": "yyyy-mm-dd"}),
            workbook.add_format({"num_format": "@"}),
        )
        for shape, rows in package_tables(package):
            sheet = workbook.add_worksheet(shape.name)
            sheet.set_column(0, len(shape.columns) - 1, _WIDTH)
            sheet.freeze_panes(1, 0)
            _write_row(sheet, 0, [column.name for column in shape.columns], formats, formats.heading)
            for number, cells in enumerate(rows, start=1):
                _write_row(sheet, number, cells, formats, formats.text)
    finally:
        workbook.close()


def _write_row(sheet: Worksheet, row: int, cells: Iterable[OutCell], formats: _Formats, text: Format) -> None:
    for column, cell in enumerate(cells):
        if cell is not None and _write(sheet, (row, column), cell, formats, text) != 0:
            raise refusal("cell_not_written", cell=cell_name(row + 1, column), sheet=str(sheet.name))


def _write(sheet: Worksheet, place: tuple[int, int], cell: OutCell, formats: _Formats, text: Format) -> int:
    """Write one cell and give XlsxWriter's code, zero for success."""
    if isinstance(cell, date):
        return int(sheet.write_datetime(*place, datetime.combine(cell, time()), formats.date))
    if isinstance(cell, Decimal) and len(tidy(cell).as_tuple().digits) > SPREADSHEET_DIGITS:
        return int(sheet.write_string(*place, unambiguous(cell), text))  # a spreadsheet would drop the last digits
    if isinstance(cell, int | Decimal):
        return int(sheet.write_number(*place, float(cell)))  # what a workbook holds; exact with so few digits
    return int(sheet.write_string(*place, cell or "", text))
