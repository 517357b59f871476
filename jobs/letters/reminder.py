"""To who has not sent: what is missing, until when, and one link; from the clock, or from planning."""

from __future__ import annotations

from datetime import datetime

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.clock import business_now
from models.queries.sheet_board import SENT
from models.queries.sheet_lines import sheet_lines
from models.queries.unit_sheets import unit_sheets
from models.rules.wording import counted
from models.tables.capture_sheet import CaptureSheet

WHEN = {
    "opens": "Ya puede registrar el avance",
    "due": "Hoy vence el plazo",
}
SOON = "Se acerca el plazo"


def reminder(writer: Writer) -> Letter:
    """Opening day, one business day before, closing day at 08:00 (R 4.1): only to who has not sent."""
    sheets = _waited_for(writer)
    unit, due = sheets[0].org_unit.name, writer.moment(writer.mail.data["due_at"])
    opening = f"{WHEN.get(writer.mail.step, SOON)} de {writer.period} de {unit}. El plazo termina el {due}."
    return _letter(writer, sheets, opening, why=f"es enlace de {unit}")


def asked_reminder(writer: Writer) -> Letter:
    """Somebody in planning asked for it: also after the window, when the report may still come late."""
    sheets = _waited_for(writer)
    unit, due = sheets[0].org_unit.name, writer.moment(writer.mail.data["due_at"])
    opening = f"Planificación le recuerda el reporte de {writer.period} de {unit}. "
    if all(sheet.round for sheet in sheets):
        opening += "Fue devuelto con observaciones: corríjalo y envíelo de nuevo."
    elif business_now() <= datetime.fromisoformat(writer.mail.data["due_at"]):
        opening += f"El plazo termina el {due}."
    else:
        opening += f"El plazo terminó el {due}; todavía puede enviarlo y quedará marcado como tardío."
    return _letter(writer, sheets, opening, why=f"responde por el reporte de {unit}")


def last_call(writer: Writer) -> Letter:
    """The business day before a reopening or a unit's later date ends: what can still be sent, and until when."""
    sheets = _waited_for(writer)
    unit, due = sheets[0].org_unit.name, writer.moment(writer.mail.data["due_at"])
    opening = f"La prórroga de {unit} para {writer.period} termina el {due}. Lo que llegue después queda como tardío."
    if writer.mail.data["is_reopening"]:
        opening = (
            f"El reporte de {writer.period} se reabrió y se cierra de nuevo el {due}. "
            f"Lo de {unit} debe enviarse antes: después ya no se podrá cambiar."
        )
    return _letter(writer, sheets, opening, why=f"responde por el reporte de {unit}")


def _waited_for(writer: Writer) -> list[CaptureSheet]:
    mail = writer.mail
    sheets = [sheet for sheet in unit_sheets(mail.data["org_unit_id"], mail.period) if sheet.state not in SENT]
    if not sheets:
        raise NotNeeded("La unidad ya envió su reporte.")
    return sheets


def _letter(writer: Writer, sheets: list[CaptureSheet], opening: str, *, why: str) -> Letter:
    mail = writer.mail
    lines = [line for line in sheet_lines(sheets) if line.is_programmed]
    missing = [line for line in lines if line.is_missing]
    verb, due = "Falta" if len(missing) == 1 else "Faltan", writer.moment(mail.data["due_at"])
    of_all = f"{verb} {len(missing)} de {counted(len(lines), 'actividad', 'actividades')}"
    subject = f"{of_all} de {writer.period} – vence {due}"
    if not missing:
        subject = f"{writer.period}: todo está lleno, falta enviarlo – vence {due}"
    door = Door("Abrir mi hoja", link("/mi-mes/", period=mail.period, unit=sheets[0].org_unit.code, show="missing"))
    if not mail.data.get("opens_sheet", True):
        door = Door("Ver el avance de mi unidad", link("/tablero/", period=mail.period))
    return writer.letter(
        subject,
        opening,
        listed(f"{of_all} con meta en el periodo:", [f"{line.item_code} {line.item_name}" for line in missing])
        if missing
        else "Todas las actividades programadas tienen dato. Solo falta revisar y enviar.",
        door,
        why=why,
    )
