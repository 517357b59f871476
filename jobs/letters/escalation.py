"""The window ended and a report is not in: to the liaison and ever higher up, step by step."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.sheet_board import sheet_board
from models.rules.sentence import Sentence, say
from models.rules.wording import counted


def escalation(writer: Writer) -> Letter:
    """One letter names all silent units that concern its reader (R 4.1 ladder); late reports fall out by themselves."""
    mail = writer.mail
    concerned = set(mail.data["org_unit_ids"])
    silent = [
        row
        for row in sheet_board(mail.institution_id, mail.period)
        if row.org_unit_id in concerned and not row.is_sent and not row.is_exempt
    ]
    if not silent:
        raise NotNeeded(say("Las unidades ya enviaron su reporte."))
    units = sorted({f"{row.unit_name} ({row.plan_code})" for row in silent})
    return writer.letter(
        say(
            "Sin reporte de {period}: {count}",
            period=writer.period,
            count=counted(len(units), say("pendiente"), say("pendientes")),
        ),
        listed(say("El plazo de {period} terminó y falta el reporte de:", period=writer.period), units, 60),
        say("Todavía se puede enviar: quedará marcado como tardío."),
        Door(say("Ver el estado"), link(mail.data["path"], period=mail.period)),
        why=Sentence(mail.data["why"]),
    )
