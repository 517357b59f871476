"""Sign a person in by user name and password, or count the failure: the same work and the same answer for all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import delete, func, insert, or_, select
from werkzeug.security import check_password_hash, generate_password_hash

from models.actions.record_act import Act, record_act
from models.clock import business_now
from models.rules.errors import RuleBroken
from models.rules.login_limit import FREE_BY_ADDRESS, PAUSE_THAT_FORGETS, account_opens_at, address_opens_at
from models.rules.plain_text import without_hidden
from models.rules.sentence import say
from models.rules.wording import counted
from models.scope import Reader, as_system
from models.tables.base import db
from models.tables.login_failure import LoginFailure
from models.tables.person import Person

KEPT = timedelta(days=1)
FAILURE = LoginFailure.__table__


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was typed, and the network address that it came from."""

    username: str
    password: str = field(repr=False)
    address: str


def log_in(credentials: Credentials, now: datetime) -> User | None:
    """Give the active person whose password this is, or None; a failure is stored. `now` is real time.

    The caller commits in both cases. Raises RuleBroken 429 while the account or the address must wait.
    """
    credentials = replace(
        credentials,
        username=without_hidden(credentials.username),  # nobody's name or password has such characters
        password=without_hidden(credentials.password),
    )
    with as_system():  # who signs in has no institution yet
        user = _person(credentials.username)
        account = _account(credentials.username, user)
        _check_wait(account, credentials.address, now)
        if _is_right(user, credentials.password) and user is not None:
            db.session.execute(delete(FAILURE).where(FAILURE.c.account == account))
            return _signed_in(user, now)
        db.session.execute(insert(FAILURE).values(account=account, address=credentials.address, at=now))
        return None


def forget_old_failures(now: datetime) -> int:
    """Delete failures older than a day and give their number; the caller commits."""
    gone = db.session.execute(delete(FAILURE).where(FAILURE.c.at < now - KEPT).returning(FAILURE.c.id))
    return len(gone.all())


def _person(username: str) -> User | None:
    name = func.lower(username)
    known = or_(func.lower(User.username) == name, func.lower(User.email) == name)
    found = db.session.scalars(select(User).join(Person, Person.user_id == User.id).where(known).limit(2)).all()
    return found[0] if len(found) == 1 else None


def _account(username: str, user: User | None) -> str:
    """A hash: what is typed as a user name is sometimes the password."""
    return sha256((user.username if user else username).casefold().encode()).hexdigest()


def _check_wait(account: str, address: str, now: datetime) -> None:
    recent = select(FAILURE.c.at).order_by(FAILURE.c.at.desc())
    of_account = db.session.scalars(recent.where(FAILURE.c.account == account, FAILURE.c.at > now - KEPT).limit(200))
    of_address = db.session.scalars(
        recent.where(FAILURE.c.address == address, FAILURE.c.at > now - PAUSE_THAT_FORGETS).limit(FREE_BY_ADDRESS)
    )
    opens = (account_opens_at(of_account.all()[::-1]), address_opens_at(of_address.all()[::-1]))
    wait = max((moment - now for moment in opens if moment is not None), default=timedelta(0))
    if wait > timedelta(0):
        minutes = -(-wait // timedelta(minutes=1))
        raise RuleBroken(
            "too_many_attempts",
            say(
                "Hubo demasiados intentos fallidos. Espere {minutes} y vuelva a intentarlo.",
                minutes=counted(minutes, "minuto", "minutos"),
            ),
            status=429,
        )


def _is_right(user: User | None, password: str) -> bool:
    stored = user.password if user is not None and user.active else None
    return check_password_hash(stored or _nobodys_hash(), password) and stored is not None


@cache
def _nobodys_hash() -> str:
    """What is checked where there is no such person: as slow as the real thing, so that time tells nothing."""
    return generate_password_hash("nobody")


def _signed_in(user: User, now: datetime) -> User:
    user.login_count = (user.login_count or 0) + 1
    user.last_login = now.astimezone(UTC).replace(tzinfo=None)  # FAB keeps it without zone
    institution_id = db.session.scalar(select(Person.institution_id).where(Person.user_id == user.id))
    who = Reader(user_id=user.id, name=user.get_full_name(), institution_id=institution_id)
    record_act(who, Act("sign_in", "person", user.id), business_now())
    db.session.flush()
    return user
