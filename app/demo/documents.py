"""Small files that the demo's liaisons attach as evidence."""

from __future__ import annotations

import io
from decimal import Decimal

import xlsxwriter


def small_workbook(title: str, period: str, unit: str, actual: Decimal | None) -> bytes:
    """A workbook of a few cells that says what was done."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Respaldo")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 60)
        for row, (label, value) in enumerate((("Actividad", title), ("Periodo", period), ("Unidad de medida", unit))):
            sheet.write_string(row, 0, label)
            sheet.write_string(row, 1, value)
        sheet.write_string(3, 0, "Ejecutado")
        sheet.write_number(3, 1, float(actual or 0))
    return content.getvalue()
