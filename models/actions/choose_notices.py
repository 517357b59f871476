"""A person chooses which informing mails to do without."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update

from models.actions.record_act import Act, record_act
from models.rules.errors import RuleBroken
from models.rules.optional_notice import OptionalNotice
from models.scope import Reader
from models.tables.base import db
from models.tables.person import Person

PERSON = Person.__table__


def choose_notices(muted: Collection[OptionalNotice], actor: Reader, now: datetime) -> None:
    """Store the notices that the actor does without; the caller commits. RuleBroken 404 for who is nobody's person."""
    if actor.user_id is None or actor.institution_id is None:
        raise RuleBroken("unknown_person", "La persona no pertenece a ninguna institución.", status=404)
    codes = sorted(notice.value for notice in set(muted))
    own = (PERSON.c.user_id == actor.user_id) & (PERSON.c.institution_id == actor.institution_id)
    db.session.execute(update(PERSON).where(own).values(muted_notices=codes))
    record_act(actor, Act("choose_notices", "person", actor.user_id, {"muted": codes}), now)
