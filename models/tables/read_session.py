"""A session that asks over the connection that can only read, while somebody says so (design section 6).

A write that is attempted there fails in the database, whatever our own code would have let through.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import current_app
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Engine, NullPool, create_engine

reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)
"""Whether what is asked now goes over the reading connection."""

_ENGINE = "rumbo_read_engine"


class PlanningSession(Session):
    """One session, two connections: that of the application, and that of its readers."""

    def get_bind(
        self,
        mapper: Any = None,  # noqa: ANN401 -- SQLAlchemy's own signature
        clause: Any = None,  # noqa: ANN401
        bind: Engine | Connection | None = None,
        **more: Any,  # noqa: ANN401
    ) -> Engine | Connection:
        """The reading engine inside `reading_only`, else the application's."""
        if reads_only.get():
            return _read_engine(self._db.engine)
        return super().get_bind(mapper=mapper, clause=clause, bind=bind, **more)


@contextmanager
def reading_only(*, value: bool = True) -> Iterator[None]:
    """Ask over the reading connection until the block ends; it sees what is committed.

    With `value` false the application's connection is used again: for a line of the trail about somebody who reads.
    """
    token = reads_only.set(value)
    try:
        yield
    finally:
        reads_only.reset(token)


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Ask over the reading connection and see one moment of the database until the block ends.

    What the open transaction has read is of another moment, so that the caller commits first.
    """
    with reading_only():
        current_app.extensions["sqlalchemy"].session.connection(
            execution_options={"isolation_level": "REPEATABLE READ"}
        )
        yield


def _read_engine(engine: Engine) -> Engine:
    """That of RUMBO_DATABASE_READ_URL; without one the application's own, in transactions that only read."""
    known: Engine | None = current_app.extensions.get(_ENGINE)
    if known is None:
        url = current_app.config.get("RUMBO_DATABASE_READ_URL")
        # Few people and long reports read over it: no connection of theirs is kept open between them.
        base = create_engine(url, hide_parameters=True, poolclass=NullPool) if url else engine
        known = current_app.extensions[_ENGINE] = base.execution_options(postgresql_readonly=True)
    return known
