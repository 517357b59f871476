"""About one corrective action: soon due, overdue, or back in the hands of who recorded it."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.rules.corrective_action import UNDER_WAY, ActionState
from models.rules.sentence import Sentence, say
from models.rules.wording import day_text
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction


def action_returned(writer: Writer) -> Letter:
    """The head rejected it, or planning did not find it done; sent at once: it asks for an act (rulings 20)."""
    action = _action(writer)
    if action.state not in (ActionState.REJECTED, ActionState.IN_EXECUTION):
        raise NotNeeded(say("La acción ya fue corregida."))
    item = action.plan_item
    return writer.letter(
        say("Acción correctiva devuelta: {code}, {period}", code=item.code, period=writer.period),
        say("La acción correctiva de {code} {name} volvió a sus manos:", code=item.code, name=item.name),
        say("«{description}»", description=action.description),
        say("Falta: {comment}", comment=action.comment),
        Door(say("Corregir la acción"), _address(action)),
        why=say("registró la acción"),
    )


def action_reminder(writer: Writer) -> Letter:
    """Some business days before its day, to its owner and the head of its unit."""
    action = _under_way(writer)
    subject = say("Una acción correctiva vence el {due}: {code}", due=_due(writer, action), code=action.plan_item.code)
    return _letter(writer, action, subject, say("Regístrela como implementada, con su resultado o su evidencia."))


def action_overdue(writer: Writer) -> Letter:
    """To the unit and to planning, once."""
    action = _under_way(writer)
    subject = say("Acción correctiva vencida: {code}", code=action.plan_item.code)
    text = say("Venció el {due} sin que conste que se implementó.", due=_due(writer, action))
    return _letter(writer, action, subject, text)


def _action(writer: Writer) -> CorrectiveAction:
    return db.session.get_one(CorrectiveAction, writer.mail.data["action_id"])


def _under_way(writer: Writer) -> CorrectiveAction:
    action = _action(writer)
    if action.state not in UNDER_WAY:
        raise NotNeeded(say("La acción ya se dio por implementada."))
    return action


def _due(writer: Writer, action: CorrectiveAction) -> str:
    return day_text(action.due_on, writer.institution.locale) if action.due_on else "–"


def _address(action: CorrectiveAction) -> str:
    return link(f"/cadena/{action.plan_item_id}/")


def _letter(writer: Writer, action: CorrectiveAction, subject: Sentence, advice: Sentence) -> Letter:
    item = action.plan_item
    facts = [
        say("Unidad: {unit}", unit=action.org_unit.name),
        say("Elemento: {code} {name}", code=item.code, name=item.name),
        say("Vence: {due}", due=_due(writer, action)),
    ]
    return writer.letter(
        subject,
        say("Acción correctiva: {text}", text=action.description),
        listed(say("Datos:"), list[str](facts)),
        advice,
        Door(say("Ver la acción"), _address(action)),
        why=say("responde por esta acción o le da seguimiento"),
    )
