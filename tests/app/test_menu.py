"""The menu by role: at most seven entries, each leading to a screen that the role may open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.menu import LONGEST_MENU, MENU
from models.rules.roles import ASSIGNABLE
from tests.conftest import Ministry

PEOPLE = [
    "enlace",
    "jefatura",
    "analista",
    "planificacion",
    "direccion",
    "viceministro",
    "control",
    "finanzas",
    "secretaria",
    "admin",
]


def test_every_entry_leads_to_a_screen(app: Flask) -> None:
    assert [entry.endpoint for entry in MENU if entry.endpoint not in app.view_functions] == []


@pytest.mark.parametrize("role", ASSIGNABLE)
def test_no_role_gets_more_than_seven(role: str) -> None:
    assert 1 <= sum(role in entry.roles for entry in MENU) <= LONGEST_MENU


@pytest.mark.parametrize("username", PEOPLE)
def test_every_entry_opens(ministry: Ministry, sign_in: Callable[[str], FlaskClient], username: str) -> None:
    browser = sign_in(username)
    page = browser.get("/", follow_redirects=True)
    assert page.status_code == 200
    links = page.text.split('<ul class="menu">')[1].split("</ul>")[0].split('<a href="')[1:]
    for link in links:
        assert browser.get(link.split('"')[0], follow_redirects=True).status_code == 200


def test_home_leads_to_the_first_screen_of_the_role(ministry: Ministry, sign_in: Callable[[str], FlaskClient]) -> None:
    assert sign_in("enlace").get("/").headers["Location"] == "/mi-mes/"
    assert sign_in("viceministro").get("/").headers["Location"] == "/tablero/"
