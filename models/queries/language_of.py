"""The language in which Rumbo speaks to a person."""

from __future__ import annotations

from sqlalchemy import select

from models.rules.language import Language
from models.tables.base import db
from models.tables.person import Person


def language_of(user_id: int | None) -> Language:
    """What the person chose; Spanish for whoever is nobody's person. The caller reads as the institution."""
    chosen = db.session.scalar(select(Person.language).where(Person.user_id == user_id))
    return chosen or Language.SPANISH
