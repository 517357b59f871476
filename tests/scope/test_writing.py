"""What reaches the database: rows of the writer's institution and units, and nothing without a writer."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from models.rules.errors import RuleBroken
from models.scope import as_system, reading_as
from models.scope.selecting import NoReader
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.institution import Institution
from models.tables.non_working_day import NonWorkingDay
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from tests.conftest import Ministry, rows
from tests.scope.conftest import ReadAs


def change(key: int, **values: Any) -> None:
    """Set columns of an item and send them."""
    item = db.session.get_one(PlanItem, key)
    for name, value in values.items():
        setattr(item, name, value)
    db.session.flush()


@pytest.mark.parametrize(
    ("username", "code"),
    [
        ("enlace", "A1"),  # own unit
        ("jefatura", "A1B"),  # below the head's unit
        ("analista", "A2"),  # planning: everywhere
    ],
)
def test_it_lets_a_writer_change_what_is_the_writers(
    plan: dict[str, int], read_as: ReadAs, username: str, code: str
) -> None:
    with read_as(username):
        change(plan[code], name="Nuevo nombre")
        assert db.session.get_one(PlanItem, plan[code]).name == "Nuevo nombre"


@pytest.mark.parametrize(
    ("username", "code"),
    [
        ("enlace", "SHARED"),  # taking part gives reading, nothing else (rulings 17)
        ("enlace", "SHARED-A"),
        ("enlace", "PE"),  # a heading above
        ("jefatura", "SHARED"),
        ("control", "A1"),  # reads everything, writes nothing (SoD-3)
        ("viceministro", "A1"),
        ("finanzas", "A1"),
        ("secretaria", "A1"),
    ],
)
def test_it_refuses_to_change_what_is_only_read(
    plan: dict[str, int], read_as: ReadAs, username: str, code: str
) -> None:
    with read_as(username), pytest.raises(RuleBroken) as refused:
        change(plan[code], name="Nuevo nombre")
    assert refused.value.status == 404


def test_it_refuses_to_delete_what_is_only_read(plan: dict[str, int], read_as: ReadAs) -> None:
    with read_as("enlace"):
        db.session.delete(db.session.scalars(select(Indicator).where(Indicator.code == "SHARED-IND")).one())
        with pytest.raises(RuleBroken):
            db.session.flush()


def test_it_refuses_to_give_an_own_row_away(plan: dict[str, int], ministry: Ministry, read_as: ReadAs) -> None:
    other = ministry.other.id
    with read_as("enlace"), pytest.raises(RuleBroken):
        change(plan["A1"], org_unit_id=other)


def test_it_refuses_to_take_a_row_of_another_unit(plan: dict[str, int], ministry: Ministry, read_as: ReadAs) -> None:
    own = ministry.unit.id
    with read_as("enlace"), pytest.raises(RuleBroken):
        change(plan["SHARED"], org_unit_id=own)


def test_it_sees_the_old_unit_of_a_row_that_was_never_loaded(
    plan: dict[str, int], ministry: Ministry, read_as: ReadAs
) -> None:
    own = ministry.unit.id
    with read_as("enlace"):
        item = db.session.get_one(PlanItem, plan["SHARED"])
        db.session.expire(item)
        item.org_unit_id = own
        with pytest.raises(RuleBroken):
            db.session.flush()


def test_it_refuses_a_unit_that_is_set_as_an_object(plan: dict[str, int], ministry: Ministry, read_as: ReadAs) -> None:
    other = ministry.other.id
    with read_as("enlace"), pytest.raises(RuleBroken):
        change(plan["A1"], org_unit=db.session.get_one(OrgUnit, other))


def test_it_refuses_a_reference_to_what_is_not_seen(plan: dict[str, int], read_as: ReadAs) -> None:
    with read_as("enlace"), pytest.raises(RuleBroken) as refused:
        change(plan["A1"], parent_id=plan["A2"])
    assert (refused.value.code, refused.value.field) == ("reference_out_of_scope", "parent")


def test_it_refuses_a_child_of_another_units_row(plan: dict[str, int], read_as: ReadAs) -> None:
    with as_system():
        version_id = db.session.get_one(PlanItem, plan["A2"]).plan_version_id
    with read_as("enlace"):
        db.session.add(
            Indicator(
                plan_version_id=version_id,
                plan_item_id=plan["A2"],
                code="X",
                name="X",
                kind="output",
                direction="up",
                accumulation="sum",
                frequency="month",
            )
        )
        with pytest.raises(RuleBroken):
            db.session.flush()


def test_it_gives_new_rows_the_institution_of_the_writer(ministry: Ministry, read_as: ReadAs) -> None:
    home = ministry.unit.institution_id
    with read_as("planificacion"):
        unit = OrgUnit(code="NUEVA", name="Nueva", kind="direccion")
        db.session.add(unit)
        db.session.flush()
        assert unit.institution_id == home


@pytest.mark.parametrize("username", ["planificacion", "admin"])
def test_it_refuses_another_institution(ministry: Ministry, read_as: ReadAs, username: str) -> None:
    with as_system():
        foreign = Institution(
            code="otra", name="Otra", country="CO", currency="COP", timezone="America/Bogota", locale="es_CO"
        )
        db.session.add(foreign)
        db.session.commit()
        away = foreign.id
    with read_as(username):
        db.session.add(OrgUnit(institution_id=away, code="X", name="X", kind="direccion"))
        with pytest.raises(RuleBroken):
            db.session.flush()


def test_it_refuses_to_move_a_row_to_another_institution(ministry: Ministry, read_as: ReadAs) -> None:
    own = ministry.unit.id
    with read_as("admin"):
        db.session.get_one(OrgUnit, own).institution_id = 999
        with pytest.raises(RuleBroken):
            db.session.flush()


def test_it_keeps_the_administrator_from_figures(plan: dict[str, int], ministry: Ministry, read_as: ReadAs) -> None:
    unit = ministry.unit.id
    with as_system():
        sample = db.session.get_one(PlanItem, plan["A1"])
        version, level = sample.plan_version_id, sample.level_id
    with read_as("admin"):  # SoD-4
        db.session.add(PlanItem(plan_version_id=version, level_id=level, org_unit_id=unit, code="Z", name="Z"))
        with pytest.raises(RuleBroken):
            db.session.flush()


def test_it_lets_everybody_leave_a_line_in_the_trail(ministry: Ministry, read_as: ReadAs) -> None:
    with read_as("control"):
        line = AuditEntry(at=ministry_moment(), actor="control", action="export", object_type="export_run")
        db.session.add(line)
        db.session.flush()
        assert line.institution_id is not None


def ministry_moment() -> Any:
    """Now, as the database counts it."""
    return rows("SELECT now()")[0][0]


def test_it_refuses_every_write_without_a_reader(ministry: Ministry) -> None:
    day = ministry_moment().date()
    db.session.remove()
    with reading_as(None):
        db.session.add(NonWorkingDay(institution_id=1, name="X", kind="local", on=day))
        with pytest.raises(NoReader):
            db.session.flush()


def test_it_refuses_a_bulk_insert_without_a_reader(ministry: Ministry) -> None:
    with reading_as(None), pytest.raises(NoReader):
        db.session.execute(insert(OrgUnit).values(institution_id=1, code="X", name="X", kind="k"))


def test_it_deletes_nothing_without_a_reader(ministry: Ministry) -> None:
    db.session.remove()
    with reading_as(None):
        assert db.session.execute(delete(OrgUnit)).rowcount == 0


def test_it_lets_the_system_write_inside_its_institution_only(ministry: Ministry) -> None:
    home = ministry.unit.institution_id
    with as_system(home):
        db.session.add(OrgUnit(code="NUEVA", name="Nueva", kind="direccion"))
        db.session.flush()
        db.session.add(OrgUnit(institution_id=home + 1, code="X", name="X", kind="direccion"))
        with pytest.raises(RuleBroken):
            db.session.flush()
    db.session.rollback()
