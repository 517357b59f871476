"""Whether a password was given by somebody else, so that its owner has to choose another one first."""

from __future__ import annotations

from sqlalchemy import update

from models.tables.base import db
from models.tables.person import Person

PERSON = Person.__table__


def mark_password(user_id: int, institution_id: int, *, is_given: bool) -> None:
    """Store who chose the password of a person; the caller commits."""
    ours = (PERSON.c.user_id == user_id) & (PERSON.c.institution_id == institution_id)
    db.session.execute(update(PERSON).where(ours).values(password_is_given=is_given))
