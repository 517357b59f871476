"""The people of an institution who hold a role today, with what they hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.local_day import local_day
from models.queries.role_holders import role_holders
from models.rules.roles import ASSIGNABLE, Role
from models.tables.base import db
from models.tables.org_unit import OrgUnit


@dataclass(frozen=True, slots=True)
class PersonToday:
    """Who it is, and each role with the name of its unit."""

    id: int
    name: str
    holdings: tuple[tuple[Role, str], ...]


def people_today(institution_id: int, now: datetime) -> list[PersonToday]:
    """In the order of their names; three statements."""
    holders = role_holders(institution_id, {Role(role) for role in ASSIGNABLE}, local_day(institution_id, now))
    question = select(OrgUnit.id, OrgUnit.name).where(OrgUnit.institution_id == institution_id)
    units = {row.id: row.name for row in db.session.execute(question)}
    held: defaultdict[int, list[tuple[Role, str]]] = defaultdict(list)
    for holder in holders:
        held[holder.user_id].append((holder.role, units.get(holder.org_unit_id, "")))
    people = select(User.id, User.first_name, User.last_name).where(User.id.in_(held)).order_by(User.first_name)
    return [
        PersonToday(key, f"{first} {last}".strip(), tuple(held[key])) for key, first, last in db.session.execute(people)
    ]
