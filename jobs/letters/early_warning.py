"""To the head of each dependency on the sixth business day: projects in which it takes part, functions that lag."""

from __future__ import annotations

from jobs.letters.body import Door, Line, Listing, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.queries.alert_list import items_wanting_action
from models.queries.warning_content import ItemFigure, warning_content
from models.rules.sentence import in_a_row, say
from models.rules.wording import color_mark, color_word, percent_text
from models.tables.base import db
from models.tables.org_unit import OrgUnit


def early_warning(writer: Writer) -> Letter:
    """S0-I-02 and S0-II-01, one notice per dependency and month in two parts (rulings 19)."""
    mail = writer.mail
    content = warning_content(mail.institution_id, mail.period).get(mail.data["org_unit_id"])
    if content is None:
        raise NotNeeded(say("La dependencia no tiene proyectos ni funciones que avisar."))
    unit = db.session.get_one(OrgUnit, mail.data["org_unit_id"])
    parts: list[Listing] = []
    if content.projects:
        wanting = items_wanting_action([project.item_id for project in content.projects])
        lines = [_line(project, writer, _missing(project, wanting)) for project in content.projects]
        parts.append(listed(say("Proyectos estratégicos en los que participa {unit}:", unit=unit.name), lines, 60))
    if content.functions:
        lines = [_line(function, writer, _counts(function)) for function in content.functions]
        parts.append(listed(say("Funciones con actividades en rojo, en amarillo o sin reporte:"), lines, 60))
    again = say("Se le avisa de nuevo: las alertas de su dependencia siguen sin marcarse como vistas.")
    return writer.letter(
        say("{word} de {period}: {unit}", word=writer.term("early_warning"), period=writer.period, unit=unit.name),
        *([again] if mail.data.get("again") else []),
        say("{word} de {period}.", word=writer.term("early_warning"), period=writer.period),
        *parts,
        say("Revise con las personas responsables que las acciones registradas sean adecuadas y se estén aplicando."),
        Door(say("Ver el tablero"), link("/tablero/", period=mail.period)),
        why=say("dirige {unit}", unit=unit.name),
    )


def _line(item: ItemFigure, writer: Writer, note: str = "") -> Line:
    mark, word = color_mark(item.color, item.state), color_word(item.color, item.state)
    percent = percent_text(item.percent, writer.institution.locale)
    return Line(
        f"{item.code} {item.name}",
        say("{percent} {mark} {word}", percent=percent, mark=mark, word=word),
        item.color,
        note,
    )


def _missing(project: ItemFigure, wanting: frozenset[int]) -> str:
    """S0-I-03: what is not green has a validated action before the next cut."""
    return say("falta la acción correctiva validada") if project.item_id in wanting else ""


def _counts(item: ItemFigure) -> str:
    words = (("red", say("en rojo")), ("yellow", say("en amarillo")), ("no_report", say("sin reporte")))
    found = [say("{count} {word}", count=item.counts[key], word=word) for key, word in words if item.counts.get(key)]
    return in_a_row(found, ", ")
