"""To the head, or on whom the check falls: a report of the unit waits for it."""

from __future__ import annotations

from jobs.letters.body import Door
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.sheet_lines import sheet_lines
from models.queries.verifiers import awaited_check
from models.rules.roles import Role
from models.rules.wording import counted
from models.rules.workflow import Action, SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def sheet_submitted(writer: Writer) -> Letter:
    """Sent at once on submit (S0-II-03, rulings 20)."""
    sheet = db.session.get_one(CaptureSheet, writer.mail.data["sheet_id"])
    if sheet.state != writer.mail.data.get("state", SheetState.SUBMITTED) or sheet.round != writer.mail.round:
        raise NotNeeded("El reporte ya fue revisado o enviado de nuevo.")
    lines = [line for line in sheet_lines([sheet]) if line.is_programmed]
    missing = sum(line.is_missing for line in lines)
    late = " Llegó después del plazo." if sheet.is_late else ""
    verb, all_ = ("Falta" if missing == 1 else "Faltan"), counted(len(lines), "actividad", "actividades")
    completeness = f"{verb} {missing} de {all_} con meta." if missing else f"Está completo: {all_} con meta."
    return writer.letter(
        f"{sheet.org_unit.name} envió {writer.period}: espera su revisión",
        f"{sheet.org_unit.name} envió su reporte de {writer.period} ({sheet.plan.name}).{late}",
        completeness,
        "Revíselo, y verifíquelo o devuélvalo con observaciones.",
        Door("Revisar el reporte", link(f"/bandeja/{sheet.id}/")),
        why=_why(sheet),
    )


def _why(sheet: CaptureSheet) -> str:
    check = awaited_check(sheet)
    if check is not None and check.action is Action.VERIFY and check.by == {Role.DEPARTMENT_HEAD}:
        return f"dirige {sheet.org_unit.name}"
    return f"le corresponde revisar los reportes de {sheet.org_unit.name}"
