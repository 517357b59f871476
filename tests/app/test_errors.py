"""One page per failure: Spanish, without our insides; JSON for scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from app.factory import create_app
from config import settings
from models.rules.errors import RuleBroken
from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from tests.conftest import Browser, LiveDatabase, csrf_token

SignIn = Callable[[str], FlaskClient]


def _add_twice() -> None:
    with as_system():
        for _ in range(2):
            db.session.add(OrgUnit(institution_id=1, code="TWICE", name="Dos veces", kind="direccion"))
            db.session.flush()


def _ask_for_too_much() -> None:
    db.session.execute(text("SELECT 1/0"))


def _raise(problem: Exception) -> Callable[[], None]:
    def throw() -> None:
        raise problem

    return throw


FAILURES: dict[str, tuple[Callable[[], Any], int, str]] = {
    "refused": (_raise(RuleBroken("no_way", "Así no se puede.", status=409)), 409, "Así no se puede."),
    "twice": (_add_twice, 409, "Alguien cambió"),
    "stale": (_raise(StaleDataError("UPDATE org_unit")), 409, "Alguien cambió"),
    "senseless": (_ask_for_too_much, 400, "No se entiende"),
    "down": (_raise(OperationalError("SELECT secret", {}, OSError("no route"))), 503, "base de datos"),
    "unknown": (_raise(KeyError("secret insides")), 500, "número"),
    "forbidden": (lambda: abort(403), 403, "rol"),
    "too_big": (lambda: abort(413), 413, "20 MB"),
    "too_many": (lambda: abort(429), 429, "intentos"),
    "teapot": (lambda: abort(418), 418, "No se pudo"),
}


@pytest.fixture(scope="module")
def failing_app(live: LiveDatabase, environment: dict[str, str]) -> Iterator[Flask]:
    """An application with a page for every failure."""
    app = create_app({**settings(environment), "EMBEDDED": False, "TESTING": True, "PROPAGATE_EXCEPTIONS": False})
    app.test_client_class = Browser
    for name, (fail, _status, _words) in FAILURES.items():
        app.add_url_rule(f"/fail/{name}", f"fail_{name}", lambda fail=fail: fail() or "")
        app.config["OPEN_ENDPOINTS"].add(f"fail_{name}")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("name", FAILURES)
def test_it_answers_with_a_page(app: Flask, failing_app: Flask, name: str) -> None:
    _fail, status, words = FAILURES[name]
    answer = failing_app.test_client().get(f"/fail/{name}")
    assert answer.status_code == status
    assert words in answer.text
    assert not any(inside in answer.text for inside in ("secret", "SELECT", "UPDATE", "psycopg", "Traceback"))


@pytest.mark.parametrize("name", FAILURES)
def test_it_answers_scripts_in_json(app: Flask, failing_app: Flask, name: str) -> None:
    _fail, status, words = FAILURES[name]
    answer = failing_app.test_client().get(f"/fail/{name}", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert words in answer.get_json()["message"]
    assert answer.get_json()["code"] in {"no_way", f"http_{status}"}


def test_an_unknown_failure_gets_a_number_that_the_log_has(
    app: Flask, failing_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    page = failing_app.test_client().get("/fail/unknown").text
    number = caplog.messages[-1].split()[-1]
    assert number in page
    assert "secret insides" in caplog.text


def test_a_script_without_session_is_told_so(app: Flask) -> None:
    answer = app.test_client().get("/unidades/list/", headers={"Accept": "application/json"})
    assert answer.status_code == 401


def test_a_missing_address_and_a_wrong_method_have_their_pages(ministry: Any, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    assert "alcance" in browser.get("/nowhere").text
    assert browser.get("/logout/").status_code == 405


def test_a_page_that_waited_too_long_says_so(ministry: Any, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    token = csrf_token(browser, "/contrasena/")
    answer = browser.post("/contrasena/", data={"csrf_token": f"{token}x", "old": "x"})
    assert answer.status_code == 400
    assert "venció" in answer.text
