"""Who holds a role on a day: the addressees of every notice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import and_, or_, select

from models.rules.roles import Role
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.org_unit import OrgUnit


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """A person with an active account who holds `role` in `org_unit_id`; `is_acting` marks a substitute."""

    org_unit_id: int
    role: Role
    user_id: int
    is_acting: bool


def role_holders(institution_id: int, roles: Collection[Role], on: date) -> list[Holder]:
    """Everybody who holds one of `roles` anywhere in the institution on that day, each holding once."""
    rows = db.session.execute(
        select(Assignment.org_unit_id, Assignment.role, Assignment.user_id, Assignment.is_acting)
        .join(User, User.id == Assignment.user_id)
        .where(
            Assignment.institution_id == institution_id,
            Assignment.role.in_(roles),
            Assignment.starts_on <= on,
            or_(Assignment.ends_on.is_(None), Assignment.ends_on >= on),
            User.active.is_(True),
        )
        .distinct()
    )
    return sorted(Holder(unit, role, user, acting) for unit, role, user, acting in rows)


def user_ids(institution_id: int, roles: Collection[Role], on: date) -> list[int]:
    """The people who hold one of `roles`, each once, in a stable order."""
    return sorted({holder.user_id for holder in role_holders(institution_id, roles, on)})


@dataclass(frozen=True, slots=True)
class Chain:
    """Holders of liaison and head by unit, with the way up the tree for units that have none of their own."""

    holders: tuple[Holder, ...]
    parents: dict[int, int | None]

    def own(self, org_unit_id: int, role: Role) -> list[int]:
        """People who hold `role` in this very unit."""
        return sorted({h.user_id for h in self.holders if h.org_unit_id == org_unit_id and h.role is role})

    def ladder(self, org_unit_id: int, role: Role) -> list[list[int]]:
        """People who hold `role` in the unit, then in the one above it, and so on to the top."""
        rungs = []
        unit: int | None = org_unit_id
        while unit is not None:
            rungs.append(self.own(unit, role))
            unit = self.parents.get(unit)
        return rungs

    def nearest(self, org_unit_id: int, role: Role) -> list[int]:
        """People who hold `role` in the unit, or else in the nearest unit above it."""
        return next((rung for rung in self.ladder(org_unit_id, role) if rung), [])


def chain_of(institution_id: int, on: date) -> Chain:
    """Liaisons and heads of the institution on a day, over its tree of units; two statements."""
    units = db.session.execute(
        select(OrgUnit.id, OrgUnit.parent_id).where(and_(OrgUnit.institution_id == institution_id))
    )
    holders = role_holders(institution_id, (Role.LIAISON, Role.DEPARTMENT_HEAD), on)
    parents: dict[int, int | None] = {unit.id: unit.parent_id for unit in units}
    return Chain(tuple(holders), parents)
