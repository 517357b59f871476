"""What was written last, as a mark: what was worked out under one mark holds as long as the mark stays."""

from __future__ import annotations

from sqlalchemy import text

from models.tables.base import db

MARK = """(SELECT concat_ws(' ',
         (SELECT oid FROM pg_database WHERE datname = current_database()),
         (SELECT max(id) FROM value_change), (SELECT max(id) FROM audit_entry),
         CASE WHEN pg_snapshot_xmin(seen) <> pg_snapshot_xmax(seen) THEN seen::text END)
  FROM pg_current_snapshot() AS seen)"""
"""Every write leaves a line in one of the two trails, so their ends tell whether there was any.

A line of a transaction that is still under way is not seen yet and may have a lower number than one that is: while
there is such a transaction the mark is of this very moment alone. The database's own number keeps copies apart.
"""


def write_mark() -> str:
    """Give a text that is another after every recorded write to this database; one statement."""
    return str(db.session.execute(text(f"SELECT {MARK}")).scalar_one())
