"""What the procedure says of the ministry itself: its units, its plans, who is who (R 1.0.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import directory
from models.rules.package_rows import ItemRow, Package, PlanRow
from models.rules.preset import Preset
from models.rules.roles import Role
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from tests.commands.conftest import Shell
from tests.conftest import Ministry, rows
from tests.factories import institution, make_user
from tests.procedures.steps import MARCH
from tests.procedures.story import Story
from tests.worked_example import UNITS, strategic_plan

DAY = date(2027, 4, 8)


@pytest.fixture
def preset(ministry: Ministry) -> Preset:
    """The declaration that the ministry lives by."""
    return preset_in_use(institution().id).preset


def test_it_knows_who_directs_planning(ministry: Ministry, preset: Preset) -> None:
    people = directory(institution().id, DAY).people(preset.recipient_group("direccion_planificacion"), [])
    assert people == [ministry.people["direccion"].id]


def test_it_has_the_levels_of_the_strategic_plan(preset: Preset) -> None:
    names = [level.name for level in preset.plan_type("PEI").levels]
    assert names == ["Objetivo", "Estrategia", "Proyecto estratégico", "Actividad"]


def test_it_keeps_the_horizon_of_a_strategic_plan(preset: Preset) -> None:
    assert (preset.plan_type("PEI").years, preset.plan_type("POA").years) == ((3, 5), (1, 1))


def test_it_links_the_strategic_plan_to_the_governments(shell: Shell) -> None:
    government = Package(
        plan=PlanRow("PQG", "Plan Quinquenal", "PQG", date(2024, 6, 1), date(2029, 5, 31), "MH"),
        org_units=UNITS,
        items=(ItemRow("ON-1", None, "objective", "Hacienda pública sostenible", "MH", None),),
    )
    shell.import_plan(government, "--in-force", "Publicación oficial")
    strategic = strategic_plan()
    top, *others = strategic.items
    shell.import_plan(
        replace(strategic, items=(replace(top, aligns_to=("PQG:ON-1",)), *others)), "--in-force", "Acuerdo 1"
    )
    document = shell.json("consolidate", "--institution", "hacienda_sv", "--period", MARCH)
    assert rows("SELECT count(*) FROM alignment") == [(1,)]
    assert document["totals"]["items"] == len(strategic.items)  # nothing of the framework is counted


def test_it_knows_which_units_are_dependencies(preset: Preset) -> None:
    kinds = {kind.code for kind in preset.unit_kinds if kind.is_dependency}
    assert kinds == {"direccion", "tribunal", "unidad_asesora"}


def test_it_addresses_the_heads_of_advisory_units(story: Story) -> None:
    where = institution().id
    group = preset_in_use(where).preset.recipient_group("unidades_asesoras")
    assert directory(where, DAY).people(group, []) == [story.people["jefatura3"]]


@pytest.mark.parametrize(("last_day", "status"), [(date(2027, 4, 1), 200), (date(2027, 3, 31), 403)])
def test_it_lets_a_designee_enter_on_the_days_of_the_designation(
    story: Story, sign_in: Callable[[str], FlaskClient], last_day: date, status: int
) -> None:
    person: Any = make_user("designada")
    db.session.add(
        Assignment(
            institution_id=institution().id,
            user_id=person.id,
            org_unit_id=story.units["DGA"],
            role=Role.LIAISON,
            starts_on=date(2027, 3, 1),
            ends_on=last_day,
            is_acting=True,
        )
    )
    db.session.commit()
    assert sign_in("designada").get(f"/mi-mes/{MARCH}/").status_code == status


def test_it_follows_both_families_of_plans_by_dependency(story: Story, sign_in: Callable[[str], FlaskClient]) -> None:
    page = sign_in("analista").get(f"/tablero/dependencia/{story.units['DGA']}/?period={MARCH}").text
    assert "F-01" in page
    assert "PE-01" in page
    assert "F-02" not in page  # of another dependency


def test_it_asks_nothing_of_who_takes_no_part(story: Story, tick_at: Callable[[str], Any]) -> None:
    unit = db.session.get_one(OrgUnit, story.units["UAJ"])
    unit.in_scope = False
    db.session.commit()
    tick_at("2027-05-03T08:00:30-06:00")  # the window of April opens
    asked = rows("SELECT DISTINCT org_unit_id FROM capture_sheet WHERE period = '2027-04'")
    told = rows("SELECT DISTINCT recipient_id FROM outbox_mail WHERE period = '2027-04'")
    assert {unit for (unit,) in asked} == {story.units["DGA"], story.units["DGT"]}
    assert (story.people["enlace3"],) not in told
    assert (story.people["enlace"],) in told
