"""To finance, audit and planning at the end of the day: the reports that came in."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.sent_sheets import sent_sheets
from models.rules.wording import counted, moment_text, period_name


def digest(writer: Writer) -> Letter:
    """One mail a person and day, listing each sheet sent since the last digest (S0-II-04, rulings 20)."""
    data = writer.mail.data
    institution = writer.institution
    sheets = sent_sheets(institution.id, data["since"], data["until"])
    if not sheets:
        raise NotNeeded("Ya no hay reportes de ese día.")
    lines = [
        f"{sheet.unit_name}, {period_name(sheet.period, institution.locale)} ({sheet.plan_code}): enviado "
        f"{moment_text(sheet.submitted_at, institution.timezone, institution.locale)}"
        f"{', tardío' if sheet.is_late else ''}"
        for sheet in sheets
    ]
    return writer.letter(
        f"{counted(len(lines), 'reporte enviado', 'reportes enviados')} hoy",
        listed("Datos registrados hoy en el sistema de seguimiento:", lines, 80),
        Door("Ver los reportes", link("/control/", period=sheets[0].period)),
        why="su función recibe el aviso diario de los reportes enviados",
    )
