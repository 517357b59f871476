"""Tell the database who acts and what the business clock shows, so that its trail of values can say so."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.orm import Session

from models.scope import current_reader
from models.tables.base import db

expects_writes: ContextVar[bool] = ContextVar("expects_writes", default=True)
"""False while a page is only read: then its transactions are spared the statement."""

_TELL = text(
    """
    SELECT set_config('rumbo.actor', :actor, true),
           set_config('rumbo.now', (clock_timestamp() + make_interval(secs => coalesce(
               (SELECT offset_seconds FROM business_clock WHERE id = 1), 0)))::text, true)
    """
)


def tell_trail() -> None:
    """Name the reader in the transaction that runs already; later ones are told when they begin."""
    reader = current_reader()
    if reader is not None:
        db.session.execute(_TELL, {"actor": reader.name})


@event.listens_for(Session, "after_begin")
def _tell_at_begin(_session: Session, _transaction: Any, connection: Connection) -> None:  # noqa: ANN401 -- SQLAlchemy's own
    reader = current_reader()
    if reader is not None and expects_writes.get() and connection.dialect.name == "postgresql":
        connection.execute(_TELL, {"actor": reader.name})
