"""The demo's people: one account per role, liaison and head for each dependency; named by role, never by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash

from app.demo.ministry import dependencies
from app.demo.packages import OFFICE
from models.rules.roles import Role
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.person import Person

SINCE = date(2027, 1, 1)
DOMAIN = "hacienda.example"

CENTRAL = (
    ("analista", Role.PLANNING_ANALYST, "UPE"),
    ("planificacion", Role.PLANNING_HEAD, "UPE"),
    ("direccion", Role.PLANNING_DIRECTOR, "DPEF"),
    ("viceministro", Role.VICE_MINISTER, OFFICE),
    ("control", Role.INTERNAL_CONTROL, "UAI"),
    ("finanzas", Role.FINANCE, "DF"),
    ("secretaria", Role.SECRETARY, OFFICE),
    ("admin", Role.ADMINISTRATOR, "DINAFI"),
)
"""Account, role and unit of those who serve the whole ministry."""

OWN_NAMES = {
    "DGA": {Role.LIAISON: "enlace", Role.DEPARTMENT_HEAD: "jefatura"},
    "DGII": {Role.LIAISON: "enlace2"},
}
"""Dependencies whose accounts carry the names of the contract."""

WORDS = {
    Role.LIAISON: "Enlace",
    Role.DEPARTMENT_HEAD: "Jefatura",
    Role.PLANNING_ANALYST: "Analista",
    Role.PLANNING_HEAD: "Planificación",
    Role.PLANNING_DIRECTOR: "Dirección",
    Role.VICE_MINISTER: "Viceministerio",
    Role.INTERNAL_CONTROL: "Control interno",
    Role.FINANCE: "Finanzas",
    Role.SECRETARY: "Secretaría",
    Role.ADMINISTRATOR: "Administración",
}


@dataclass(frozen=True, slots=True)
class Account:
    """One account: its name to log in, its roles in one unit, and the day from which it holds them."""

    username: str
    unit: str
    roles: tuple[Role, ...]
    since: date = SINCE


def accounts() -> Iterator[Account]:
    """All accounts; where one person does both, she is liaison and head."""
    for username, role, unit in CENTRAL:
        yield Account(username, unit, (role,))
    for dependency in dependencies():
        liaison, head = (account_name(dependency.code, role) for role in (Role.LIAISON, Role.DEPARTMENT_HEAD))
        if dependency.one_person:
            yield Account(liaison, dependency.code, (Role.LIAISON, Role.DEPARTMENT_HEAD))
        else:
            yield Account(liaison, dependency.code, (Role.LIAISON,))
            yield Account(head, dependency.code, (Role.DEPARTMENT_HEAD,))


def account_name(unit: str, role: Role) -> str:
    """`enlace_dgt`, or the contract's own name for a few."""
    own = OWN_NAMES.get(unit, {})
    return own.get(role, f"{'enlace' if role is Role.LIAISON else 'jefatura'}_{unit.lower()}")


def make_people(institution_id: int, people: Iterable[Account], domain: str, hashed: str) -> None:
    """Make accounts of an institution with their assignments; the caller commits.

    The password comes hashed, once for all: each hash would take sixty milliseconds.
    """
    units = {unit.code: unit.id for unit in db.session.scalars(select(OrgUnit))}
    for account in people:
        user = User(
            username=account.username,
            first_name=WORDS[account.roles[0]],
            last_name=account.unit,
            email=f"{account.username}@{domain}",
            active=True,
            password=hashed,
        )
        db.session.add(user)
        db.session.flush()
        post = " y ".join(WORDS[role] for role in account.roles)
        db.session.add(Person(user_id=user.id, institution_id=institution_id, post=post))
        db.session.flush()
        held = {"institution_id": institution_id, "user_id": user.id, "org_unit_id": units[account.unit]}
        db.session.add_all(Assignment(role=role, starts_on=account.since, **held) for role in account.roles)
    db.session.flush()


def keep_password(people: Iterable[Account], password: str) -> None:
    """Give all accounts this password unless they have it; whoever changed an own one keeps it. The caller commits."""
    names = [account.username for account in people]
    users = list(db.session.scalars(select(User).where(User.username.in_(names))))
    shared = _most_common([user.password or "" for user in users])
    if check_password_hash(shared, password):
        return
    hashed = generate_password_hash(password)
    for user in users:
        if user.password == shared:
            user.password = hashed


def _most_common(hashes: list[str]) -> str:
    return max(set(hashes), key=hashes.count)
