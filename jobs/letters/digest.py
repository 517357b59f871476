"""To finance, audit and planning at the end of the day: the reports that came in, the actions that were validated."""

from __future__ import annotations

from jobs.letters.body import Door, Line, Listing, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.due_actions import validated_actions
from models.queries.sent_sheets import sent_sheets
from models.queries.sheet_board import BoardRow
from models.rules.sentence import in_a_row, say
from models.rules.wording import counted, moment_text, period_name
from models.tables.corrective_action import CorrectiveAction
from models.tables.institution import Institution


def digest(writer: Writer) -> Letter:
    """One mail a person and day: each sheet sent and action validated since the last one (S0-II-04, rulings 20)."""
    data = writer.mail.data
    institution = writer.institution
    sheets = sent_sheets(institution.id, data["since"], data["until"])
    actions = validated_actions(institution.id, data["since"], data["until"])
    parts: list[Listing] = []
    if sheets:
        lines = [_line(sheet, institution) for sheet in sheets]
        parts.append(listed(say("Datos registrados hoy en el sistema de seguimiento:"), lines, 80))
    if actions:
        parts.append(listed(say("Acciones correctivas validadas hoy:"), [_validated(each) for each in actions], 80))
    if not parts:
        raise NotNeeded(say("Ya no hay reportes de ese día."))
    counts = (
        counted(len(sheets), say("reporte enviado"), say("reportes enviados")) if sheets else "",
        counted(len(actions), say("acción validada"), say("acciones validadas")) if actions else "",
    )
    door = Door(say("Ver las acciones"), link("/acciones/", which="all"))
    if sheets:
        door = Door(say("Ver los reportes"), link("/control/", period=sheets[0].period))
    return writer.letter(
        say("{count} hoy", count=in_a_row([count for count in counts if count], ", ")),
        *parts,
        door,
        why=say("su función recibe el aviso diario de los reportes enviados"),
    )


def _validated(action: CorrectiveAction) -> Line:
    item = action.plan_item
    return Line(
        say(
            "{unit}, {code} {name}: {description}",
            unit=action.org_unit.name,
            code=item.code,
            name=item.name,
            description=action.description,
        )
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
