"""Five institutions on one database, with the same codes in all of them: nobody meets another's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.rules.package_rows import ActualRow
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.scope import as_system
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.target import Target
from tests.commands.conftest import Shell
from tests.conftest import csrf_token, rows
from tests.factories import institution
from tests.procedures.office import indicator, item, people, plan, targets

FIVE: Mapping[str, tuple[str, str, str, PeriodKind]] = {
    "hacienda_sv": ("POA", "activity", "direccion", PeriodKind.MONTH),
    "trabajo_co": ("PA", "activity", "direccion", PeriodKind.QUARTER),
    "hacienda_co": ("PA", "activity", "proceso", PeriodKind.MONTH),
    "pasto_co": ("PDM", "product", "secretaria", PeriodKind.MONTH),
    "huamanga_pe": ("POI", "activity", "gerencia", PeriodKind.QUARTER),
}
"""Plan type, level that is captured, kind of unit, frequency."""
ADDRESSES = {
    "capture_sheet": ("/bandeja/{}/", "/hojas/show/{}"),
    "plan_item": ("/plan/show/{}", "/plan/edit/{}"),
    "indicator": ("/indicadores/show/{}", "/indicadores/edit/{}"),
    "target": ("/metas/show/{}", "/metas/edit/{}"),
    "org_unit": ("/unidades/show/{}",),
    "plan_version": ("/versiones/show/{}",),
}
LISTS = (
    "/plan/list/",
    "/indicadores/list/",
    "/metas/list/",
    "/unidades/list/",
    "/hojas/list/",
    "/planes/list/",
    "/tablero/",
)
TABLES = (CaptureSheet, PlanItem, Indicator, Target, OrgUnit, PlanVersion)


@dataclass(frozen=True, slots=True)
class Five:
    """Keys of one row of each table by institution."""

    keys: Mapping[str, Mapping[str, int]]
    shell: Shell
    sign_in: Callable[[str], FlaskClient]

    def strangers(self, code: str) -> list[str]:
        return [other for other in FIVE if other != code]


def small_plan(code: str) -> Any:
    """A plan with one captured item; every code is the same in all institutions, and the name gives a leak away."""
    kind, level, unit_kind, frequency = FIVE[code]
    period = "2027-03" if frequency is PeriodKind.MONTH else "2027-Q1"
    years = (2024, 2027) if kind == "PDM" else (2027, 2027)
    levels = {"PDM": ("dimension", "program", "project"), "POI": ("objective", "action")}
    above = levels.get(kind, ("function" if kind == "POA" else "dependency",))
    items, parent = [], None
    for step in above:
        items.append(item(f"I-{step}", parent, step, "U-1"))
        parent = f"I-{step}"
    kinds = {"POI": "process"}
    own = replace(indicator("A-1", frequency), kind=kinds.get(kind, "output"))
    package = plan(
        *("P-2027", kind, years, [("U-1", None, unit_kind)]),
        items=[*items, item("A-1", parent, level, "U-1")],
        indicators=[own],
        targets=targets("A-1", {period: 10}),
        actuals=[ActualRow("A-1", Period.parse(period), None, targets("A-1", {period: 7})[0].planned)],
    )
    secret = f"Secreto de {code}"
    return replace(
        package,
        org_units=tuple(replace(unit, name=secret) for unit in package.org_units),
        items=tuple(replace(each, name=secret) for each in package.items),
        indicators=tuple(replace(each, name=secret) for each in package.indicators),
        plan=replace(package.plan, name=secret),
    )


@pytest.fixture
def five(system: Any, shell: Shell, sign_in: Callable[[str], FlaskClient]) -> Five:
    """The same small plan in force in each, with a liaison, a head, an analyst and internal control."""
    shell.now = "2027-04-05T12:00-05:00"
    keys = {}
    for code in FIVE:
        file = shell.file(small_plan(code), f"{code}.xlsx")
        document = shell.json("import-plan", file, "--institution", code, "--in-force", "Acta 1")
        assert document["applied"], (code, document["problems"])
        held = {"enlace": Role.LIAISON, "jefe": Role.DEPARTMENT_HEAD, "analista": Role.PLANNING_ANALYST}
        held |= {"control": Role.INTERNAL_CONTROL}
        people(code, {f"{name}-{code}": (role, "U-1") for name, role in held.items()})
        with as_system():
            home = institution(code).id
            keys[code] = {
                table.__tablename__: db.session.scalars(select(table.id).where(table.institution_id == home)).first()
                for table in TABLES
            }
    return Five(keys, shell, sign_in)


@pytest.mark.parametrize("role", ["enlace", "analista", "control"])
def test_no_address_leads_to_another_institution(five: Five, role: str) -> None:
    answers = {}
    for code in FIVE:
        browser = five.sign_in(f"{role}-{code}")
        for other in five.strangers(code):
            for table, paths in ADDRESSES.items():
                for path in paths:
                    answer = browser.get(path.format(five.keys[other][table]))
                    answers[code, other, path] = answer.status_code
                    assert "Secreto" not in answer.text
    assert set(answers.values()) <= {403, 404}, answers


@pytest.mark.parametrize("role", ["enlace", "analista", "control"])
def test_no_list_shows_another_institution(five: Five, role: str) -> None:
    for code in FIVE:
        browser = five.sign_in(f"{role}-{code}")
        for path in LISTS:
            page = browser.get(path).text
            leaks = [other for other in five.strangers(code) if f"Secreto de {other}" in page]
            assert leaks == [], (code, path)
        assert f"Secreto de {code}" in browser.get("/unidades/list/").text


def test_no_form_takes_a_row_of_another_institution(five: Five) -> None:
    before = rows("SELECT count(*), sum(planned) FROM target")
    for code in FIVE:
        browser = five.sign_in(f"enlace-{code}")
        token = csrf_token(browser, "/contrasena/")
        for other in five.strangers(code):
            mine, theirs = five.keys[code], five.keys[other]
            change = {"csrf_token": token, "planned": "99", "row_version": "1", "period": "2027-03", "indicator": "A-1"}
            answer = browser.post(f"/metas/edit/{theirs['target']}", data=change)
            assert answer.status_code in {403, 404}
            value = {"csrf_token": token, f"version-{theirs['indicator']}": "", f"actual-{theirs['indicator']}": "99"}
            assert browser.post("/mi-mes/2027-03/save", data=value).status_code in {400, 404, 409, 422}
            act = browser.post(f"/bandeja/{theirs['capture_sheet']}/verify", data={"csrf_token": token})
            assert act.status_code in {403, 404}
            assert mine["target"] != theirs["target"]
    assert rows("SELECT count(*), sum(planned) FROM target") == before
    assert rows("SELECT DISTINCT actual FROM progress") == [(7,)]


def test_a_package_and_a_command_stay_in_their_institution(five: Five) -> None:
    words = ("--institution", "pasto_co", "--plan", "P-2027", "--period", "2027-03")
    assert {each["name"] for each in five.shell.json("score", *words)["items"]} == {"Secreto de pasto_co"}
    for code, (*_, frequency) in FIVE.items():
        period = "2027-03" if frequency is PeriodKind.MONTH else "2027-Q1"
        document = five.shell.json("consolidate", "--institution", code, "--period", period)
        names = {row["name"] for part in ("org_units", "functions", "projects") for row in document[part]}
        assert names == {f"Secreto de {code}"}, code


def test_a_package_names_only_what_its_own_institution_has(five: Five) -> None:
    foreign = replace(small_plan("pasto_co"), org_units=())
    foreign = replace(foreign, items=tuple(replace(each, org_unit="SOLO-EN-TRABAJO") for each in foreign.items))
    with as_system():
        home = institution("trabajo_co").id
        db.session.add(
            OrgUnit(institution_id=home, code="SOLO-EN-TRABAJO", name="Otra", kind="direccion", in_scope=True)
        )
        db.session.commit()
    result = five.shell.run(
        "import-plan", five.shell.file(foreign, "ajeno.xlsx"), "--institution", "pasto_co", "--json"
    )
    assert result.exit_code == 1
    assert "SOLO-EN-TRABAJO" in result.stdout


def test_each_institution_ticks_by_its_own_rules(five: Five) -> None:
    document = five.shell.json("tick", "--now", "2027-05-03T12:00-05:00")
    opened = {(each["institution"], each["period"]) for each in document["opened"]}
    assert {code for code, period in opened if period == "2027-04"} == {"hacienda_sv", "hacienda_co", "pasto_co"}
    assert {code for code, period in opened if period == "2027-Q1"} == {"trabajo_co", "huamanga_pe"}
