"""Which optional notices a person does without."""

from __future__ import annotations

from sqlalchemy import select

from models.rules.optional_notice import OptionalNotice
from models.tables.base import db
from models.tables.person import Person


def muted_notices(user_id: int) -> frozenset[OptionalNotice]:
    """The person's choice; empty for whoever never chose."""
    muted = db.session.scalar(select(Person.muted_notices).where(Person.user_id == user_id))
    return frozenset(OptionalNotice(code) for code in muted or ())
