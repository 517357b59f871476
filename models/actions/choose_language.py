"""A person chooses the language in which Rumbo speaks to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from models.actions.record_act import Act, record_act
from models.rules.errors import RuleBroken
from models.rules.language import Language
from models.scope import Reader
from models.tables.base import db
from models.tables.person import Person

PERSON = Person.__table__


def choose_language(language: Language, actor: Reader, now: datetime) -> None:
    """Store the actor's language; the caller commits. RuleBroken 404 for who is nobody's person."""
    if actor.user_id is None or actor.institution_id is None:
        raise RuleBroken("unknown_person", "La persona no pertenece a ninguna institución.", status=404)
    own = (PERSON.c.user_id == actor.user_id) & (PERSON.c.institution_id == actor.institution_id)
    db.session.execute(update(PERSON).where(own).values(language=language))
    record_act(actor, Act("choose_language", "person", actor.user_id, {"language": language}), now)
