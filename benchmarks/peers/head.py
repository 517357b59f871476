"""A department head over every unit of the large institution: the widest scope that is bound to units."""

from __future__ import annotations

from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select, update
from werkzeug.security import generate_password_hash

from benchmarks.place import PASSWORD, UNIT, Place
from models.rules.roles import Role
from models.scope import as_system
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.person import Person

USERNAME = "jefatura"


def add_head(place: Place) -> None:
    """Hang all units below the first and give it a head."""
    with as_system(place.institution_id):
        top = db.session.scalars(select(OrgUnit).where(OrgUnit.code == UNIT)).one()
        below = update(OrgUnit).where(OrgUnit.code.like("B%"), OrgUnit.id != top.id).values(parent_id=top.id)
        db.session.execute(below)
        user = User(
            username=USERNAME,
            first_name=USERNAME,
            last_name="",
            email=f"{USERNAME}@medida.example",
            active=True,
            password=generate_password_hash(PASSWORD, method="pbkdf2:sha256:1"),
        )
        db.session.add(user)
        db.session.flush()
        db.session.add(Person(user_id=user.id, institution_id=place.institution_id))
        db.session.flush()
        db.session.add(
            Assignment(
                institution_id=place.institution_id,
                user_id=user.id,
                org_unit_id=top.id,
                role=Role.DEPARTMENT_HEAD,
                starts_on=date(2020, 1, 1),
            )
        )
        db.session.commit()
