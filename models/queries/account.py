"""The account behind a session: user, institution and epoch, in one statement and before there is a reader."""

from __future__ import annotations

from dataclasses import dataclass

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.rules.language import Language
from models.scope import as_system
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.person import Person


@dataclass(frozen=True, slots=True)
class Account:
    """An active user of an institution. `epoch` is raised to end sessions: one that carries another is over.

    `must_choose`: the password was given by somebody else and is good for choosing another one.
    """

    user: User
    institution: Institution
    epoch: int
    must_choose: bool
    language: Language


def account_of(user_id: int) -> Account | None:
    """Give the account of an active person, or None."""
    question = (
        select(User, Institution, Person.session_epoch, Person.password_is_given, Person.language)
        .join(Person, Person.user_id == User.id)
        .join(Institution, Institution.id == Person.institution_id)
        .where(User.id == user_id, User.active.is_(True))
    )
    with as_system():
        found = db.session.execute(question).one_or_none()
    return None if found is None else Account(*found)
