"""The unit for which a person captures."""

from __future__ import annotations

from flask import request
from sqlalchemy import select

from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import Reader
from models.tables.base import db
from models.tables.org_unit import OrgUnit


def capture_units(reader: Reader) -> list[OrgUnit]:
    """Units in which the person is liaison, by code."""
    units = reader.units.get(Role.LIAISON, frozenset())
    return list(db.session.scalars(select(OrgUnit).where(OrgUnit.id.in_(units)).order_by(OrgUnit.code)))


def capture_unit(reader: Reader) -> OrgUnit:
    """The unit named in the address (`unit=CODE`), or the only or first one of the person.

    Raises RuleBroken 404 for a unit that is not among them.
    """
    units = capture_units(reader)
    wanted = request.args.get("unit")
    for unit in units:
        if wanted in (None, unit.code):
            return unit
    raise RuleBroken("unit_not_found", "No encontramos esa unidad entre las que usted reporta.", status=404)


def capture_unit_id(reader: Reader) -> int:
    """The id of that unit, without a question where there is only one to choose.

    Raises RuleBroken 404 as `capture_unit` does.
    """
    units = reader.units.get(Role.LIAISON, frozenset())
    return next(iter(units)) if len(units) == 1 and "unit" not in request.args else capture_unit(reader).id
