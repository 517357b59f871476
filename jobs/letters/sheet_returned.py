"""To the liaison: the sheet came back, with what the head wrote."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.sheet_remarks import sheet_remarks
from models.rules.sentence import say
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def sheet_returned(writer: Writer) -> Letter:
    """Sent at once (rulings 20)."""
    sheet = db.session.get_one(CaptureSheet, writer.mail.data["sheet_id"])
    if sheet.state not in (SheetState.RETURNED, SheetState.DRAFT) or sheet.round != writer.mail.round:
        raise NotNeeded(say("La hoja ya fue enviada de nuevo."))
    remarks = [
        f"{remark.line}: {remark.text}" if remark.line else remark.text
        for remark in sheet_remarks(sheet.id)
        if remark.round == sheet.round
    ]
    return writer.letter(
        say("Devuelto con observaciones: {unit}, {period}", unit=sheet.org_unit.name, period=writer.period),
        say(
            "La jefatura devolvió el reporte de {period} de {unit} ({plan}).",
            period=writer.period,
            unit=sheet.org_unit.name,
            plan=sheet.plan.name,
        ),
        listed(say("Observaciones:"), remarks, 60),
        Door(say("Corregir y enviar de nuevo"), link("/mi-mes/", period=sheet.period, unit=sheet.org_unit.code)),
        why=say("es enlace de {unit}", unit=sheet.org_unit.name),
    )
