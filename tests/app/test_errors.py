"""One page per failure: Spanish, without our insides; JSON for scripts."""

from __future__ import annotations

import re
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
from tests.conftest import Browser, LiveDatabase, Ministry, csrf_token

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
    "bad": (lambda: abort(400), 400, "No se entiende"),
    "missing": (lambda: abort(404), 404, "no está a su alcance"),
    "conflict": (lambda: abort(409), 409, "mientras tanto"),
    "too_big": (lambda: abort(413), 413, "20 MB"),
    "wrong": (lambda: abort(422), 422, "corríjalo y envíelo otra vez"),
    "too_many": (lambda: abort(429), 429, "intentos"),
    "teapot": (lambda: abort(418), 418, "No se pudo"),
}


@pytest.fixture(scope="module")
def prone_app(live: LiveDatabase, environment: dict[str, str]) -> Flask:
    """An application with a page for every failure."""
    app = create_app({**settings(environment), "EMBEDDED": False, "TESTING": True, "PROPAGATE_EXCEPTIONS": False})
    app.test_client_class = Browser
    for name, (fail, _status, _words) in FAILURES.items():
        app.add_url_rule(f"/fail/{name}", f"fail_{name}", lambda fail=fail: fail() or "")
        app.config["OPEN_ENDPOINTS"].add(f"fail_{name}")
    return app


@pytest.fixture
def failing_app(prone_app: Flask) -> Iterator[Flask]:
    """That application, without a connection left open: the next test copies the database."""
    yield prone_app
    with prone_app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("name", FAILURES)
def test_it_answers_with_a_page(app: Flask, failing_app: Flask, name: str) -> None:
    _fail, status, words = FAILURES[name]
    answer = failing_app.test_client().get(f"/fail/{name}")
    assert answer.status_code == status
    assert words in answer.text
    assert not any(inside in answer.text for inside in ("secret", "SELECT", "UPDATE", "psycopg", "Traceback"))


@pytest.mark.parametrize("name", [name for name in FAILURES if name != "refused"])
def test_a_page_of_a_failure_says_its_code_and_the_way_on(app: Flask, failing_app: Flask, name: str) -> None:
    _fail, status, _words = FAILURES[name]
    page = failing_app.test_client().get(f"/fail/{name}").text
    assert f"Código {status}" in page
    assert re.search(r'href="/"[^>]*>\s*Ir al inicio', page)
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert 'rel="stylesheet"' in page
    assert 'lang="es' in page


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        (
            "http://localhost/plan/list/?_flt_0_code=a&page_PlanItemView=2",
            "/plan/list/?_flt_0_code=a&amp;page_PlanItemView=2",
        ),
        ("http://localhost/fail/conflict", ""),  # the page that failed
        ("http://elsewhere.example/plan/list/", ""),  # another host
        ("", ""),
    ],
)
def test_it_leads_back_to_a_page_of_ours(app: Flask, failing_app: Flask, referrer: str, back: str) -> None:
    page = failing_app.test_client().get("/fail/conflict", headers={"Referer": referrer}).text
    assert re.findall(r'href="([^"]*)"><svg.*?</svg>Volver', page) == ([back] if back else [])


def test_whoever_is_forbidden_reads_whom_to_ask(ministry: Ministry, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/personas/add")
    assert page.status_code == 403
    assert "No tiene permiso" in page.text
    assert 'href="mailto:admin@ministerio.example"' in page.text
    assert "mailto:" not in sign_in("enlace").get("/nowhere").text


def test_a_form_that_is_too_big_has_its_page(ministry: Ministry, sign_in: SignIn) -> None:
    answer = sign_in("analista").post("/plan/add", data={"name": "x" * (26 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "Código 413" in answer.text


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
