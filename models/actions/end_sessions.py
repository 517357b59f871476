"""End every session of a person: after logging out, a new password, a changed assignment."""

from __future__ import annotations

from sqlalchemy import update

from models.tables.base import db
from models.tables.person import Person

PERSON = Person.__table__


def end_sessions(user_id: int, institution_id: int) -> None:
    """Raise the epoch that sessions and tokens of the person carry; older ones are refused. The caller commits."""
    ours = (PERSON.c.user_id == user_id) & (PERSON.c.institution_id == institution_id)
    db.session.execute(update(PERSON).where(ours).values(session_epoch=PERSON.c.session_epoch + 1))
