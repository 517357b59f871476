"""A person chooses the language of the screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import csrf_token, rows
from tests.procedures.steps import press
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
ANY_PAGE = "/mis-avisos/"


def choose(browser: FlaskClient, language: str) -> None:
    press(browser, ANY_PAGE, "/idioma/", language=language, back=ANY_PAGE)


def test_it_begins_in_spanish(story: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get(ANY_PAGE).text
    assert '<html lang="es-SV">' in page
    assert "Mis avisos" in page


def test_it_keeps_the_choice_with_the_person(story: Story, sign_in: SignIn) -> None:
    choose(sign_in("enlace"), "en")
    again = sign_in("enlace").get(ANY_PAGE).text
    assert '<html lang="en">' in again
    assert "My notices" in again
    assert '<html lang="es-SV">' in sign_in("jefatura").get(ANY_PAGE).text


def test_it_goes_back_to_spanish(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    choose(browser, "en")
    choose(browser, "es")
    assert "Mis avisos" in browser.get(ANY_PAGE).text


@pytest.mark.parametrize("language", ["", "fr", "EN", "en; DROP"])
def test_it_refuses_another_language(story: Story, sign_in: SignIn, language: str) -> None:
    browser = sign_in("enlace")
    data = {"language": language, "csrf_token": csrf_token(browser, ANY_PAGE)}
    assert browser.post("/idioma/", data=data).status_code == 400


@pytest.mark.parametrize("path", ["/mis-avisos/?_l_=en", "/mis-avisos/?lang=en"])
def test_no_address_changes_it(story: Story, sign_in: SignIn, path: str) -> None:
    assert "Mis avisos" in sign_in("enlace").get(path, headers={"Accept-Language": "en"}).text


def test_no_other_route_changes_it(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    assert browser.get("/lang/en").status_code == 404
    with browser.session_transaction() as session:
        session["locale"] = "en"
    assert "Mis avisos" in browser.get(ANY_PAGE).text


def test_a_refusal_is_in_the_readers_language(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    choose(browser, "en")
    page = browser.get("/mi-mes/2027-99/")
    assert page.status_code == 422
    assert "« 2027-99 » is no period." in page.text


def test_it_leaves_a_line_in_the_trail(story: Story, sign_in: SignIn) -> None:
    choose(sign_in("enlace"), "en")
    assert rows("SELECT count(*) FROM audit_entry WHERE action = 'choose_language'") == [(1,)]
