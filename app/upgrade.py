"""`rumbo upgrade`: migrations, rights of roles, FAB's permissions, presets; safe from two hosts at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url, text

from app.factory import ROOT, create_app
from models.actions.load_preset import has_shipped_presets, load_shipped_presets
from models.clock import real_now
from models.rules.errors import RuleBroken
from models.scope import as_system
from models.tables.base import db
from models.tables.trail import APPEND_ONLY_TABLES

UPGRADE_LOCK = 7_862_016  # any number, the same on every host


def ensure_schema(values: Mapping[str, Any]) -> None:
    """Bring the database to the head of the migrations and load the presets, unless it has them already."""
    if not _at_head(values["RUMBO_DATABASE_OWNER_URL"]):
        upgrade(values)
    elif not _has_presets(values["RUMBO_DATABASE_OWNER_URL"]):
        _load_presets(values)


def require_schema(values: Mapping[str, Any]) -> None:
    """Refuse to run on a database whose schema is not at our head (rulings 26)."""
    if not _at_head(values["RUMBO_DATABASE_URL"]):
        raise RuleBroken(
            "schema_behind", "La base de datos no tiene el esquema de esta versión: ejecute rumbo upgrade."
        )


def upgrade(values: Mapping[str, Any]) -> None:
    """Migrate, grant, register FAB's permissions and load the shipped presets, one host at a time."""
    with _locked(values["RUMBO_DATABASE_OWNER_URL"]) as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
        _register_permissions(values)
        _grant(connection, values)
        connection.commit()
    _load_presets(values)


@contextmanager
def _locked(owner_url: str) -> Iterator[Connection]:
    engine = create_engine(owner_url, hide_parameters=True)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": UPGRADE_LOCK})
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": UPGRADE_LOCK})
            connection.commit()
    engine.dispose()


def _register_permissions(values: Mapping[str, Any]) -> None:
    """FAB makes its roles and permissions: the only process with both switches on (stack section 4.1)."""
    owner = {**values, "SQLALCHEMY_DATABASE_URI": values["RUMBO_DATABASE_OWNER_URL"]}
    app = create_app({**owner, "FAB_CREATE_DB": True, "FAB_UPDATE_PERMS": True})
    with app.app_context():
        db.session.commit()
        db.engine.dispose()


def _load_presets(values: Mapping[str, Any]) -> None:
    app = create_app(values)
    with app.app_context(), as_system():
        load_shipped_presets(real_now())
        db.session.commit()
        db.engine.dispose()


def _grant(connection: Connection, values: Mapping[str, Any]) -> None:
    """The application writes rows and owns nothing; the trail it may only append to; readers only read."""
    app_role = make_url(values["RUMBO_DATABASE_URL"]).username
    read_role = make_url(values["RUMBO_DATABASE_READ_URL"]).username if values["RUMBO_DATABASE_READ_URL"] else None
    owner = make_url(values["RUMBO_DATABASE_OWNER_URL"]).username
    statements = []
    if app_role and app_role != owner:
        statements += [
            f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{app_role}"',
            f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{app_role}"',
            f'REVOKE UPDATE, DELETE, TRUNCATE ON {", ".join(APPEND_ONLY_TABLES)} FROM "{app_role}"',
            f'REVOKE INSERT ON value_change FROM "{app_role}"',  # only the trigger writes it
        ]
    if read_role and read_role != owner:
        statements.append(f'GRANT SELECT ON ALL TABLES IN SCHEMA public TO "{read_role}"')
    for statement in statements:
        connection.execute(text(statement))


def _at_head(url: str) -> bool:
    engine = create_engine(url, hide_parameters=True)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return current == ScriptDirectory.from_config(_alembic()).get_current_head()


def _has_presets(url: str) -> bool:
    engine = create_engine(url, hide_parameters=True)
    with engine.connect() as connection:
        found = has_shipped_presets(connection)
    engine.dispose()
    return found


def _alembic() -> Config:
    config = Config(str(ROOT / "migrations" / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config
