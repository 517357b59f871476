"""The administrator opens and closes accounts; a password is made here, shown once and never typed by him."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_urlsafe

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import func, or_, select
from werkzeug.security import generate_password_hash

from models.actions.end_sessions import end_sessions
from models.actions.mark_password import mark_password
from models.actions.record_act import Act, record_act
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import Reader, as_system
from models.tables.base import db
from models.tables.person import Person

RANDOM_BYTES = 12


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What the form of a new account says."""

    first_name: str
    last_name: str
    username: str
    email: str


@dataclass(frozen=True, slots=True)
class Access:
    """An account and the password that was just made for it, to be shown once."""

    user: User
    password: str = field(repr=False)


def add_person(new: NewPerson, actor: Reader, now: datetime) -> Access:
    """Open an account in the actor's institution; the caller commits.

    Raises RuleBroken: 403 for whoever is not the administrator, 422 where the user name or the address is taken.
    """
    _check_keeper(actor)
    _check_free(new)
    password = token_urlsafe(RANDOM_BYTES)
    user = User(
        first_name=new.first_name,
        last_name=new.last_name,
        username=new.username,
        email=new.email,
        active=True,
        password=generate_password_hash(password),
    )
    with as_system(actor.institution_id, actor.name):  # a user is nobody's until there is the person
        db.session.add(user)
        db.session.flush()
        db.session.add(Person(user_id=user.id, institution_id=actor.institution_id, password_is_given=True))
        db.session.flush()
    record_act(actor, Act("add_person", "person", user.id, {"username": user.username}), now)
    return Access(user, password)


def reset_password(user: User, actor: Reader, now: datetime) -> Access:
    """Make another password and end the person's sessions. RuleBroken 403 for one's own account."""
    _check_other(user, actor)
    password = token_urlsafe(RANDOM_BYTES)
    user.password = generate_password_hash(password)
    end_sessions(user.id, actor.institution_id or 0)
    mark_password(user.id, actor.institution_id or 0, is_given=True)
    record_act(actor, Act("reset_password", "person", user.id, {"username": user.username}), now)
    return Access(user, password)


def set_active(user: User, actor: Reader, now: datetime, *, active: bool) -> None:
    """Open or close an account; closing ends its sessions at once. RuleBroken 403 for one's own account."""
    _check_other(user, actor)
    user.active = active
    end_sessions(user.id, actor.institution_id or 0)
    detail = {"username": user.username, "active": active}
    record_act(actor, Act("set_active", "person", user.id, detail), now)


def _check_keeper(actor: Reader) -> None:
    if not actor.holds(Role.ADMINISTRATOR):
        raise RuleBroken("wrong_role", "Las cuentas las lleva quien administra el sistema.", status=403)


def _check_other(user: User, actor: Reader) -> None:
    _check_keeper(actor)
    if user.id == actor.user_id:
        raise RuleBroken("own_account", "Esto no se hace con la cuenta propia: pídalo a otra persona.", status=403)


def _check_free(new: NewPerson) -> None:
    """User names and addresses are one list for all institutions."""
    wanted = or_(User.username == new.username, func.lower(User.email) == new.email.lower())
    with as_system():
        taken = db.session.execute(select(User.username).where(wanted)).scalars().all()
    if new.username in taken:
        raise RuleBroken("user_name_taken", "Ese nombre de usuario ya existe. Escriba otro.", field="username")
    if taken:
        raise RuleBroken("address_taken", "Otra cuenta usa ese correo. Escriba otro.", field="email")
