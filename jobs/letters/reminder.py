"""To who has not sent: what is missing, until when, and one link; from the clock, or from planning."""

from __future__ import annotations

from datetime import datetime

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.clock import business_now
from models.queries.requests.requesting import is_requested
from models.queries.sheet_board import SENT
from models.queries.sheet_lines import sheet_lines
from models.queries.unit_sheets import unit_sheets
from models.rules.sentence import say
from models.rules.wording import counted
from models.tables.capture_sheet import CaptureSheet

WHEN = {
    "opens": say("Ya puede registrar el avance"),
    "due": say("Hoy vence el plazo"),
}
SOON = say("Se acerca el plazo")


def reminder(writer: Writer) -> Letter:
    """Opening day, one business day before, closing day at 08:00 (R 4.1): only to who has not sent."""
    sheets = _waited_for(writer)
    unit, due = sheets[0].org_unit.name, writer.moment(writer.mail.data["due_at"])
    opening = say(
        "{when} de {period} de {unit}. El plazo termina el {due}.",
        when=WHEN.get(writer.mail.step, SOON),
        period=writer.period,
        unit=unit,
        due=due,
    )
    return _letter(writer, sheets, opening, why=say("responde por el reporte de {unit}", unit=unit))


def asked_reminder(writer: Writer) -> Letter:
    """Somebody in planning asked for it: also after the window, when the report may still come late."""
    sheets = _waited_for(writer)
    unit, due = sheets[0].org_unit.name, writer.moment(writer.mail.data["due_at"])
    opening = say("Planificación le recuerda el reporte de {period} de {unit}. ", period=writer.period, unit=unit)
    if all(sheet.round for sheet in sheets):
        opening += say("Fue devuelto con observaciones: corríjalo y envíelo de nuevo.")
    elif business_now() <= datetime.fromisoformat(writer.mail.data["due_at"]):
        opening += say("El plazo termina el {due}.", due=due)
    else:
        opening += say("El plazo terminó el {due}; todavía puede enviarlo y quedará marcado como tardío.", due=due)
    return _letter(writer, sheets, opening, why=say("responde por el reporte de {unit}", unit=unit))


def last_call(writer: Writer) -> Letter:
    """The business day before a reopening or a unit's later date ends: what can still be sent, and until when."""
    sheets = _waited_for(writer)
    unit, due = sheets[0].org_unit.name, writer.moment(writer.mail.data["due_at"])
    opening = say(
        "La prórroga de {unit} para {period} termina el {due}. Lo que llegue después queda como tardío.",
        unit=unit,
        period=writer.period,
        due=due,
    )
    if writer.mail.data["is_reopening"]:
        opening = say(
            "El reporte de {period} se reabrió y se cierra de nuevo el {due}. Lo de {unit} debe "
            "enviarse antes: después ya no se podrá cambiar.",
            period=writer.period,
            due=due,
            unit=unit,
        )
    return _letter(writer, sheets, opening, why=say("responde por el reporte de {unit}", unit=unit))


def _waited_for(writer: Writer) -> list[CaptureSheet]:
    mail = writer.mail
    sheets = [sheet for sheet in unit_sheets(mail.data["org_unit_id"], mail.period) if sheet.state not in SENT]
    if not sheets:
        raise NotNeeded(say("La unidad ya envió su reporte."))
    return sheets


def _letter(writer: Writer, sheets: list[CaptureSheet], opening: str, *, why: str) -> Letter:
    mail = writer.mail
    lines = [line for line in sheet_lines(sheets) if line.is_programmed]
    missing = [line for line in lines if line.is_missing]
    due = writer.moment(mail.data["due_at"])
    asked = is_requested(mail.institution_id, mail.period)
    words = (say("indicador"), say("indicadores")) if asked else (say("actividad"), say("actividades"))
    all_ = counted(len(lines), *words)
    one = say("Falta {count} de {all}", count=1, all=all_)
    of_all = one if len(missing) == 1 else say("Faltan {count} de {all}", count=len(missing), all=all_)
    subject = say("{of_all} de {period} – vence {due}", of_all=of_all, period=writer.period, due=due)
    if not missing:
        subject = say("{period}: todo está lleno, falta enviarlo – vence {due}", period=writer.period, due=due)
    door = Door(
        say("Abrir mi hoja"), link("/mi-mes/", period=mail.period, unit=sheets[0].org_unit.code, show="missing")
    )
    if not mail.data.get("opens_sheet", True):
        door = Door(say("Ver el avance de mi unidad"), link("/tablero/", period=mail.period))
    return writer.letter(
        subject,
        opening,
        listed(
            say("{of_all} con meta en el periodo:", of_all=of_all),
            [f"{line.item_code} {line.item_name}" for line in missing],
        )
        if missing
        else say("Todas las actividades programadas tienen dato. Solo falta revisar y enviar."),
        door,
        why=why,
    )
