"""Whether the form of a filled workbook is still the one that was given out: its headings, its rows, its cells."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.capture.columns import HEAD_ROWS
from models.rules.capture.found import Found
from models.rules.cell import Cell, cell_name, cell_text, fold, is_blank
from models.rules.sentence import say
from models.rules.workbook_audit.book import AuditSheet


def check_structure(sheet: AuditSheet, found: Found) -> None:
    """Note merged cells, headings that moved or were renamed, and what stands beside the form."""
    for top, left, bottom, right in sheet.merges:
        area = f"{cell_name(top + 1, left)}:{cell_name(bottom + 1, right)}"
        message = say(
            "Las celdas {area} están combinadas y se pierde lo de sus filas: sepárelas y llénelas una por una.",
            area=area,
        )
        found.add("merged_cells", message, top, left)
    headings = sheet.rows.get(HEAD_ROWS, ())
    for place, column in enumerate(found.columns):
        text = cell_text(headings[place]) if place < len(headings) else ""
        if fold(text) != fold(column.heading):
            message = say(
                "Aquí debe estar la columna «{heading}» y no se agregan ni se borran columnas o filas: "
                "descargue la hoja de nuevo y copie en ella sus datos.",
                heading=column.heading,
            )
            found.add("column_changed", message, HEAD_ROWS, place, text)
    for row, cells in form_rows(sheet):
        for place in range(len(found.columns), len(cells)):
            if not is_blank(cells[place]):
                message = say("La celda no es de la hoja: borre lo que escribió al lado, o póngalo en la nota.")
                found.add("beside_the_form", message, row, place, cell_text(cells[place]))


def form_rows(sheet: AuditSheet) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Give the rows below the headings, with their place from 0."""
    for row in sorted(sheet.rows):
        if row > HEAD_ROWS:
            yield row, sheet.rows[row]
