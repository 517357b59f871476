"""An activity of one unit that others carry out: each reads what is to be measured, and its own targets and values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.score import Score
from models.tables.target import Target
from tests.factories import ItemSpec, institution, make_indicator, make_item, make_plan, make_unit, make_user
from tests.scope.conftest import ReadAs

LABOR = "trabajo_co"


@pytest.fixture
def shared(system: Any) -> dict[str, int]:
    """Keys of an indicator of a central unit with targets of two territorial ones, and of one that is the centre's."""
    top = make_unit("MT", kind="despacho", of=LABOR)
    units = {code: make_unit(code, parent=top, of=LABOR) for code in ("CENTRAL", "DT-A", "DT-V")}
    for code, unit in units.items():
        make_user(f"enlace-{code}", (Role.LIAISON, unit), of=LABOR)
    make_user("jefe-DT-A", (Role.DEPARTMENT_HEAD, units["DT-A"]), of=LABOR)
    version = make_plan("PA-2027", plan_type="PA", of=LABOR)
    heading = make_item(version, "D-1", ItemSpec("dependency", units["CENTRAL"]))
    keys = {}
    for code in ("SHARED", "CENTRAL"):
        item = make_item(version, code, ItemSpec("activity", units["CENTRAL"], heading))
        keys[code] = make_indicator(item, {"2027-Q1": 1} if code == "CENTRAL" else {}).id
    for unit in ("DT-A", "DT-V"):
        target = Target(
            institution_id=institution(LABOR).id,
            indicator_id=keys["SHARED"],
            org_unit_id=units[unit].id,
            period="2027-Q1",
            planned=Decimal(10),
        )
        db.session.add(target)
        db.session.flush()
        keys[unit] = target.id
    db.session.commit()
    return keys


@pytest.mark.parametrize("username", ["enlace-DT-A", "jefe-DT-A"])
def test_it_shows_the_activity_with_its_heading_and_own_targets(
    shared: dict[str, int], read_as: ReadAs, username: str
) -> None:
    with read_as(username):
        assert set(db.session.scalars(select(PlanItem.code))) == {"D-1", "SHARED"}
        assert set(db.session.scalars(select(Indicator.id))) == {shared["SHARED"]}
        assert set(db.session.scalars(select(Target.id))) == {shared["DT-A"]}
        assert not list(db.session.scalars(select(Score.plan_item_id)))


def test_the_unit_that_answers_for_the_activity_reads_all_of_it(shared: dict[str, int], read_as: ReadAs) -> None:
    with read_as("enlace-CENTRAL"):
        assert {shared["DT-A"], shared["DT-V"]} < set(db.session.scalars(select(Target.id)))


def test_a_unit_changes_its_own_target_alone(shared: dict[str, int], read_as: ReadAs) -> None:
    with read_as("enlace-DT-A"):
        db.session.get_one(Target, shared["DT-A"]).planned = Decimal(12)
        db.session.commit()
        assert db.session.get(Target, shared["DT-V"]) is None
        db.session.get_one(Indicator, shared["SHARED"]).name = "Otro nombre"
        with pytest.raises(RuleBroken):
            db.session.flush()
        db.session.rollback()


def test_a_unit_writes_no_target_for_another(shared: dict[str, int], read_as: ReadAs) -> None:
    with read_as("enlace-DT-A"):
        other = db.session.scalars(select(OrgUnit.id).where(OrgUnit.code == "DT-V")).one()
        db.session.add(Target(indicator_id=shared["SHARED"], org_unit_id=other, period="2027-Q2", planned=Decimal(1)))
        with pytest.raises(RuleBroken):
            db.session.flush()
        db.session.rollback()


def test_nothing_is_shared_where_the_plan_types_are_not_territorial(
    shared: dict[str, int], read_as: ReadAs, system: Any
) -> None:
    db.session.execute(PlanType.__table__.update().values(is_territorial=False))
    db.session.commit()
    with read_as("enlace-DT-A"):
        assert list(db.session.scalars(select(PlanItem.code))) == []
