"""To the head of a unit when a cut raised alerts: what went on not green, and what is missing (S0-I-06)."""

from __future__ import annotations

from jobs.letters.body import Door, Line, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.alert_list import AlertFilter, AlertLine, alert_lines
from models.queries.part import Part
from models.rules.alert import AlertKind
from models.rules.chain_words import ALERT_KIND_WORDS
from models.rules.sentence import say
from models.rules.wording import color_mark, color_word, period_name


def alerts(writer: Writer) -> Letter:
    """Sent at once: it asks for an act (rulings 20)."""
    lines = alert_lines(AlertFilter(org_unit_ids=writer.mail.data["org_unit_ids"]), Part())
    if not lines:
        raise NotNeeded(say("Las alertas ya están cerradas."))
    persist = any(line.alert.kind is AlertKind.PERSISTENT for line in lines)
    demand = say("Lo que continúa sin verde pide una acción correctiva nueva, distinta de las anteriores.")
    return writer.letter(
        say("Alertas del corte de {period}", period=writer.period),
        listed(say("Alertas abiertas de sus unidades:"), [_line(line, writer) for line in lines], 60),
        *([demand] if persist else []),
        Door(say("Atender las alertas"), link("/alertas/")),
        why=say("dirige las unidades que responden por estos elementos"),
    )


def _line(line: AlertLine, writer: Writer) -> Line:
    alert, kind = line.alert, ALERT_KIND_WORDS[line.alert.kind]
    period = period_name(alert.period, writer.institution.locale)
    return Line(
        say("{code} {name}, {period}", code=line.item_code, name=line.item_name, period=period),
        say("{mark} {word}", mark=color_mark(alert.color), word=color_word(alert.color)),
        alert.color,
        say("{kind}; falta la acción correctiva validada", kind=kind) if line.wants_action else kind,
    )
