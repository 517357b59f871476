"""To planning's analysts: a year of a plan was formalized, and what that means for them (S3-T1)."""

from __future__ import annotations

from jobs.letters.body import Door
from jobs.letters.frame import Writer, link
from jobs.post import Letter
from models.rules.sentence import say


def year_formalized(writer: Writer) -> Letter:
    """Sent at once: from then on the structure of the year changes only by an adjustment."""
    data = writer.mail.data
    return writer.letter(
        say("{plan}: el año {year} está formalizado", plan=data["plan"], year=writer.mail.period),
        say("Se formalizó el año {year} por {act}.", year=writer.mail.period, act=data["act"]),
        say(
            "Su estructura, sus metas y sus recursos programados ya no cambian: un cambio se pide como ajuste del plan."
        ),
        Door(say("Ver los instrumentos"), link("/instrumentos/", plan=data["code"], year=writer.mail.period)),
        why=say("es parte del equipo de planificación"),
    )
