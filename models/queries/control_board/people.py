"""Units with those who answer for their reports, and who did something last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text

from models.rules.roles import Role
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class UnitPeople:
    """A unit, the names of its liaisons and heads today, and whether it ever sent a report."""

    org_unit_id: int
    code: str
    name: str
    liaisons: tuple[str, ...]
    heads: tuple[str, ...]
    has_reported: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """The last thing that somebody did with a unit's reports: an act of the trail, by whom and when."""

    action: str
    actor: str
    at: datetime


_PEOPLE = text(
    """
    SELECT unit.id, unit.code, unit.name,
           EXISTS (SELECT FROM capture_sheet sheet WHERE sheet.org_unit_id = unit.id AND sheet.round > 0),
           held.role, concat_ws(' ', person.first_name, person.last_name)
      FROM org_unit unit
      LEFT JOIN assignment held ON held.org_unit_id = unit.id AND held.role = ANY(:roles)
       AND held.starts_on <= :on AND (held.ends_on IS NULL OR held.ends_on >= :on)
      LEFT JOIN ab_user person ON person.id = held.user_id AND person.active
     WHERE unit.institution_id = :institution_id AND unit.id = ANY(:units)
     ORDER BY unit.code, person.last_name, person.first_name
    """
)

_SIGNALS = text(
    """
    SELECT DISTINCT ON (sheet.org_unit_id) sheet.org_unit_id, entry.action, entry.actor, entry.at
      FROM capture_sheet sheet
      JOIN LATERAL (SELECT id, action, actor, at FROM audit_entry
                     WHERE object_type = 'capture_sheet' AND object_id = sheet.id
                     ORDER BY id DESC LIMIT 1) entry ON true
     WHERE sheet.institution_id = :institution_id AND sheet.period = ANY(:periods)
     ORDER BY sheet.org_unit_id, entry.id DESC
    """
)
"""Of the trail only who, what and when: its details stay with those who may read it (R 3.2)."""


def unit_people(institution_id: int, units: Collection[int], on: date) -> list[UnitPeople]:
    """Give units by code with their people of a day; one statement."""
    roles = [Role.LIAISON.value, Role.DEPARTMENT_HEAD.value]
    values = {"institution_id": institution_id, "units": list(units), "roles": roles, "on": on}
    names: defaultdict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    found: dict[int, tuple[str, str, bool]] = {}
    for unit, code, name, has_reported, role, person in db.session.execute(_PEOPLE, values):
        found[unit] = (code, name, has_reported)
        if person:
            names[unit, role][person] = None
    liaison, head = roles
    return [
        UnitPeople(unit, code, name, tuple(names[unit, liaison]), tuple(names[unit, head]), has_reported)
        for unit, (code, name, has_reported) in found.items()
    ]


def last_signals(institution_id: int, periods: Collection[str]) -> dict[int, Signal]:
    """Give the last act on the reports of some periods, by unit; one statement."""
    rows = db.session.execute(_SIGNALS, {"institution_id": institution_id, "periods": list(periods)})
    return {unit: Signal(action, actor, at) for unit, action, actor, at in rows}
