"""« Ver como… »: the same pages as the person, nothing changed, and a line at the beginning and the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import csrf_token, rows
from tests.procedures.steps import MARCH, press
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]


def look_as(browser: FlaskClient, story: Story, person: str) -> FlaskClient:
    assert press(browser, "/ver-como/", "/ver-como/entrar", person=str(story.people[person])).status_code == 302
    return browser


@pytest.mark.parametrize("viewer", ["planificacion", "control"])
def test_it_shows_what_the_person_sees(story: Story, sign_in: SignIn, viewer: str) -> None:
    browser = look_as(sign_in(viewer), story, "enlace")
    page = browser.get(f"/mi-mes/{MARCH}/").text
    assert "F-01.a" in page
    assert "Está viendo Rumbo como lo ve" in page
    assert browser.get("/control/").status_code == 403


@pytest.mark.parametrize("address", [f"/mi-mes/{MARCH}/save", f"/mi-mes/{MARCH}/send", "/mis-avisos/", "/contrasena/"])
def test_it_changes_nothing_meanwhile(story: Story, sign_in: SignIn, address: str) -> None:
    browser = look_as(sign_in("planificacion"), story, "enlace")
    token = csrf_token(browser, f"/mi-mes/{MARCH}/")
    values = {f"actual-{story.indicators['a']}": "9", "csrf_token": token}
    answer = browser.post(address, data=values)
    assert answer.status_code == 403
    assert "Está viendo como otra persona" in answer.text
    assert rows("SELECT count(*) FROM progress WHERE period = '2027-03' AND actual = 9") == [(0,)]


def test_it_leaves_with_one_press_and_both_stand_in_the_trail(story: Story, sign_in: SignIn) -> None:
    browser = look_as(sign_in("planificacion"), story, "enlace")
    press(browser, f"/mi-mes/{MARCH}/", "/ver-como/salir")
    assert browser.get(f"/control/{MARCH}/").status_code == 200
    told = rows("SELECT action, actor_id, object_id FROM audit_entry WHERE action LIKE '%view_as' ORDER BY id")
    planning, liaison = story.people["planificacion"], story.people["enlace"]
    assert [tuple(line) for line in told] == [("begin_view_as", planning, liaison), ("end_view_as", planning, liaison)]


@pytest.mark.parametrize("person", ["0", "x", "", "99999999999999999999"])
def test_it_finds_nobody_where_there_is_nobody(story: Story, sign_in: SignIn, person: str) -> None:
    assert press(sign_in("planificacion"), "/ver-como/", "/ver-como/entrar", person=person).status_code == 404


def test_it_does_not_look_through_the_own_eyes(story: Story, sign_in: SignIn) -> None:
    mine = str(story.people["planificacion"])
    assert press(sign_in("planificacion"), "/ver-como/", "/ver-como/entrar", person=mine).status_code == 404


@pytest.mark.parametrize("person", ["admin", "enlace", "jefatura", "analista", "viceministro", "finanzas"])
def test_it_is_for_planning_and_internal_control_alone(story: Story, sign_in: SignIn, person: str) -> None:
    browser = sign_in(person)
    assert browser.get("/ver-como/").status_code == 403
    assert press(browser, "/mis-avisos/", "/ver-como/entrar", person="1").status_code == 403
