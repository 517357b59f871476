"""To whoever administers the system: the proof that mails go out."""

from __future__ import annotations

from jobs.letters.body import Door
from jobs.letters.frame import Writer, link
from jobs.post import Letter
from models.rules.sentence import say


def trial(writer: Writer) -> Letter:
    """Asked for with a button (ux 3.11)."""
    return writer.letter(
        say("Correo de prueba"),
        say("Si lee esto, Rumbo puede enviar correos a esta dirección."),
        Door(say("Entrar a Rumbo"), link("/")),
        why=say("pidió un correo de prueba"),
    )
