"""The sheet « Actividades internas »: what was done and is not in the plan, with empty rows for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.capture_head import write_head
from jobs.excel.fill_in import FILLED, WORDS, FillIn, number_format
from models.rules.capture.columns import INTERNAL, INTERNAL_COLUMNS, SPARE_INTERNAL

if TYPE_CHECKING:
    from jobs.excel.book import Book, Value
    from models.rules.capture.form import CaptureForm

_DECIMALS = 2
_TOLD = "Vacíe el nombre y los demás datos para quitar una actividad."


def write_internal(book: Book, form: CaptureForm) -> None:
    """Add the sheet; its rows stay locked where the form takes no values."""
    sheet, styles = write_head(book, form, INTERNAL, INTERNAL_COLUMNS), book.styles
    filled = FILLED if form.is_open else {}
    text = styles.get("text", {**filled, **WORDS})
    number = styles.get("integer", {**filled, "num_format": number_format(form.locale, _DECIMALS)})
    looks = [styles.get("whole"), text, text, number, text]
    first = sheet.row
    for row in form.internal:
        values: list[Value] = [row.key, row.name, row.unit or None, row.actual, row.note or None]
        sheet.line(values, looks)
    for _ in range(SPARE_INTERNAL if form.is_open else 0):
        sheet.line([None] * len(INTERNAL_COLUMNS), looks)
    fill_in, rows = FillIn(sheet, styles), range(first, sheet.row)
    for place, column in enumerate(INTERNAL_COLUMNS):
        if column.field == "actual":
            fill_in.numbers(rows, place)
        elif column.field:
            fill_in.texts(rows, place, column.longest, _TOLD if column.field == "name" else "")
    fill_in.hide_column(0)
    sheet.freeze(first, 0)
    fill_in.protect()
