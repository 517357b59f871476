"""To finance, audit and planning at the end of the day: the reports that came in."""

from __future__ import annotations

from jobs.letters.body import Door, Line, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.sent_sheets import sent_sheets
from models.queries.sheet_board import BoardRow
from models.rules.sentence import say
from models.rules.wording import counted, moment_text, period_name
from models.tables.institution import Institution


def digest(writer: Writer) -> Letter:
    """One mail a person and day, listing each sheet sent since the last digest (S0-II-04, rulings 20)."""
    data = writer.mail.data
    institution = writer.institution
    sheets = sent_sheets(institution.id, data["since"], data["until"])
    if not sheets:
        raise NotNeeded(say("Ya no hay reportes de ese día."))
    lines = [_line(sheet, institution) for sheet in sheets]
    return writer.letter(
        say("{count} hoy", count=counted(len(lines), say("reporte enviado"), say("reportes enviados"))),
        listed(say("Datos registrados hoy en el sistema de seguimiento:"), lines, 80),
        Door(say("Ver los reportes"), link("/control/", period=sheets[0].period)),
        why=say("su función recibe el aviso diario de los reportes enviados"),
    )


def _line(sheet: BoardRow, institution: Institution) -> Line:
    return Line(
        say(
            "{unit}, {period} ({plan}): enviado {moment}{late}",
            unit=sheet.unit_name,
            period=period_name(sheet.period, institution.locale),
            plan=sheet.plan_code,
            moment=moment_text(sheet.submitted_at, institution.timezone, institution.locale),
            late=say(", tardío") if sheet.is_late else "",
        )
    )
