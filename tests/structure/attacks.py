"""What the tests of the fence share: posting a form with its token, and looking at what is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import csrf_token, rows

Enter = Callable[[str], FlaskClient]
TOKEN_PAGE = "/contrasena/"
DAY = {"on": "2027-05-03", "name": "Asueto local", "kind": "local"}


def post(browser: FlaskClient, path: str, **data: Any) -> Any:
    """Send a form with its token."""
    return browser.post(path, data={**data, "csrf_token": csrf_token(browser, TOKEN_PAGE)})


def name_of(key: int) -> str:
    """What is stored, whoever's scope it is."""
    return str(rows(f"SELECT name FROM plan_item WHERE id = {key}")[0][0])  # noqa: S608 -- a number of our own


def days() -> list[Any]:
    """Every day that is stored, as text."""
    return rows('SELECT "on"::text, name FROM non_working_day ORDER BY "on"')


def registered(app: Flask) -> list[Any]:
    """Every view of the application."""
    return list(app.extensions["appbuilder"].baseviews)
