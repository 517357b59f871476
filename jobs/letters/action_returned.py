"""To who recorded a corrective action: the head rejected it, or planning did not find it done."""

from __future__ import annotations

from jobs.letters.body import Door
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.rules.corrective_action import ActionState
from models.rules.sentence import say
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction


def action_returned(writer: Writer) -> Letter:
    """Sent at once: it asks for an act (rulings 20)."""
    action = db.session.get_one(CorrectiveAction, writer.mail.data["action_id"])
    if action.state not in (ActionState.REJECTED, ActionState.IN_EXECUTION):
        raise NotNeeded(say("La acción ya fue corregida."))
    item = action.plan_item
    return writer.letter(
        say("Acción correctiva devuelta: {code}, {period}", code=item.code, period=writer.period),
        say("La acción correctiva de {code} {name} volvió a sus manos:", code=item.code, name=item.name),
        say("«{description}»", description=action.description),
        say("Falta: {comment}", comment=action.comment),
        Door(say("Corregir la acción"), link(f"/cadena/{item.id}/")),
        why=say("registró la acción"),
    )
