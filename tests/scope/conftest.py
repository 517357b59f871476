"""A plan over three units, and people to read it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.clock import business_now
from models.queries.reader_of import reader_of
from models.scope import as_system, reading_as
from models.tables.base import db
from models.tables.participation import Participation
from models.tables.plan_item import PlanItem
from tests.conftest import Ministry
from tests.factories import ItemSpec, make_indicator, make_item, make_plan, make_unit, make_user

ReadAs = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def plan(ministry: Ministry) -> dict[str, int]:
    """Keys by code: an objective, a project with activities of three units, a project that the unit takes part in."""
    below = make_unit("DGA-B", parent=ministry.unit)
    make_user("sin_rol")
    version = make_plan(plan_type="POA")
    items: dict[str, PlanItem] = {}
    for code, unit, parent in (
        ("OE", ministry.top, None),
        ("PE", ministry.other, "OE"),
        ("A1", ministry.unit, "PE"),
        ("A1B", below, "PE"),
        ("A2", ministry.other, "PE"),
        ("SHARED", ministry.other, None),
        ("SHARED-A", ministry.other, "SHARED"),
    ):
        items[code] = make_item(version, code, ItemSpec("activity", unit, items.get(parent or "")))
        make_indicator(items[code], {"2027-03": 10})
    shared = Participation(
        institution_id=version.institution_id, plan_item_id=items["SHARED"].id, org_unit_id=ministry.unit.id
    )
    db.session.add(shared)
    db.session.flush()
    keys = {code: item.id for code, item in items.items()}
    db.session.commit()
    return keys


@pytest.fixture
def read_as(ministry: Ministry) -> ReadAs:
    """A context in which somebody reads and writes, in a session that holds nothing yet."""

    def become(username: str) -> AbstractContextManager[None]:
        with as_system():
            user_id = db.session.scalars(select(User.id).where(User.username == username)).one()
        db.session.remove()
        return reading_as(reader_of(user_id, business_now().date()))

    return become
