"""The capture workbook: the hoja de captura of one unit and period, to be filled in and uploaded (S3-DEF-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.book import About, new_book
from jobs.excel.capture_internal import write_internal
from jobs.excel.capture_lines import write_lines
from jobs.excel.fill_in import FillIn
from models.rules.capture.columns import HELP, IDENTITY

if TYPE_CHECKING:
    from pathlib import Path

    from jobs.excel.book import Book
    from models.rules.capture.form import CaptureForm

_IN_A_CELL = 30_000  # of 32,767 that Excel holds
_HELP = (
    "Escriba el dato del periodo en «Realizado». Cero es un dato; vacío quiere decir que aún no lo hay.",
    "Si no hay dato, escriba en «Motivo de no reportar» por qué, y deje vacío «Realizado».",
    "Los porcentajes y el color se calculan al escribir. Lo que cuenta es lo que Rumbo calcula al recibir la hoja.",
    "Si el color no es verde, escriba la causa y la medida correctiva. La columna «Qué falta» lo recuerda.",
    "Lo que se hizo y no está en el plan va en «Actividades internas»: no entra en ningún porcentaje.",
    "No agregue ni borre filas o columnas, ni cambie los códigos: la hoja no se podría subir.",
    "Guarde el libro como .xlsx y súbalo en «Mi mes». Verá qué cambia antes de guardarlo, todo o nada.",
    "Subir la hoja guarda un borrador: revíselo y envíelo en «Mi mes». Las evidencias se adjuntan allí.",
    "Si alguien cambió los datos en Rumbo después de descargar la hoja, descárguela de nuevo.",
)


def write_capture_book(form: CaptureForm, seal: str, path: Path) -> None:
    """Write the workbook of `form` to `path` (.xlsx), whole or not at all; `seal` is its signed identity.

    Raises `RuleBroken` when a text is longer than Excel can hold.
    """
    title = f"{form.sheet_term}, {form.org_unit}, {form.period_name}"
    with new_book(path, About(title, form.institution_name, form.made_at)) as book:
        write_lines(book, form)
        write_internal(book, form)
        _write_help(book)
        _write_identity(book, seal)


def _write_help(book: Book) -> None:
    sheet, styles = book.sheet(HELP), book.styles
    sheet.widths([110])
    sheet.line(["Cómo llenar la hoja"], [styles.get("title")], 2)
    for number, text in enumerate(_HELP, start=1):
        sheet.line([f"{number}. {text}"], [styles.get("text", {"border": 0})], 2)
    FillIn(sheet, styles).protect()


def _write_identity(book: Book, seal: str) -> None:
    """A hidden sheet with the seal, in pieces that fit into cells, one below the other."""
    sheet, look = book.sheet(IDENTITY), book.styles.get("text", {"text_wrap": False, "border": 0})
    for start in range(0, len(seal), _IN_A_CELL):
        sheet.line([seal[start : start + _IN_A_CELL]], [look])
    fill_in = FillIn(sheet, book.styles)
    fill_in.protect()
    fill_in.hide()
