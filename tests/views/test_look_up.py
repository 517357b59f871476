"""A look-up field finds rows by words, with a script or without, and never one that the reader may not see."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.rules.workflow import PlanState
from models.tables.base import db
from tests.conftest import Ministry, csrf_token, rows
from tests.factories import ItemSpec, make_item, make_plan, make_unit
from views.base import rows as row_names

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def draft(ministry: Ministry, system: Any) -> Ministry:
    """A draft with functions of DGA, DGT and a third unit, of which two speak of « Fiscalización »."""
    version = make_plan("POA-2027")
    version.state, version.act, version.in_force_on = PlanState.DRAFT, "", None
    make_item(version, "F-01", ItemSpec("function", ministry.unit)).name = "Fiscalización de importaciones"
    make_item(version, "F-02", ItemSpec("function", ministry.other)).name = "Fiscalización ajena"
    make_item(version, "F-10", ItemSpec("function", ministry.unit)).name = "Archivo"
    db.session.commit()
    return ministry


def found(browser: FlaskClient, words: str, of: str = "PlanItemView/parent") -> list[str]:
    answer = browser.get(f"/opciones/{of}", query_string={"q": words})
    assert answer.status_code == 200
    return [row["key"] for row in answer.get_json()["rows"]]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("fiscalizacion", ["POA-2027:F-01", "POA-2027:F-02"]),  # no accent
        ("FISCALIZACIÓN impor", ["POA-2027:F-01"]),  # capitals, two words, of one the beginning
        ("f 10", ["POA-2027:F-10"]),  # of the code
        ("calizacion", []),  # not the beginning of a word
        ("", []),  # nothing asked
        ("%", []),
        ("' | a:*", ["POA-2027:F-02", "POA-2027:F-10"]),  # signs are no operators
        ("\u0007", []),  # no character of a text
    ],
)
def test_it_finds_rows_by_words(draft: Ministry, sign_in: SignIn, words: str, keys: list[str]) -> None:
    assert found(sign_in("analista"), words, "IndicatorView/plan_item") == keys


def test_it_says_how_many_it_found(draft: Ministry, sign_in: SignIn) -> None:
    answer = sign_in("analista").get("/opciones/PlanItemView/parent?q=fiscalizacion").get_json()
    assert answer["said"] == "2 registros corresponden"
    assert answer["rows"][0] == {"key": "POA-2027:F-01", "words": "F-01 Fiscalización de importaciones"}


def test_a_liaison_finds_no_row_of_another_unit(draft: Ministry, sign_in: SignIn) -> None:
    assert found(sign_in("enlace"), "fiscalizacion") == ["POA-2027:F-01"]


@pytest.mark.parametrize("typed", ["POA-2027:F-02", "F-02", "fiscalizacion ajena"])
def test_a_form_takes_no_row_of_another_unit(draft: Ministry, sign_in: SignIn, typed: str) -> None:
    answer = send_item(sign_in("enlace"), parent=typed)
    assert answer.status_code == 422
    assert "F-02 Fisc" not in answer.text
    assert rows("SELECT count(*) FROM plan_item") == [(3,)]


def test_a_filter_finds_no_row_of_another_unit(draft: Ministry, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/indicadores/list/?_flt_0_plan_item=POA-2027:F-02").text
    assert "Fiscalización ajena" not in page


@pytest.mark.parametrize(
    ("who", "of", "status"),
    [
        ("enlace", "PersonView/user", 404),  # no such column
        ("enlace", "PlanItemView/name", 404),  # no row of another table
        ("enlace", "PlanItemView/institution", 404),  # one that the register does not show
        ("enlace", "NothingView/parent", 404),
        ("finanzas", "AssignmentView/user", 403),  # a register that is closed to the role
        ("admin", "PlanItemView/parent", 403),  # sees no figures
        ("finanzas", "PlanItemView/parent", 403),  # stands in forms that are closed to the role
    ],
)
def test_it_answers_only_for_fields_that_are_open_to_the_reader(
    draft: Ministry, sign_in: SignIn, who: str, of: str, status: int
) -> None:
    assert sign_in(who).get(f"/opciones/{of}?q=a").status_code == status


def send_item(browser: FlaskClient, **fields: str | list[str]) -> Any:
    """Add an activity."""
    typed = {"plan_version": "POA-2027 v1", "level": "POA:activity", "code": "N-1", "name": "Nueva", "org_unit": "DGA"}
    return browser.post("/plan/add", data={**typed, **fields, "csrf_token": csrf_token(browser, "/plan/add")})


def test_without_scripts_the_form_comes_back_with_the_rows_that_fit(draft: Ministry, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    answer = send_item(analyst, parent="fiscalizacion impor")
    assert answer.status_code == 422
    assert re.findall(r'type="radio"\s+name="parent"\s+value="([^"]+)"', answer.text) == ["POA-2027:F-01"]
    assert 'value="fiscalizacion impor"' in answer.text
    assert send_item(analyst, parent=["fiscalizacion impor", "POA-2027:F-01"]).status_code == 302
    assert rows("SELECT p.code FROM plan_item i JOIN plan_item p ON p.id = i.parent_id WHERE i.code = 'N-1'") == [
        ("F-01",)
    ]


def test_words_are_asked_about_even_if_one_row_fits(draft: Ministry, sign_in: SignIn) -> None:
    assert send_item(sign_in("analista"), parent="F-1").status_code == 422  # it is not F-10
    assert rows("SELECT count(*) FROM plan_item") == [(3,)]


def test_a_filter_takes_words_and_keys(draft: Ministry, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_names, "LONGEST_LIST", 1)
    analyst = sign_in("analista")
    draft.other.name = "Dirección de Tesorería"
    db.session.commit()
    for asked in ("DGT", "tesoreria direccion"):
        page = analyst.get("/plan/list/", query_string={"_flt_0_org_unit": asked}).text
        assert re.findall(r">\s*(F-\d\d)\s*<", page) == ["F-02"]
    assert "Dirección de Tesorería</strong>" in analyst.get("/plan/list/?_flt_0_org_unit=DGT").text


def test_no_list_of_choices_is_longer_than_two_hundred(
    ministry: Ministry, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(row_names.LONGEST_LIST + 1):
        make_unit()
    db.session.commit()
    for path in ("/plan/add", "/plan/list/"):
        page = sign_in("analista").get(path).text
        assert page.count("<option") < row_names.LONGEST_LIST
        assert 'data-source="/opciones/PlanItemView/org_unit"' in page


def test_people_are_ordered_without_regard_to_accents_and_capitals(ministry: Ministry, sign_in: SignIn) -> None:
    for username, name in (("enlace", "Álvaro"), ("jefatura", "alba"), ("control", "Amado")):
        ministry.people[username].first_name = name
    db.session.commit()
    names = re.findall(r"<option[^>]*>(Álvaro|alba|Amado)", sign_in("admin").get("/asignaciones/add").text)
    assert names == ["alba", "Álvaro", "Amado"]
