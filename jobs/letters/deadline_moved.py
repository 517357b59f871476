"""To everybody who was told a date: it moved, and why."""

from __future__ import annotations

from jobs.letters.body import Door
from jobs.letters.frame import Writer, link
from jobs.post import Letter
from models.rules.sentence import say


def deadline_moved(writer: Writer) -> Letter:
    """An announced deadline moves only with a reason, and never silently (R 2.2 A)."""
    data = writer.mail.data
    before, after = writer.moment(data["before"]), writer.moment(data["after"])
    return writer.letter(
        say("Cambió el plazo de {period}: ahora {after}", period=writer.period, after=after),
        say(
            "El plazo para {period} cambió: vencía el {before} y ahora vence el {after}.",
            period=writer.period,
            before=before,
            after=after,
        ),
        say("Motivo: {reason}", reason=data["reason"]),
        Door(say("Ver los plazos"), link("/plazos/")),
        why=say("se le había avisado la fecha anterior"),
    )
