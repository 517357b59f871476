"""Many rows into one table by PostgreSQL's COPY, inside the session's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from models.tables.base import db

if TYPE_CHECKING:
    from psycopg import Connection


def as_array(values: Iterable[Decimal | int | str | None]) -> str:
    """Write numbers and codes as PostgreSQL reads an array: for tens of thousands ten times faster than one by one."""
    return "{" + ",".join("NULL" if value is None else str(value) for value in values) + "}"


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append rows with values in the order of `columns`; names come from the program, never from a person.

    Values that are not scalars must be text in PostgreSQL's form (`as_array` for an array, JSON for jsonb).
    """
    connection = cast("Connection[Any]", db.session.connection().connection.driver_connection)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        write = copy.write_row
        for row in rows:
            write(row)
