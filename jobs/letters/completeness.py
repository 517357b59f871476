"""To the head: reports of the unit that still wait for the check."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.unit_sheets import unit_sheets
from models.rules.sentence import say
from models.rules.workflow import SheetState


def completeness(writer: Writer) -> Letter:
    """S0-II-05, S0-D07."""
    mail = writer.mail
    sheets = [s for s in unit_sheets(mail.data["org_unit_id"], mail.period) if s.state is SheetState.SUBMITTED]
    if not sheets:
        raise NotNeeded(say("El reporte ya fue verificado o devuelto."))
    unit = sheets[0].org_unit.name
    return writer.letter(
        say("Por verificar: {unit}, {period}", unit=unit, period=writer.period),
        listed(
            say("Falta verificar que el reporte de {period} de {unit} esté completo:", period=writer.period, unit=unit),
            [sheet.plan.name for sheet in sheets],
        ),
        Door(say("Verificar el reporte"), link("/bandeja/")),
        why=say("la verificación de ese reporte le corresponde o la vigila"),
    )
