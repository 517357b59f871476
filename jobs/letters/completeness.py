"""To the head: reports of the unit that still wait for the check."""

from __future__ import annotations

from jobs.letters.frame import NotNeeded, Writer, link, listed
from jobs.post import Letter
from models.queries.unit_sheets import unit_sheets
from models.rules.workflow import SheetState


def completeness(writer: Writer) -> Letter:
    """S0-II-05, S0-D07."""
    mail = writer.mail
    sheets = [s for s in unit_sheets(mail.data["org_unit_id"], mail.period) if s.state is SheetState.SUBMITTED]
    if not sheets:
        raise NotNeeded("El reporte ya fue verificado o devuelto.")
    unit = sheets[0].org_unit.name
    text = writer.compose(
        f"Falta verificar que el reporte de {writer.period} de {unit} esté completo:\n"
        + listed([sheet.plan.name for sheet in sheets]),
        f"Hágalo en {link('/bandeja/')}",
        why="la verificación de ese reporte le corresponde o la vigila",
    )
    return Letter(f"[Rumbo] Por verificar: {unit}, {writer.period}", text)
