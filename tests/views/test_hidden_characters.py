"""A character that nobody sees, in any field: its own message in Spanish, and nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import Ministry, csrf_token, rows
from tests.factories import PASSWORD
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import TOLD, Story
from tests.views.test_bad_input import post_json, stored

SignIn = Callable[[str], FlaskClient]
SAID = "carácter invisible"
HIDDEN = pytest.mark.parametrize("words", ["a\x00b", "a\x0bb"], ids=["NUL", "control"])


@HIDDEN
@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("cause", "Causa"),
        ("corrective_action", "Acción correctiva"),
        ("note", "Nota"),
        ("no_report_reason", "Motivo"),
    ],
)
def test_it_is_refused_on_a_line_of_the_sheet(story: Story, sign_in: SignIn, field: str, name: str, words: str) -> None:
    browser, before = sign_in("enlace"), stored()
    answer = fill(browser, story, MARCH, {"a": "3"}, **{f"{field}-{story.indicators['a']}": words})
    assert answer.status_code == 422
    said = answer.text.split(SAID)[0][-60:]
    assert name in said
    assert stored() == before


@pytest.mark.parametrize("field", ["name", "unit", "note"])
def test_it_is_refused_in_an_internal_activity(story: Story, sign_in: SignIn, field: str) -> None:
    browser, before = sign_in("enlace"), stored()
    row = {"name": "Misión", "unit": "informe", "note": "", field: "a\x00b"}
    answer = fill(browser, story, MARCH, {"a": "3"}, **{f"internal-{key}-0": text for key, text in row.items()})
    assert answer.status_code == 422
    assert SAID in answer.text
    assert stored() == before


@pytest.mark.parametrize("words", ["a\x00b", "a\ud800b"], ids=["NUL", "half a character"])
def test_it_is_refused_in_json(story: Story, sign_in: SignIn, words: str) -> None:
    browser, before = sign_in("enlace"), stored()
    line = {"indicator_id": story.indicators["a"], "row_version": None, "actual": "3", "cause": words}
    answer = post_json(browser, {"lines": [line]})
    assert answer.status_code == 422
    assert SAID in answer.get_json()["errors"][str(story.indicators["a"])]
    assert stored() == before


def test_it_is_refused_in_remarks(story: Story, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    mine, before = sheet("DGA", "POA", story).id, stored()
    head = sign_in("jefatura")
    for field in ("remark", f"remark-{story.indicators['a']}"):
        answer = press(head, f"/bandeja/{mine}/", f"/bandeja/{mine}/return", **{field: "a\x00b"})
        assert answer.status_code == 422
        assert f"Observación: El texto lleva un {SAID}" in answer.text
    assert stored() == before


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("mark", {"unit": "D\x00GA", "kind": "functions"}),
        ("reopen", {"reason": "a\x00b", "until": "2027-04-30"}),
    ],
)
def test_it_is_refused_in_the_control_room(story: Story, sign_in: SignIn, action: str, fields: dict[str, str]) -> None:
    browser, before = sign_in("planificacion"), stored()
    answer = press(browser, f"/control/{MARCH}/", f"/control/{MARCH}/{action}", **fields)
    assert answer.status_code == 422
    assert SAID in answer.text
    assert stored() == before


@HIDDEN
@pytest.mark.parametrize("field", ["code", "name", "parent"])
def test_it_is_refused_at_the_field_of_a_register(ministry: Ministry, sign_in: SignIn, field: str, words: str) -> None:
    browser = sign_in("planificacion")
    form = {"code": "NUEVA", "name": "Dirección nueva", "kind": "direccion", "valid_from": "2027-01-01", field: words}
    answer = browser.post("/unidades/add", data={**form, "csrf_token": csrf_token(browser, "/unidades/add")})
    assert answer.status_code == 422
    assert SAID in answer.text
    assert rows("SELECT count(*) FROM org_unit WHERE valid_from = '2027-01-01'") == [(0,)]


def test_it_is_refused_in_a_new_password(ministry: Ministry, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    form: dict[str, Any] = {"old": PASSWORD, "password": "un río\x00 que crece", "again": "un río\x00 que crece"}
    answer = browser.post("/contrasena/", data={**form, "csrf_token": csrf_token(browser, "/contrasena/")})
    assert answer.status_code == 422
    assert SAID in answer.text


@pytest.mark.parametrize("hidden", ["\x00", "\ud800"], ids=["NUL", "half a character"])
def test_it_opens_no_account(ministry: Ministry, client: FlaskClient, hidden: str) -> None:
    for username, password in ((f"enl{hidden}ace", PASSWORD), ("enlace", PASSWORD + hidden)):
        document = {"username": username, "password": password, "provider": "db"}
        assert client.post("/api/v1/security/login", json=document).status_code == 401


def test_it_opens_no_account_by_the_form(ministry: Ministry, client: FlaskClient) -> None:
    form = {"username": "enl\x00ace", "password": PASSWORD}
    assert client.post("/login/", data={**form, "csrf_token": csrf_token(client)}).status_code == 401


def test_it_is_refused_in_an_address(ministry: Ministry, sign_in: SignIn) -> None:
    assert sign_in("enlace").get("/plan/list/?_flt_0_code=a%00b").status_code == 400
