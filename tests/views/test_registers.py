"""The registers: who sees and writes them, what they refuse, and that a refusal keeps what was typed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from tests.conftest import Ministry, csrf_token, rows
from tests.factories import ItemSpec, make_indicator, make_item, make_plan

SignIn = Callable[[str], FlaskClient]


def send(browser: FlaskClient, path: str, form_on: str = "", **fields: str) -> Any:
    """Post a form with the token of the page on which it stands."""
    return browser.post(path, data={**fields, "csrf_token": csrf_token(browser, form_on or path)})


@pytest.fixture
def draft(ministry: Ministry, system: Any) -> PlanVersion:
    """A plan POA-2027 whose only version is a draft with one function and one activity of DGA."""
    version = make_plan("POA-2027")
    version.state, version.act, version.in_force_on = PlanState.DRAFT, "", None
    function = make_item(version, "F-01", ItemSpec("function", ministry.unit))
    activity = make_item(version, "F-01.1", ItemSpec("activity", ministry.unit, function))
    make_indicator(activity, {"2027-03": 10})
    db.session.commit()
    return version


@pytest.fixture
def in_force(draft: PlanVersion) -> PlanVersion:
    draft.in_force_on, draft.act, draft.put_in_force_by = draft.plan.starts_on, "Acuerdo 1", "sistema"
    draft.state = PlanState.IN_FORCE
    db.session.commit()
    return draft


def item_id(code: str) -> int:
    return int(rows(f"SELECT id FROM plan_item WHERE code = '{code}'")[0][0])  # noqa: S608 -- a constant


# People


def test_it_makes_a_password_that_is_shown_once_and_opens_the_account(ministry: Ministry, sign_in: SignIn) -> None:
    names = {"first_name": "Ana", "last_name": "Prueba", "username": "ana.prueba", "email": "ana@hacienda.gob.sv"}
    admin = sign_in("admin")
    page = send(admin, "/personas/add", **names).text
    secret = re.search(r'class="secret"[^>]*>([^<]+)<', page)
    assert secret is not None, re.findall(r"(?s)role=.alert.>(.*?)<|class=.error.>(.*?)<", page)
    browser = admin.application.test_client()
    answer = send(browser, "/login/", username="ana.prueba", password=html.unescape(secret[1]).strip())
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"username": "enlace"}, "ya existe"),  # taken
        ({"email": "enlace@ministerio.example"}, "Otra cuenta usa ese correo"),  # taken
        ({"username": "Con Espacio"}, "3 a 40 letras"),  # not a user name
        ({"email": "sin-arroba"}, "Escriba un correo"),  # not an address
        ({"first_name": ""}, "obligatorio"),  # empty
    ],
)
def test_it_refuses_a_person_and_keeps_what_was_typed(
    ministry: Ministry, sign_in: SignIn, wrong: dict[str, str], words: str
) -> None:
    typed = {"first_name": "Ana", "last_name": "Prueba", "username": "ana.prueba", "email": "ana@hacienda.gob.sv"}
    answer = send(sign_in("admin"), "/personas/add", **{**typed, **wrong})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="Prueba"' in answer.text


def test_it_closes_an_account_but_not_the_own_one(ministry: Ministry, sign_in: SignIn) -> None:
    admin, liaison = sign_in("admin"), sign_in("enlace")
    own, other = ministry.people["admin"].id, ministry.people["enlace"].id
    assert send(admin, f"/personas/{other}/cuenta", f"/personas/show/{other}", active="n").status_code == 302
    assert liaison.get("/mi-mes/").status_code == 302  # to the log-in page
    assert send(admin, f"/personas/{own}/cuenta", f"/personas/show/{own}", active="n").status_code == 403


# Assignments


def holding(**changes: str) -> dict[str, str]:
    return {"user": "enlace", "role": "finance", "org_unit": "DGA", "starts_on": "2027-01-01", **changes}


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"user": "admin"}, 403, "Nadie se asigna un rol"),  # SoD-12
        ({"role": "department_head"}, 409, "ya tiene jefatura"),  # one head a unit
        ({"role": "internal_control"}, 409, "Control interno no puede"),  # SoD-3
        ({"ends_on": "2026-01-01"}, 422, "fecha final"),  # ends before it starts
        ({"org_unit": "XX"}, 422, "no existe"),  # unknown unit
        ({"user": ""}, 422, "obligatorio"),  # nobody
    ],
)
def test_it_refuses_an_assignment_in_plain_words(
    ministry: Ministry, sign_in: SignIn, changes: dict[str, str], status: int, words: str
) -> None:
    answer = send(sign_in("admin"), "/asignaciones/add", **holding(**changes))
    assert answer.status_code == status
    assert words in answer.text
    assert 'value="2027-01-01"' in answer.text


def test_it_lets_a_head_name_who_stands_in_and_nothing_else(ministry: Ministry, sign_in: SignIn) -> None:
    head = sign_in("jefatura")
    acting = holding(role="department_head", is_acting="y", ends_on="2027-12-31")
    assert send(head, "/asignaciones/add", **holding()).status_code == 422
    assert send(head, "/asignaciones/add", **{**acting, "org_unit": "DGT"}).status_code == 404
    assert send(head, "/asignaciones/add", **acting).status_code == 302


# Plans: drafts and what is in force


def test_it_adds_an_item_to_a_draft_under_another(draft: PlanVersion, sign_in: SignIn) -> None:
    typed = {"plan_version": "POA-2027 v1", "level": "POA:activity", "parent": "POA-2027:F-01", "code": "F-01.2"}
    answer = send(sign_in("enlace"), "/plan/add", **typed, name="Otra actividad", org_unit="DGA", weight="40")
    assert answer.status_code == 302, answer.text
    assert item_id("F-01.2")


def test_it_refuses_an_item_of_another_unit(draft: PlanVersion, sign_in: SignIn) -> None:
    typed = {"plan_version": "POA-2027 v1", "level": "POA:function", "code": "F-09", "name": "Ajena"}
    assert send(sign_in("enlace"), "/plan/add", **typed, org_unit="DGT").status_code == 404


@pytest.mark.parametrize("path", ["/plan", "/indicadores", "/metas"])
def test_it_keeps_a_version_in_force_as_it_is(in_force: PlanVersion, sign_in: SignIn, path: str) -> None:
    table = {"/plan": "plan_item", "/indicadores": "indicator", "/metas": "target"}[path]
    key = rows(f"SELECT min(id) FROM {table}")[0][0]  # noqa: S608 -- a constant
    analyst = sign_in("analista")
    page = analyst.get(f"{path}/show/{key}").text
    assert "ya no es un borrador" in page
    assert f"{path}/edit/{key}" not in page
    assert analyst.get(f"{path}/edit/{key}").status_code == 409
    assert send(analyst, f"{path}/delete/{key}", "/contrasena/").status_code == 409
    assert rows(f"SELECT count(*) FROM {table} WHERE id = {key}")[0][0] == 1  # noqa: S608


def test_it_adds_nothing_to_a_version_in_force(in_force: PlanVersion, sign_in: SignIn) -> None:
    typed = {"plan_version": "POA-2027 v1", "level": "POA:function", "code": "F-09", "name": "Tarde"}
    answer = send(sign_in("analista"), "/plan/add", **typed, org_unit="DGA")
    assert answer.status_code == 409
    assert 'value="Tarde"' in answer.text
    assert not db.session.query(PlanItem).filter(PlanItem.code == "F-09").count()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"period": "2031-01", "planned": "5"}, "fuera de los años"),  # not in the plan
        ({"period": "marzo", "planned": "5"}, "periodo"),  # no period
        ({"period": "2027-04", "planned": "1,5"}, "1,5"),  # es_SV writes 1.5
        ({"period": "2027-04", "planned": "-1"}, "negativ"),
        ({"period": "2027-04", "planned": ""}, "marque que no aplica"),
        ({"period": "2027-04", "planned": "NaN"}, "NaN"),
        ({"period": "2027-03", "planned": "5"}, "Ya hay una meta"),  # twice
    ],
)
def test_it_refuses_a_target_and_keeps_what_was_typed(
    draft: PlanVersion, sign_in: SignIn, typed: dict[str, str], words: str
) -> None:
    answer = send(sign_in("analista"), "/metas/add", indicator="POA-2027:F-01.1-IND", org_unit="DGA", **typed)
    assert answer.status_code in {409, 422}
    assert words in answer.text
    assert 'value="POA-2027:F-01.1-IND"' in answer.text


def test_it_puts_a_draft_in_force_by_its_act_only(draft: PlanVersion, sign_in: SignIn) -> None:
    head, page = sign_in("planificacion"), f"/versiones/show/{draft.id}"
    refused = send(head, f"/versiones/{draft.id}/vigencia", page, act="")
    assert refused.status_code == 422
    assert "POA-2027 · v1" in refused.text
    rows("UPDATE plan_item SET weight = 100 WHERE parent_id IS NOT NULL RETURNING id")
    db.session.commit()
    assert send(head, f"/versiones/{draft.id}/vigencia", page, act="Acuerdo 7").status_code == 302
    assert "Acuerdo 7" in head.get(page).text


# Units


def test_it_offers_the_kinds_that_the_institution_declares(ministry: Ministry, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert "Unidad asesora al despacho" in admin.get("/unidades/add").text
    unit = {"code": "UX", "name": "Unidad nueva", "in_scope": "y", "parent": "MH"}
    assert send(admin, "/unidades/add", **unit, kind="otra").status_code == 422
    assert send(admin, "/unidades/add", **unit, kind="unidad").status_code == 302
    assert "Unidad organizativa" in admin.get("/unidades/list/?_flt_0_code=UX").text


# Money, calendar, trail


def test_it_lets_finance_alone_write_the_budget(draft: PlanVersion, sign_in: SignIn) -> None:
    line = {"plan_item": "POA-2027:F-01", "org_unit": "DGA", "year": "2027", "funding_source": "Fondo General"}
    finance = sign_in("finanzas")
    assert send(finance, "/presupuesto/add", **line, initial="1000", current="-5").status_code == 422
    assert send(finance, "/presupuesto/add", **line, initial="1000", current="900.50").status_code == 302
    assert "900.50" in sign_in("analista").get("/presupuesto/list/").text
    assert sign_in("analista").get("/presupuesto/add").status_code == 403


def test_it_shows_the_deadlines_that_a_day_moves_before_it_is_stored(
    ministry: Ministry, sign_in: SignIn, set_clock: Callable[[str], Any]
) -> None:
    set_clock("2027-04-08T09:00-06:00")
    head = sign_in("planificacion")
    typed = {"on": "2027-06-02", "name": "Asueto por decreto", "kind": "decree"}
    page = send(head, "/calendario/add", **typed)
    assert "Plazos cuya cuenta cambia" in page.text
    assert "07/06/2027" in page.text
    assert rows("SELECT count(*) FROM non_working_day")[0][0] == 0
    assert send(head, "/calendario/add", **typed, confirmed="y").status_code == 302
    assert rows("SELECT count(*) FROM non_working_day")[0][0] == 1
    assert send(head, "/calendario/add", **typed).status_code == 409


def test_it_says_before_and_after_in_words(draft: PlanVersion, sign_in: SignIn) -> None:
    analyst, key = sign_in("analista"), item_id("F-01")
    form = analyst.get(f"/plan/edit/{key}").text
    version = re.search(r'name="row_version"[^>]*value="(\d+)"', form)
    assert version is not None
    typed = {"level": "POA:function", "code": "F-01", "name": "Otro nombre", "org_unit": "DGA"}
    assert send(analyst, f"/plan/edit/{key}", **typed, row_version=version[1]).status_code == 302
    change = rows("SELECT max(id) FROM value_change WHERE table_name = 'plan_item'")[0][0]
    control = sign_in("control")
    assert "nombre: Elemento F-01 → Otro nombre" in control.get("/cambios/list/").text
    page = control.get(f"/cambios/show/{change}").text
    assert "Elemento F-01" in page
    assert "Otro nombre" in page
    assert "plan_item" not in page


def test_it_searches_lists_by_what_people_ask(draft: PlanVersion, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    assert "F-01.1" in analyst.get("/plan/list/?_flt_0_plan_version=POA-2027 v1&_flt_0_code=f-01.1").text
    assert "Nada corresponde" in analyst.get("/plan/list/?_flt_0_org_unit=DGT").text
    assert analyst.get("/hojas/list/?_flt_0_state=nada").status_code == 400
    assert analyst.get("/calendario/list/?_flt_0_on=ayer").status_code == 400


def test_it_lists_the_deadlines_of_a_year_with_their_reasons(ministry: Ministry, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/plazos/?year=2027").text
    assert "5.º día hábil de abril de 2027" in page
    assert "07/04/2027" in page
    assert sign_in("enlace").get("/plazos/?year=hoy").status_code == 404
