"""What both forms of a capture workbook begin with: whose, of when, until when, and how to fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.text_height import line_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.excel.book import Book, Sheet
    from models.rules.capture.columns import Column
    from models.rules.capture.form import CaptureForm

_HOW = "Escriba solo en las celdas amarillas, guarde el libro y súbalo en Rumbo: «Mi mes», «Subir la hoja»."
_READ_ONLY = "Esta hoja es solo para leer: ya se envió o el periodo no recibe datos."


def write_head(book: Book, form: CaptureForm, name: str, columns: Sequence[Column]) -> Sheet:
    """Add a sheet with its head and its headings; the cursor is left at the first row to fill in."""
    sheet, styles = book.sheet(name), book.styles
    until = f" · Vence: {form.due}" if form.due else ""
    plans = " · ".join(f"{plan.name} ({plan.code})" for plan in form.plans)
    head = (
        (f"{form.sheet_term}: {form.period_name}", styles.get("title")),
        (f"{form.institution_name} · {form.org_unit} {form.org_unit_name}", styles.get("context", {"bold": True})),
        (f"{plans} · Generada: {form.made_at:%d/%m/%Y %H:%M}{until}", styles.get("context")),
        (_HOW if form.is_open else _READ_ONLY, styles.get("remark")),
    )
    sheet.widths([column.width for column in columns])
    for text, look in head:
        sheet.line([None, text], [look, look])  # the first column is hidden
    sheet.skip()
    headings = [column.heading for column in columns]
    lines = max(line_count(column.heading, column.width * 0.8) for column in columns)
    sheet.repeat(sheet.line(headings, [styles.get("heading")] * len(headings), lines))
    sheet.print_setup("legal" if form.paper == "letter" else "a3", f"{form.org_unit} · {form.period_name}")
    return sheet
