"""Capture workbooks filled in as a person does, cell by cell, and saved by another program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from models.rules.capture.columns import CODE, HEAD_ROWS, INTERNAL, INTERNAL_COLUMNS, KEY, LINE_COLUMNS, LINES

PLACES = {column.field: place for place, column in enumerate(LINE_COLUMNS) if column.field}
INTERNAL_PLACES = {column.field: place for place, column in enumerate(INTERNAL_COLUMNS) if column.field}
FIRST_INTERNAL = HEAD_ROWS + 2


def fill_book(path: Path, lines: Mapping[str, Mapping[str, Any]], *internal: Mapping[str, Any]) -> Path:
    """Type values into the lines of some codes, and internal activities into the first rows, and save."""
    book = openpyxl.load_workbook(path)
    rows = rows_by_code(book[LINES])
    for code, values in lines.items():
        for name, value in values.items():
            book[LINES].cell(rows[code], PLACES[name] + 1).value = value
    for number, values in enumerate(internal):
        for name, value in values.items():
            book[INTERNAL].cell(FIRST_INTERNAL + number, INTERNAL_PLACES[name] + 1).value = value
    book.save(path)
    return path


def rows_by_code(sheet: Worksheet) -> dict[str, int]:
    """The row of each code, from 1."""
    return {
        str(row[CODE].value): row[CODE].row
        for row in sheet.iter_rows(min_row=HEAD_ROWS + 2)
        if row[KEY].value is not None
    }
