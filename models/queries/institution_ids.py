"""An institution by its code."""

from __future__ import annotations

from sqlalchemy import select

from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.base import db
from models.tables.institution import Institution


def institution_id_of(code: str) -> int:
    """Give its id, if its reader may see it; raises RuleBroken `unknown_institution` (404)."""
    found = db.session.scalar(select(Institution.id).where(Institution.code == code))
    if found is None:
        raise RuleBroken("unknown_institution", say("No existe la institución «{code}».", code=code), status=404)
    return found
