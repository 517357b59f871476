"""The people who answer for what a unit does."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.role_holders import role_holders
from models.rules.roles import Role
from models.tables.base import db


class PersonOfUnit(NamedTuple):
    """A person by name."""

    user_id: int
    name: str


def people_of_unit(institution_id: int, org_unit_id: int, on: date) -> list[PersonOfUnit]:
    """Liaisons and heads of a unit on a day, in the order of their names; two statements."""
    held = role_holders(institution_id, (Role.LIAISON, Role.DEPARTMENT_HEAD), on)
    ids = {holder.user_id for holder in held if holder.org_unit_id == org_unit_id}
    rows = db.session.execute(
        select(User.id, User.first_name, User.last_name).where(User.id.in_(ids)).order_by(User.first_name)
    )
    return [PersonOfUnit(key, f"{first} {last}".strip()) for key, first, last in rows]
