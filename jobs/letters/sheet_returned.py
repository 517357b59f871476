"""To the liaison: the sheet came back, with what the head wrote."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.sheet_remarks import sheet_remarks
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def sheet_returned(writer: Writer) -> Letter:
    """Sent at once (rulings 20)."""
    sheet = db.session.get_one(CaptureSheet, writer.mail.data["sheet_id"])
    if sheet.state not in (SheetState.RETURNED, SheetState.DRAFT) or sheet.round != writer.mail.round:
        raise NotNeeded("La hoja ya fue enviada de nuevo.")
    remarks = [
        f"{remark.line}: {remark.text}" if remark.line else remark.text
        for remark in sheet_remarks(sheet.id)
        if remark.round == sheet.round
    ]
    return writer.letter(
        f"Devuelto con observaciones: {sheet.org_unit.name}, {writer.period}",
        f"La jefatura devolvió el reporte de {writer.period} de {sheet.org_unit.name} ({sheet.plan.name}).",
        listed("Observaciones:", remarks, 60),
        Door("Corregir y enviar de nuevo", link("/mi-mes/", period=sheet.period, unit=sheet.org_unit.code)),
        why=f"es enlace de {sheet.org_unit.name}",
    )
