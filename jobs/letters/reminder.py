"""To a liaison who has not sent: what is missing, until when, and one link."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.sheet_board import SENT
from models.queries.sheet_lines import sheet_lines
from models.queries.unit_sheets import unit_sheets
from models.rules.wording import counted

WHEN = {
    "opens": "Ya puede registrar el avance",
    "due": "Hoy vence el plazo",
}
SOON = "Se acerca el plazo"


def reminder(writer: Writer) -> Letter:
    """Opening day, one business day before, closing day at 08:00 (R 4.1): only to who has not sent."""
    mail = writer.mail
    sheets = [sheet for sheet in unit_sheets(mail.data["org_unit_id"], mail.period) if sheet.state not in SENT]
    if not sheets:
        raise NotNeeded("La unidad ya envió su reporte.")
    lines = [line for line in sheet_lines(sheets) if line.is_programmed]
    missing = [line for line in lines if line.is_missing]
    due = writer.moment(mail.data["due_at"])
    unit = sheets[0].org_unit
    verb = "Falta" if len(missing) == 1 else "Faltan"
    of_all = f"{verb} {len(missing)} de {counted(len(lines), 'actividad', 'actividades')}"
    subject = f"{of_all} de {writer.period} – vence {due}"
    if not missing:
        subject = f"{writer.period}: todo está lleno, falta enviarlo – vence {due}"
    return writer.letter(
        subject,
        f"{WHEN.get(mail.step, SOON)} de {writer.period} de {unit.name}. El plazo termina el {due}.",
        listed(f"{of_all} con meta en el periodo:", [f"{line.item_code} {line.item_name}" for line in missing])
        if missing
        else "Todas las actividades programadas tienen dato. Solo falta revisar y enviar.",
        Door("Abrir mi hoja", link("/mi-mes/", period=mail.period)),
        why=f"es enlace de {unit.name}",
    )
