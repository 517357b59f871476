"""The application with a few registers more, made to be attacked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from config import settings
from models.tables.base import db
from tests.conftest import Browser, LiveDatabase, Ministry, csrf_token
from tests.factories import PASSWORD, ItemSpec, make_indicator, make_item, make_plan
from tests.structure.fenced_views import RIGHTS, VIEWS


@pytest.fixture(scope="session")
def fenced_app(live: LiveDatabase, environment: dict[str, str]) -> Flask:
    """A second application over the same database."""
    app = create_app({**settings(environment), "EMBEDDED": False, "TESTING": True})
    app.test_client_class = Browser
    with app.app_context():
        builder = app.extensions["appbuilder"]
        for view in VIEWS:
            builder.add_view_no_menu(view)
        for role, rights in RIGHTS.items():
            builder.sm.builtin_roles[role].extend(rights)
    return app


@pytest.fixture
def enter(fenced_app: Flask, ministry: Ministry) -> Callable[[str], FlaskClient]:
    """A browser signed in to that application."""

    def as_user(username: str) -> FlaskClient:
        browser = fenced_app.test_client()
        form = {"username": username, "password": PASSWORD, "csrf_token": csrf_token(browser)}
        assert browser.post("/login/", data=form).status_code == 302
        return browser

    yield as_user
    with fenced_app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def items(ministry: Ministry) -> dict[str, int]:
    """Keys of an item of the own unit and one of another."""
    version = make_plan()
    made = {
        code: make_item(version, code, ItemSpec("activity", unit))
        for code, unit in (("A1", ministry.unit), ("A2", ministry.other))
    }
    for item in made.values():
        make_indicator(item, {"2027-03": 10})
    keys = {code: item.id for code, item in made.items()}
    db.session.commit()
    return keys
