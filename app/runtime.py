"""From the environment to an application that can run: addresses, secrets, embedded parts, schema, clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import Flask

from app.embedded.parts import embedded_parts
from app.embedded.secrets import secret
from app.factory import create_app
from app.upgrade import ensure_schema, require_schema
from config import WrongSetting, settings
from models.clock import reset_business_clock, set_business_clock
from models.tables.base import db

EMBEDDED_DATABASE = {"production": "rumbo", "test": "rumbo", "demo": "rumbo_demo"}
MOVABLE_CLOCK = {"demo", "test"}


@contextmanager
def running_settings() -> Iterator[dict[str, Any]]:
    """The settings, with the addresses of the embedded parts where none is given; stops what it started.

    Raises WrongSetting where the environment cannot be read.
    """
    values = settings()
    if not values["SECRET_KEY"]:
        values["SECRET_KEY"] = values["RUMBO_SECRET_KEY"] = secret(values["RUMBO_VAR"], "web_key")
    values["RUMBO_FILES_URL"] = values["RUMBO_FILES_URL"] or str(values["RUMBO_VAR"] / "files")
    if values["RUMBO_DATABASE_URL"] and values["RUMBO_QUEUE_URL"]:
        yield {**values, "EMBEDDED": False}
        return
    with embedded_parts(values["RUMBO_VAR"], EMBEDDED_DATABASE[values["RUMBO_ENV"]]) as parts:
        outside = bool(values["RUMBO_DATABASE_URL"])
        if not outside:
            values["RUMBO_DATABASE_URL"] = parts.database_url
            values["RUMBO_DATABASE_OWNER_URL"] = parts.owner_url
            values["RUMBO_DATABASE_READ_URL"] = parts.read_url
        values["RUMBO_QUEUE_URL"] = values["RUMBO_QUEUE_URL"] or parts.queue_url
        yield {**values, "SQLALCHEMY_DATABASE_URI": values["RUMBO_DATABASE_URL"], "EMBEDDED": not outside}


@contextmanager
def running_app() -> Iterator[Flask]:
    """An application inside its context, with its schema at the head and the business clock set.

    On the embedded database the schema is made first; on an outside one it must be there already (rulings 26).
    """
    with running_settings() as values:
        if values["EMBEDDED"]:
            ensure_schema(values)
        else:
            require_schema(values)
        app = create_app(values)
        with app.app_context():
            try:
                apply_clock(values)
                yield app
            finally:
                db.session.remove()
                db.engine.dispose()


def apply_clock(values: dict[str, Any]) -> None:
    """Move the business clock to RUMBO_NOW where the environment allows it; production lives in real time."""
    if values["RUMBO_ENV"] not in MOVABLE_CLOCK:
        return
    if values["RUMBO_NOW"]:
        set_business_clock(_moment(values["RUMBO_NOW"]))
    elif values["RUMBO_ENV"] == "test":
        reset_business_clock()
    db.session.commit()


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise WrongSetting(f"RUMBO_NOW: escriba un momento ISO con zona; se leyó «{text}».") from problem
    if moment.tzinfo is None:
        raise WrongSetting(f"RUMBO_NOW: falta la zona horaria en «{text}», por ejemplo 2027-04-08T09:00-06:00.")
    return moment
