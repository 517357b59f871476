"""Both trails as one row of lines, each with its whole content in one fixed form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text

from models.tables.base import db

CHUNK = 5_000

# jsonb's own text sorts the keys and keeps every digit; the zone is fixed because moments are written in it.
_LINES = """
    SELECT line.source, line.id, line.xid, line.content
      FROM (SELECT 'audit_entry' AS source, entry.id, entry.xid, to_jsonb(entry)::text AS content
              FROM audit_entry AS entry WHERE entry.xid > :after AND entry.xid < {below}
             UNION ALL
            SELECT 'value_change', change.id, change.xid, to_jsonb(change)::text
              FROM value_change AS change WHERE change.xid > :after AND change.xid < {below}) AS line
     ORDER BY line.xid, line.source, line.id
"""
_SETTLED = text(_LINES.format(below="pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))
_UP_TO = text(_LINES.format(below=":below"))


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line: which trail, its id there, its transaction, its content as jsonb writes it."""

    source: str
    id: int
    xid: int
    content: str


def settled_lines(after_xid: int) -> Iterator[TrailLine]:
    """Lines of finished transactions later than `after_xid`; none that comes later can sort before them."""
    yield from _stream(_SETTLED, {"after": after_xid})


def lines_between(after_xid: int, below_xid: int) -> Iterator[TrailLine]:
    """Lines of the transactions between two numbers, both excluded."""
    yield from _stream(_UP_TO, {"after": after_xid, "below": below_xid})


def _stream(statement: object, values: dict[str, int]) -> Iterator[TrailLine]:
    db.session.execute(text("SET LOCAL timezone = 'UTC'"))
    rows = db.session.execute(statement, values, execution_options={"yield_per": CHUNK})  # type: ignore[call-overload]  # a text clause
    try:
        for source, id_, xid, content in rows:
            yield TrailLine(source, id_, xid, content)
    finally:
        rows.close()  # who finds a bad line stops in the middle of a server's cursor
