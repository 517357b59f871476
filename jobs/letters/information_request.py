"""To heads and liaisons: which indicators are asked for, until when and where; later, which answers are missing."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.requests.answers import Answer, answers, missing_answers
from models.queries.requests.board import request_of
from models.rules.sentence import say
from models.rules.wording import counted

MOST_ANSWERS = 60


def information_request(writer: Writer) -> Letter:
    """S0-I-07; the half-yearly one asks for the actions too (S0-I-10)."""
    data = writer.mail.data
    request, asked = request_of(data["request_id"]), answers(data["request_id"], [data["org_unit_id"]])
    if not asked:
        raise NotNeeded(say("A la unidad ya no se le pide ningún indicador."))
    unit, due = asked[0].unit_name, writer.moment(request.due_at.isoformat())
    opening = say(
        "Planificación solicita el avance de los indicadores de {unit} en {period}, a más tardar el {due}.",
        unit=unit,
        period=writer.period,
        due=due,
    )
    if request.needs_actions:
        opening += say(" En los que no cumplan su meta escriba también las acciones a tomar.")
    return writer.letter(
        say("Solicitud de información: {period} – responder a más tardar el {due}", period=writer.period, due=due),
        opening,
        listed(say("Se solicita:"), [_named(answer) for answer in asked], MOST_ANSWERS),
        Door(say("Ver la solicitud"), link(f"/solicitudes/{request.id}/")),
        why=say("responde por los indicadores de {unit}", unit=unit),
    )


def answers_missing(writer: Writer) -> Letter:
    """Each missing answer by its unit's and indicator's name; what has come in meanwhile falls out by itself."""
    data = writer.mail.data
    missing = missing_answers(data["request_id"], data["org_unit_ids"])
    if not missing:
        raise NotNeeded(say("Las respuestas ya llegaron."))
    count = counted(len(missing), say("respuesta"), say("respuestas"))
    return writer.letter(
        say("Solicitud de información de {period}: falta {count}", period=writer.period, count=count),
        listed(
            say("El plazo terminó y no hay respuesta de:"),
            [f"{answer.unit_name}: {_named(answer)}" for answer in missing],
            MOST_ANSWERS,
        ),
        say("Todavía se puede responder: quedará marcado como tardío."),
        Door(say("Ver la solicitud"), link(f"/solicitudes/{data['request_id']}/")),
        why=say("esa solicitud le corresponde o la vigila"),
    )


def _named(answer: Answer) -> str:
    return f"{answer.indicator_code} {answer.indicator_name}"
