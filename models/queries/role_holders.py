"""Who holds a role on a day: the addressees of every notice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ColumnElement, and_, or_, select

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
            *_held(roles, on),
            User.active.is_(True),
        )
        .distinct()
    )
    return sorted(Holder(unit, role, user, acting) for unit, role, user, acting in rows)


@dataclass(frozen=True, slots=True)
class Chain:
    """Liaisons, heads and planners by unit, with the way up the tree for units that have none of their own."""

    holders: tuple[Holder, ...]
    parents: dict[int, int | None]

    def own(self, org_unit_id: int, role: Role) -> list[int]:
        """People who hold `role` in this very unit."""
        return sorted({h.user_id for h in self.holders if h.org_unit_id == org_unit_id and h.role is role})

    def anywhere(self, role: Role) -> list[int]:
        """People who hold `role` in any unit."""
        return sorted({holder.user_id for holder in self.holders if holder.role is role})

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
    """Liaisons, heads and planners of the institution on a day, over its tree of units; one statement.

    Tables and not classes: on whom a check falls is the same for whoever asks, also for a liaison who does not see the
    people of the unit above.
    """
    unit, held, user = OrgUnit.__table__.c, Assignment.__table__.c, User.__table__.c
    holding = and_(held.org_unit_id == unit.id, held.role.in_(_CHAIN), held.starts_on <= on)
    rows = db.session.execute(
        select(unit.id, unit.parent_id, held.role, user.id, held.is_acting)
        .select_from(OrgUnit.__table__)
        .outerjoin(Assignment.__table__, and_(holding, or_(held.ends_on.is_(None), held.ends_on >= on)))
        .outerjoin(User.__table__, and_(user.id == held.user_id, user.active.is_(True)))
        .where(unit.institution_id == institution_id)
    )
    parents: dict[int, int | None] = {}
    holders: set[Holder] = set()
    for unit_id, parent, role, person, is_acting in rows:
        parents[unit_id] = parent
        if person is not None:
            holders.add(Holder(unit_id, role, person, is_acting))
    return Chain(tuple(sorted(holders)), parents)


_CHAIN = (
    Role.LIAISON,
    Role.DEPARTMENT_HEAD,
    Role.PLANNING_ANALYST,
    Role.PLANNING_HEAD,
    Role.PLANNING_DIRECTOR,
)


def _held(roles: Collection[Role], on: date) -> tuple[ColumnElement[bool], ...]:
    """One of `roles`, on that day."""
    return (
        Assignment.role.in_(roles),
        Assignment.starts_on <= on,
        or_(Assignment.ends_on.is_(None), Assignment.ends_on >= on),
    )
