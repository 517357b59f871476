"""Every role on every route, on a row of each relation: the verdicts of tests/matrix.toml hold, and none is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session

from models.rules.roles import ASSIGNABLE
from models.tables.base import db
from tests.conftest import Ministry, csrf_token
from tests.factories import make_user
from tests.matrix import NOBODY, RELATIONS, SAMPLES, USERS, WITHOUT_ROLE, Route, matrix, registered, routes
from tests.structure.matrix_rows import Keys, make_rows

OUT_OF_REACH = ("foreign", "missing")
FORM = {"unit": "DGA", "kind": "projects"}  # names rows that a screen looks up before it asks who may


def test_every_route_has_a_verdict_and_every_verdict_a_route(app: Flask) -> None:
    assert {(route.method, route.path) for route in routes()} == registered(app)


def test_the_groups_name_roles() -> None:
    known = {role.value for role in ASSIGNABLE}
    assert all(set(group) <= known for group in matrix()["who"].values())
    assert set(USERS) == {*known, WITHOUT_ROLE}


@pytest.fixture
def keys(app: Flask, ministry: Ministry) -> Keys:
    """A row of each family and relation, and a person without assignment."""
    make_user("sin_rol")
    return make_rows(app, ministry)


@pytest.fixture
def dry(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a request writes stays: each one meets the same rows. A failure is a page, as in production."""
    monkeypatch.setattr(Session, "commit", Session.flush)
    monkeypatch.setitem(app.config, name="PROPAGATE_EXCEPTIONS", value=False)


@dataclass(slots=True)
class Visitor:
    """Somebody with a session, or nobody; every request starts from the same cookie."""

    app: Flask
    cookie: str | None
    token: str

    def ask(self, route: Route, relation: str, keys: Keys) -> Any:
        """One request, with the form's token."""
        browser = self.app.test_client()
        if self.cookie is not None:
            browser.set_cookie("rumbo", self.cookie)
        data = {**FORM, "person": keys["person"]["own"], "csrf_token": self.token} if route.method == "POST" else None
        return browser.open(_address(route, relation, keys), method=route.method, data=data)


def _address(route: Route, relation: str, keys: Keys) -> str:
    def fill(match: re.Match[str]) -> str:
        return SAMPLES.get(match[1]) or str(keys[route.family][relation])

    return re.sub(r"<([^<>]+)>", fill, route.path)


def _visitor(app: Flask, role: str, sign_in: Callable[[str], FlaskClient]) -> Visitor:
    if role == NOBODY:
        browser = app.test_client()
        token = csrf_token(browser)
    else:
        browser = sign_in(USERS[role])
        token = csrf_token(browser, "/contrasena/" if role != WITHOUT_ROLE else "/")
    cookie = browser.get_cookie("rumbo")
    return Visitor(app, cookie.value if cookie else None, token)


def _visits(keys: Keys) -> Iterator[tuple[Route, str]]:
    for route in routes():
        for relation in (*RELATIONS, *OUT_OF_REACH) if route.family else ("",):
            if not route.family or relation in keys[route.family]:
                yield route, relation


def _met(route: Route, role: str, answer: Any) -> str:
    """The verdict that an answer shows; whatever got through the door is « in », a refusal of its rules too."""
    answer.close()
    to_log_in = answer.status_code == 302 and answer.headers["Location"].startswith("/login/")
    if to_log_in and (route.path != "/logout/" or role == NOBODY):
        return "log-in"
    if answer.status_code >= 500:
        return f"failure {answer.status_code}"
    return {401: "unauthorized", 403: "denied", 404: "hidden", 405: "no such method"}.get(answer.status_code, "in")


@pytest.mark.parametrize("role", [*USERS, NOBODY])
def test_the_verdicts_hold(  # noqa: PLR0917 -- the fixtures that it needs
    app: Flask, keys: Keys, sign_in: Callable[[str], FlaskClient], count_statements: list[str], dry: None, role: str
) -> None:
    visitor = _visitor(app, role, sign_in)
    wrong = []
    for route, relation in _visits(keys):
        count_statements.clear()
        met = _met(route, role, visitor.ask(route, relation, keys))
        expected = route.verdict(role, relation)
        if met != expected:
            wrong.append(f"{route.method} {route.path} {relation}: {met} instead of {expected}")
        wrong += _forbidden_writes(route, met, count_statements)
    assert not wrong, "\n" + "\n".join(wrong)
    db.session.rollback()


def _forbidden_writes(route: Route, met: str, statements: list[str]) -> list[str]:
    """What a GET or a refused request wrote, but for its line in the trail."""
    if route.method == "POST" and met == "in":
        return []
    written = [text for text in statements if re.match(r"\s*(INSERT|UPDATE|DELETE)", text)]
    return [f"{route.method} {route.path} wrote: {text}" for text in written if "INTO audit_entry" not in text]
