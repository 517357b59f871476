"""To everybody who was told a date: it moved, and why."""

from __future__ import annotations

from jobs.letters.body import Door
from jobs.letters.frame import Writer, link
from jobs.post import Letter


def deadline_moved(writer: Writer) -> Letter:
    """An announced deadline moves only with a reason, and never silently (R 2.2 A)."""
    data = writer.mail.data
    before, after = writer.moment(data["before"]), writer.moment(data["after"])
    return writer.letter(
        f"Cambió el plazo de {writer.period}: ahora {after}",
        f"El plazo para {writer.period} cambió: vencía el {before} y ahora vence el {after}.",
        f"Motivo: {data['reason']}",
        Door("Ver los plazos", link("/plazos/")),
        why="se le había avisado la fecha anterior",
    )
