"""A throw-away installation filled with the large institution, and the tools to compare two ways of doing a thing."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import create_engine, event, select, text
from werkzeug.security import generate_password_hash

from app.embedded.parts import Parts, embedded_parts
from app.factory import create_app
from app.upgrade import upgrade
from benchmarks.dataset import Size, fill
from config import settings
from models.rules.roles import Role
from models.scope import as_system
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.org_unit import OrgUnit
from models.tables.person import Person

PASSWORD = "una-clave-de-medida"
UNIT = "B0001"


@dataclass(frozen=True, slots=True)
class Place:
    """The running parts, the application, and what was filled."""

    parts: Parts
    app: Flask
    version_id: int
    size: Size

    @property
    def institution_id(self) -> int:
        """The large institution."""
        with as_system():
            return db.session.scalars(select(Institution.id).where(Institution.code == "hacienda_sv")).one()


@contextmanager
def large_place(size: Size | None = None) -> Iterator[Place]:
    """Make, fill and analyse; everything is gone after the block."""
    size = size or Size()
    with TemporaryDirectory(prefix="rb-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        with embedded_parts(Path(folder), "rumbo", ephemeral=True) as parts:
            values = settings({"RUMBO_ENV": "test", "RUMBO_SECRET_KEY": "x" * 60, "RUMBO_VAR": folder})
            values |= {
                "RUMBO_DATABASE_URL": parts.database_url,
                "SQLALCHEMY_DATABASE_URI": parts.database_url,
                "RUMBO_DATABASE_OWNER_URL": parts.owner_url,
                "RUMBO_DATABASE_READ_URL": parts.read_url,
                "RUMBO_QUEUE_URL": parts.queue_url,
                "RUMBO_FILES_URL": f"{folder}/files",
                "EMBEDDED": False,
            }
            upgrade(values)
            version_id = _fill(parts.owner_url, size)
            app = create_app(values)
            with app.app_context():
                _people()
                yield Place(parts, app, version_id, size)
                db.session.remove()
                db.engine.dispose()


def _fill(owner_url: str, size: Size) -> int:
    engine = create_engine(owner_url)
    with engine.begin() as connection:
        version_id = fill(connection, size)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()
    return version_id


def _people() -> None:
    """A liaison of the first unit and an analyst of all."""
    with as_system():
        where = db.session.scalars(select(Institution.id).where(Institution.code == "hacienda_sv")).one()
        unit = db.session.scalars(select(OrgUnit.id).where(OrgUnit.code == UNIT)).one()
        for name, role in (("enlace", Role.LIAISON), ("analista", Role.PLANNING_ANALYST)):
            add_person(where, name, role, unit)
        db.session.commit()


def add_person(institution_id: int, username: str, role: Role, org_unit_id: int) -> None:
    """Somebody who signs in with PASSWORD. The caller sees as the system, and commits."""
    user = User(
        username=username,
        first_name=username,
        last_name="",
        email=f"{username}@medida.example",
        active=True,
        password=generate_password_hash(PASSWORD, method="pbkdf2:sha256:1"),
    )
    db.session.add(user)
    db.session.flush()
    db.session.add(Person(user_id=user.id, institution_id=institution_id))
    db.session.flush()
    held = {"user_id": user.id, "org_unit_id": org_unit_id, "role": role, "starts_on": date(2020, 1, 1)}
    db.session.add(Assignment(institution_id=institution_id, **held))


def signed_in(app: Flask, username: str) -> FlaskClient:
    """A browser signed in through the log-in page."""
    browser = app.test_client()
    token = token_of(browser.get("/login/").text)
    answer = browser.post("/login/", data={"username": username, "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 302, answer.text
    return browser


def token_of(page: str) -> str:
    """The CSRF token of a page."""
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"', maxsplit=1)[0]


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """Every statement with its values that is sent inside the block, but for BEGIN and COMMIT."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:  # noqa: ANN401
        sent.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def ratio(ours: Callable[[], Any], theirs: Callable[[], Any], rounds: int = 9) -> tuple[float, float, float]:
    """Median seconds of both and of their ratio, from interleaved rounds; the first round only warms up."""
    pairs = []
    for number in range(rounds + 1):
        first, second = _seconds(ours), _seconds(theirs)
        if number:
            pairs.append((first, second))
    own, other = (statistics.median(values) for values in zip(*pairs, strict=True))
    return own, other, statistics.median(first / second for first, second in pairs)


def _seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(name: str, asked: str, measured: float, unit: str, note: str = "") -> dict[str, Any]:
    """One line of the table."""
    return {"name": name, "asked": asked, "measured": round(measured, 2), "unit": unit, "note": note}
