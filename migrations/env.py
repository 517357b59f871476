"""How Alembic meets our tables: one line of numbered migrations, with short lock waits."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from models.tables.base import db
from models.tables.registry import TABLES

TARGET = TABLES[0].metadata


def next_number(_context: object, _revision: object, directives: list) -> None:
    """Number a new migration after the last one, so that two parallel ones collide in git."""
    script = context.script
    head = script.get_current_head()
    directives[0].rev_id = f"{int(head or 0) + 1:04d}"


def migrate(connection: Connection) -> None:
    """Run the migrations on an open connection, inside one transaction."""
    context.configure(
        connection=connection,
        target_metadata=TARGET,
        process_revision_directives=next_number,
        compare_server_default=False,
    )
    with context.begin_transaction():
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        context.run_migrations()


def run() -> None:
    """Use the connection that `upgrade` hands over, or open one to the configured database."""
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    with current_app.app_context(), db.engine.connect() as connection:
        migrate(connection)
        connection.commit()


run()
