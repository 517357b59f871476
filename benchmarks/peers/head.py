"""A department head over every unit of the large institution: the widest scope that is bound to units."""

from __future__ import annotations

from sqlalchemy import select, update

from benchmarks.place import UNIT, Place, add_person
from models.rules.roles import Role
from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit

USERNAME = "jefatura"


def add_head(place: Place) -> None:
    """Hang all units below the first and give it a head."""
    with as_system(place.institution_id):
        top = db.session.scalars(select(OrgUnit).where(OrgUnit.code == UNIT)).one()
        below = update(OrgUnit).where(OrgUnit.code.like("B%"), OrgUnit.id != top.id).values(parent_id=top.id)
        db.session.execute(below)
        add_person(place.institution_id, USERNAME, Role.DEPARTMENT_HEAD, top.id)
        db.session.commit()
