"""From a user and a day to what the person may read and do: the assignments of that day decide (rulings 16)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Select, and_, or_, select, text

from models.rules.errors import RuleBroken
from models.rules.roles import READS_ALL, READS_OWN, READS_SUBTREE, Role
from models.scope import Reader
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.person import Person

# Tables and not classes: who reads is asked before there is a reader.
USER, PERSON, ASSIGNMENT = User.__table__, Person.__table__, Assignment.__table__

REACH = text("""
WITH RECURSIVE headed(id) AS (
  SELECT id FROM org_unit WHERE institution_id = :institution_id AND id = ANY(:headed)
  UNION SELECT unit.id FROM org_unit unit JOIN headed ON unit.parent_id = headed.id
), own(id) AS (
  SELECT id FROM headed UNION SELECT unnest(CAST(:own AS bigint[]))
), takes_part(id) AS (
  SELECT plan_item_id FROM participation WHERE institution_id = :institution_id AND org_unit_id IN (SELECT id FROM own)
  UNION SELECT item.id FROM plan_item item JOIN takes_part ON item.parent_id = takes_part.id
), above(id) AS (
  SELECT parent_id FROM plan_item
  WHERE institution_id = :institution_id AND parent_id IS NOT NULL
    AND (org_unit_id IN (SELECT id FROM own) OR id IN (SELECT id FROM takes_part))
  UNION SELECT item.parent_id FROM plan_item item JOIN above ON item.id = above.id WHERE item.parent_id IS NOT NULL
)
SELECT 'headed' AS kind, id FROM headed
UNION ALL SELECT 'takes_part', id FROM takes_part
UNION ALL SELECT 'above', id FROM above
""")
"""Units below a head, items in which the units take part, headings above what is read."""


def reader_of(user_id: int, on: date) -> Reader:
    """What the person reads and may do on the institution's day `on`; two statements at most.

    Somebody without assignment that day gets a reader without roles, who sees nothing. Raises RuleBroken (404) for a
    user who is no active person of any institution.
    """
    rows = db.session.execute(_assignments(user_id, on)).all()
    if not rows:
        raise RuleBroken("unknown_person", "La persona no pertenece a ninguna institución.", status=404)
    person = rows[0]
    units = _units_by_role((Role(row.role), row.org_unit_id) for row in rows if row.role is not None)
    own = _held(units, READS_OWN)
    reach = _reach(_held(units, READS_SUBTREE), own, person.institution_id)
    return Reader(
        user_id=user_id,
        name=f"{person.first_name} {person.last_name}",
        institution_id=person.institution_id,
        roles=frozenset(units),
        units=units,
        headed_units=reach["headed"],
        readable_units=reach["headed"] | own,
        participating_items=reach["takes_part"],
        ancestor_items=reach["above"],
        reads_all=not READS_ALL.isdisjoint(units),
    )


def _assignments(user_id: int, on: date) -> Select[Any]:
    held = and_(
        ASSIGNMENT.c.user_id == PERSON.c.user_id,
        ASSIGNMENT.c.starts_on <= on,
        or_(ASSIGNMENT.c.ends_on.is_(None), ASSIGNMENT.c.ends_on >= on),
    )
    people = PERSON.join(USER, USER.c.id == PERSON.c.user_id).outerjoin(ASSIGNMENT, held)
    shown = (USER.c.first_name, USER.c.last_name, PERSON.c.institution_id, ASSIGNMENT.c.role, ASSIGNMENT.c.org_unit_id)
    return select(*shown).select_from(people).where(PERSON.c.user_id == user_id, USER.c.active)


def _units_by_role(held: Iterable[tuple[Role, int]]) -> dict[Role, frozenset[int]]:
    units: dict[Role, set[int]] = defaultdict(set)
    for role, org_unit_id in held:
        units[role].add(org_unit_id)
    return {role: frozenset(ids) for role, ids in units.items()}


def _held(units: dict[Role, frozenset[int]], roles: Iterable[Role]) -> frozenset[int]:
    return frozenset(unit for role in roles for unit in units.get(role, frozenset()))


def _reach(headed: frozenset[int], own: frozenset[int], institution_id: int) -> dict[str, frozenset[int]]:
    reach: dict[str, set[int]] = {"headed": set(), "takes_part": set(), "above": set()}
    if headed or own:
        parameters = {"institution_id": institution_id, "headed": sorted(headed), "own": sorted(own)}
        for kind, key in db.session.execute(REACH, parameters):
            reach[kind].add(key)
    return {kind: frozenset(keys) for kind, keys in reach.items()}
