"""Every answer of every kind tells the browser what it may do: run our scripts alone, guess nothing, keep nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Ministry

ANSWERS = (
    ("/login/", 302),
    ("/contrasena/", 200),
    ("/registros/", 200),
    ("/unidades/list/", 200),
    ("/static/rumbo.css", 200),
    ("/", 302),
    ("/mi-mes/", 403),
    ("/unidades/show/999999999", 404),
    ("/no-hay-tal-pagina/", 404),
    ("/login/?next=%00", 400),
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def browser(ministry: Ministry, sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """Somebody who may see some pages and not others."""
    return sign_in("admin")


def policy(answer: TestResponse) -> dict[str, list[str]]:
    """Directive → what it allows."""
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: allowed for name, *allowed in parts}


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_it_sends_the_headers_with_every_answer(browser: FlaskClient, path: str, status: int) -> None:
    with browser.get(path) as answer:
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert policy(answer)["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_it_runs_no_script_but_its_own(browser: FlaskClient, path: str, status: int) -> None:
    with browser.get(path) as answer:
        allowed = policy(answer)
    assert allowed["default-src"] == ["'self'"]
    assert allowed["object-src"] == allowed["base-uri"] == ["'none'"]
    assert not any("unsafe" in word or "http" in word or "*" in word for words in allowed.values() for word in words)
    assert re.fullmatch(r"'nonce-[\w-]{16,}'", allowed["script-src"][1])


def test_it_gives_each_answer_a_nonce_of_its_own(browser: FlaskClient) -> None:
    nonces = {policy(browser.get("/registros/"))["script-src"][1] for _ in range(3)}
    assert len(nonces) == 3


@pytest.mark.parametrize(("path", "status"), [(path, status) for path, status in ANSWERS if "static" not in path])
def test_it_lets_no_browser_keep_a_page(browser: FlaskClient, path: str, status: int) -> None:
    assert browser.get(path).headers["Cache-Control"] == "no-store"


def test_it_lets_no_browser_keep_what_a_form_answers(browser: FlaskClient) -> None:
    answer = browser.post("/contrasena/", data={})
    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert policy(answer)["frame-ancestors"] == ["'none'"]


def test_it_sends_them_with_a_failure_too(app: Flask, browser: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(app.config, name="PROPAGATE_EXCEPTIONS", value=False)
    monkeypatch.setitem(app.view_functions, name="RegistersView.home", value=fail)
    answer = browser.get("/registros/")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_asks_for_the_safe_way_once_it_came_so(browser: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in browser.get("/login/").headers
    assert "max-age=" in browser.get("/login/", base_url="https://127.0.0.1").headers["Strict-Transport-Security"]
