"""A capture workbook that came back: whose it is, and its cells. Nothing of it is believed but what was signed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.files.capture_seal import unseal
from models.files.formula_read import read_audit_book
from models.files.limits import CAPTURE_SHEET
from models.rules.capture.columns import IDENTITY, INTERNAL, LINES
from models.rules.capture.identity import Identity
from models.rules.cell import cell_text, fold
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.rules.workbook_audit.book import AuditSheet


@dataclass(frozen=True, slots=True)
class FilledBook:
    """The identity of a workbook and its two forms."""

    identity: Identity
    lines: AuditSheet
    internal: AuditSheet


def read_capture_book(path: Path, secret: str) -> FilledBook:
    """Read an xlsx or ods in a limited child process.

    Raises RuleBroken with a code of `refusal.REFUSALS`, `not_a_capture_sheet`, `sheet_gone`, or as `unseal`.
    """
    book = read_audit_book(path, CAPTURE_SHEET)
    sheets = {fold(sheet.name): sheet for sheet in book.sheets}
    hidden = sheets.get(fold(IDENTITY))
    if hidden is None:
        raise RuleBroken(
            "not_a_capture_sheet",
            "El libro no es una hoja de captura de Rumbo, o perdió su hoja oculta. Descargue la hoja y llénela.",
        )
    identity = unseal(_sealed(hidden), secret)
    for name in (LINES, INTERNAL):
        if fold(name) not in sheets:
            raise RuleBroken(
                "sheet_gone", say("Falta la hoja «{name}»: descargue la hoja de captura de nuevo.", name=name)
            )
    return FilledBook(identity, sheets[fold(LINES)], sheets[fold(INTERNAL)])


def _sealed(sheet: AuditSheet) -> str:
    return "".join(cell_text(sheet.cell(row, 0)) for row in sorted(sheet.rows))
