"""From a user and a day to what the person may read and do: the assignments of that day decide (rulings 16)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import text

from models.queries.write_mark import MARK
from models.rules.errors import RuleBroken
from models.rules.roles import READS_ALL, READS_OWN, READS_SUBTREE, Role
from models.scope import Reader
from models.tables.base import db

_READER = text(f"""
WITH RECURSIVE mark AS MATERIALIZED (SELECT {MARK} AS now), who AS (
  SELECT ab_user.first_name, ab_user.last_name, person.institution_id
    FROM person JOIN ab_user ON ab_user.id = person.user_id WHERE person.user_id = :user_id AND ab_user.active
), held AS (
  SELECT assignment.role, assignment.org_unit_id, who.institution_id FROM who
    JOIN assignment ON assignment.user_id = :user_id AND assignment.institution_id = who.institution_id
   WHERE assignment.starts_on <= :on AND (assignment.ends_on IS NULL OR assignment.ends_on >= :on)
     AND (SELECT now FROM mark) <> :known
), headed(id) AS (
  SELECT org_unit_id FROM held WHERE role = ANY(:subtree_roles)
  UNION SELECT unit.id FROM org_unit unit JOIN headed ON unit.parent_id = headed.id
), own(ids) AS (
  SELECT ARRAY(SELECT id FROM headed UNION SELECT org_unit_id FROM held WHERE role = ANY(:own_roles))
), takes_part(id) AS (
  SELECT plan_item_id FROM participation WHERE org_unit_id = ANY((SELECT ids FROM own)::bigint[])
  UNION SELECT item.id FROM takes_part,
        LATERAL (SELECT id FROM plan_item WHERE parent_id = takes_part.id OFFSET 0) AS item
), carries_out(id) AS (
  SELECT DISTINCT indicator.plan_item_id
    FROM (SELECT indicator_id FROM target
           WHERE org_unit_id = ANY((SELECT ids FROM own)::bigint[])
             AND (SELECT bool_or(plan_type.is_territorial) FROM plan_type JOIN who USING (institution_id))
          UNION
          SELECT indicator_id FROM request_line WHERE org_unit_id = ANY((SELECT ids FROM own)::bigint[])) AS mine,
         LATERAL (SELECT plan_item_id FROM indicator WHERE id = mine.indicator_id OFFSET 0) AS indicator,
         LATERAL (SELECT org_unit_id FROM plan_item WHERE id = indicator.plan_item_id OFFSET 0) AS item
   WHERE item.org_unit_id <> ALL((SELECT ids FROM own)::bigint[])
), above(id) AS (
  SELECT parent_id FROM plan_item
   WHERE parent_id IS NOT NULL
     AND (org_unit_id = ANY((SELECT ids FROM own)::bigint[])
          OR id = ANY(ARRAY(SELECT id FROM takes_part UNION ALL SELECT id FROM carries_out)))
  UNION SELECT item.parent_id FROM above,
        LATERAL (SELECT parent_id FROM plan_item WHERE id = above.id OFFSET 0) AS item
   WHERE item.parent_id IS NOT NULL
)
SELECT 'mark' AS kind, NULL AS id, now AS first_name, NULL AS last_name FROM mark
UNION ALL SELECT 'who', institution_id, first_name, last_name FROM who
UNION ALL SELECT role, org_unit_id, NULL, NULL FROM held
UNION ALL SELECT 'headed', id, NULL, NULL FROM headed
UNION ALL SELECT 'takes part', id, NULL, NULL FROM takes_part
UNION ALL SELECT 'carries out', id, NULL, NULL FROM carries_out
UNION ALL SELECT 'above', id, NULL, NULL FROM above
""")  # noqa: S608 -- a constant of ours
"""The person; and where anything was written since `known`: each role with a unit; units below a head; items in which
units take part; items of other units for which they have targets, where the institution has such plans, or of which a
request asks them for an indicator; headings above what is read.

Plain SQL, and no scope on it: who reads is asked before there is a reader. Arrays and LATERAL with OFFSET 0 keep the
planner from guessing: with plain joins it expects 75 million rows of 50,000 items and makes room for them, 50 ms a
page.
"""


MOST_KEPT = 256
_KEPT: dict[tuple[int, date], tuple[str, Reader]] = {}
"""By person and day, the reader and the mark under which he was found: no recorded write, no other rights."""


def reader_of(user_id: int, on: date) -> Reader:
    """What the person reads and may do on the institution's day `on`; one statement, short while nobody writes.

    Somebody without assignment that day gets a reader without roles, who sees nothing. Raises RuleBroken (404) for a
    user who is no active person of any institution.
    """
    known, kept = _KEPT.get((user_id, on), ("", None))
    values = {"user_id": user_id, "on": on, "subtree_roles": list(READS_SUBTREE), "own_roles": list(READS_OWN)}
    found: defaultdict[str, set[int]] = defaultdict(set)
    mark = name = ""
    for kind, key, first, last in db.session.execute(_READER, {**values, "known": known}):
        if kind == "mark":
            mark = first
            continue
        found[kind].add(key)
        name = f"{first} {last}" if kind == "who" else name
    if "who" not in found:
        raise RuleBroken("unknown_person", "La persona no pertenece a ninguna institución.", status=404)
    if kept is None or mark != known:
        kept = _reader(user_id, name, found)
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[user_id, on] = mark, kept
    return kept


def _reader(user_id: int, name: str, found: Mapping[str, set[int]]) -> Reader:
    units = {role: frozenset(found[role]) for role in Role if role in found}
    headed, takes_part, carries_out, above = (
        frozenset(found.get(kind, ())) for kind in ("headed", "takes part", "carries out", "above")
    )
    return Reader(
        user_id=user_id,
        name=name,
        institution_id=next(iter(found["who"])),
        roles=frozenset(units),
        units=units,
        headed_units=headed,
        readable_units=headed.union(*(units.get(role, frozenset()) for role in READS_OWN)),
        participating_items=takes_part,
        shared_items=carries_out,
        ancestor_items=above,
        reads_all=not READS_ALL.isdisjoint(units),
    )
