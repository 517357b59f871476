"""To the head, or on whom the check falls: a report of the unit waits for it."""

from __future__ import annotations

from jobs.letters.body import Door
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.sheet_lines import sheet_lines
from models.queries.verifiers import awaited_check
from models.rules.roles import Role
from models.rules.sentence import Sentence, say
from models.rules.wording import counted
from models.rules.workflow import Action, SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def sheet_submitted(writer: Writer) -> Letter:
    """Sent at once on submit (S0-II-03, rulings 20)."""
    sheet = db.session.get_one(CaptureSheet, writer.mail.data["sheet_id"])
    if sheet.state != writer.mail.data.get("state", SheetState.SUBMITTED) or sheet.round != writer.mail.round:
        raise NotNeeded(say("El reporte ya fue revisado o enviado de nuevo."))
    lines = [line for line in sheet_lines([sheet]) if line.is_programmed]
    missing = sum(line.is_missing for line in lines)
    late = say(" Llegó después del plazo.") if sheet.is_late else ""
    all_ = counted(len(lines), say("actividad"), say("actividades"))
    completeness = say("Está completo: {all} con meta.", all=all_)
    if missing:
        one, more = say("Falta {count} de {all} con meta."), say("Faltan {count} de {all} con meta.")
        completeness = Sentence(one if missing == 1 else more, {"count": missing, "all": all_})
    return writer.letter(
        say("{unit} envió {period}: espera su revisión", unit=sheet.org_unit.name, period=writer.period),
        say(
            "{unit} envió su reporte de {period} ({plan}).{late}",
            unit=sheet.org_unit.name,
            period=writer.period,
            plan=sheet.plan.name,
            late=late,
        ),
        completeness,
        say("Revíselo, y verifíquelo o devuélvalo con observaciones."),
        Door(say("Revisar el reporte"), link(f"/bandeja/{sheet.id}/")),
        why=_why(sheet),
    )


def _why(sheet: CaptureSheet) -> str:
    check = awaited_check(sheet)
    if check is not None and check.action is Action.VERIFY and check.by == {Role.DEPARTMENT_HEAD}:
        return say("dirige {unit}", unit=sheet.org_unit.name)
    return say("le corresponde revisar los reportes de {unit}", unit=sheet.org_unit.name)
