"""A real PostgreSQL and a real Valkey for each test process, thrown away at its end; no other host is reached."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_appbuilder.security.sqla.models import User
from hypothesis import settings as settings_of_laws
from pytest_socket import socket_allow_hosts
from sqlalchemy import Engine, create_engine, event, text

from app.embedded.parts import Parts, embedded_parts
from app.factory import create_app
from app.upgrade import upgrade
from config import settings
from models.clock import set_business_clock
from models.rules.roles import Role
from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from tests.factories import PASSWORD, make_unit, make_user
from tests.live_database import KEPT, LIVE, MINISTRY, TEMPLATE, LiveDatabase
from tests.throw_away import throw_away_parent

pytest_plugins = ("tests.browser.chromium", "tests.post_office", "tests.shares", "tests.stages")
settings_of_laws.register_profile("suite", deadline=None)  # a machine under load is no fault of a law
settings_of_laws.load_profile("suite")


def pytest_runtest_setup() -> None:
    """Loopback and unix sockets only."""
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def parts() -> Iterator[Parts]:
    """The throw-away cluster of this test process, outside var/."""
    with tempfile.TemporaryDirectory(prefix="rb-", dir=throw_away_parent()) as folder:
        Path(folder).chmod(0o755)
        with embedded_parts(Path(folder), TEMPLATE, ephemeral=True) as running:
            yield running


@pytest.fixture(scope="session")
def environment(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment of a process that works on the live test database."""
    return {
        "RUMBO_ENV": "test",
        "RUMBO_VAR": str(tmp_path_factory.mktemp("var")),
        "RUMBO_DATABASE_URL": _live(parts.database_url),
        "RUMBO_DATABASE_OWNER_URL": _live(parts.owner_url),
        "RUMBO_DATABASE_READ_URL": _live(parts.read_url),
        "RUMBO_QUEUE_URL": parts.queue_url,
        "RUMBO_SECRET_KEY": "a-key-for-tests-only-that-is-long-enough-to-sign-sessions",
        "RUMBO_BASE_URL": "http://rumbo.example",
        "RUMBO_MAIL_HOST": "127.0.0.1",
    }


def _live(url: str) -> str:
    return url.replace(TEMPLATE, LIVE)


@pytest.fixture(scope="session")
def template(parts: Parts) -> str:
    """A migrated database with the shipped presets, from which each test's database is cloned."""
    values = settings({"RUMBO_ENV": "test", "RUMBO_SECRET_KEY": "x" * 60, "RUMBO_DATABASE_URL": parts.database_url})
    values |= {"RUMBO_DATABASE_OWNER_URL": parts.owner_url, "RUMBO_DATABASE_READ_URL": parts.read_url}
    upgrade(values)
    return TEMPLATE


@pytest.fixture(scope="session")
def live(parts: Parts, template: str) -> LiveDatabase:
    """The one live database of this test process, which notices every commit of the process, whoever's it is."""
    database = LiveDatabase(parts)
    database.renew(template)
    event.listen(Engine, "commit", lambda _connection: setattr(database, "is_clean", False))
    return database


@pytest.fixture(scope="session")
def whole_app(live: LiveDatabase, environment: dict[str, str]) -> Iterator[Flask]:
    """The application on the live database, made once."""
    values = settings(environment)
    app = create_app(
        {**values, "RUMBO_FILES_URL": str(values["RUMBO_VAR"] / "files"), "EMBEDDED": False, "TESTING": True}
    )
    app.test_client_class = Browser
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(whole_app: Flask, live: LiveDatabase, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application inside its context, on a fresh database: an empty one, or one of those of tests.stages."""
    stages = {"story": KEPT, "ministry": MINISTRY}
    live.renew(next((kept for name, kept in stages.items() if name in request.fixturenames), TEMPLATE))
    with whole_app.app_context():
        yield whole_app
        db.session.remove()
        if not live.is_clean:
            db.engine.dispose()


@pytest.fixture
def dirty(live: LiveDatabase) -> Callable[[], None]:
    """Call it in a test whose other processes write to the database."""
    return lambda: setattr(live, "is_clean", False)


@pytest.fixture
def system(app: Flask) -> Iterator[Any]:
    """The body runs as `sistema`, who sees every institution."""
    with as_system():
        yield db.session


@pytest.fixture
def owner(parts: Parts, app: Flask, live: LiveDatabase) -> Iterator[Any]:
    """A connection as the owner of the tables, for what the application may not do."""
    engine = create_engine(_live(parts.owner_url))
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()
    live.is_clean = False


@pytest.fixture
def set_clock(app: Flask) -> Callable[[str], datetime]:
    """Set the business clock to an ISO moment with zone, and commit it."""

    def set_to(moment: str) -> datetime:
        when = datetime.fromisoformat(moment)
        set_business_clock(when)
        db.session.commit()
        return when

    return set_to


@dataclass(frozen=True, slots=True)
class Ministry:
    """hacienda_sv with two units under one office, and one person per role."""

    top: OrgUnit
    unit: OrgUnit
    other: OrgUnit
    people: dict[str, User]


def make_ministry() -> Ministry:
    """Two dependencies with liaison and head each, and the central roles; committed. As the system."""
    top = make_unit("MH", kind="despacho")
    unit = make_unit("DGA", parent=top)
    other = make_unit("DGT", parent=top)
    people = {
        "enlace": make_user("enlace", (Role.LIAISON, unit)),
        "jefatura": make_user("jefatura", (Role.DEPARTMENT_HEAD, unit)),
        "enlace2": make_user("enlace2", (Role.LIAISON, other)),
        "jefatura2": make_user("jefatura2", (Role.DEPARTMENT_HEAD, other)),
        "analista": make_user("analista", (Role.PLANNING_ANALYST, top)),
        "planificacion": make_user("planificacion", (Role.PLANNING_HEAD, top)),
        "direccion": make_user("direccion", (Role.PLANNING_DIRECTOR, top)),
        "viceministro": make_user("viceministro", (Role.VICE_MINISTER, top)),
        "control": make_user("control", (Role.INTERNAL_CONTROL, top)),
        "finanzas": make_user("finanzas", (Role.FINANCE, top)),
        "secretaria": make_user("secretaria", (Role.SECRETARY, top)),
        "admin": make_user("admin", (Role.ADMINISTRATOR, top)),
    }
    db.session.commit()
    return Ministry(top, unit, other, people)


class Browser(FlaskClient):
    """Each request in a context of its own, as in production: otherwise `g` and the session outlive a request.

    A long upload is put into a temporary file, which its maker leaves open.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
            answer.request.input_stream.close()
            return answer


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a session."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[[str], FlaskClient]:
    """A browser signed in as a user, through the log-in page."""

    def as_user(username: str) -> FlaskClient:
        browser = app.test_client()
        token = csrf_token(browser)
        answer = browser.post("/login/", data={"username": username, "password": PASSWORD, "csrf_token": token})
        assert answer.status_code == 302, answer.text
        return browser

    return as_user


def csrf_token(browser: FlaskClient, path: str = "/login/") -> str:
    """The token that a page carries."""
    page = browser.get(path).text
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


@pytest.fixture
def count_statements(app: Flask) -> Iterator[list[str]]:
    """Every SQL statement sent while the test runs; clear the list before the part that counts."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def rows(sql: str) -> list[Any]:
    """Rows of a plain SQL question, whoever's scope it is."""
    return list(db.session.execute(text(sql)))
