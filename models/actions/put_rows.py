"""Rows of a file put into their table: compared with what stands, the new ones copied in, the changed ones updated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import text

from models.actions.copy_rows import copy_rows
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a sheet are new, differ from what stands, or are the same."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


class Brought(NamedTuple):
    """A row of the file, its values in the order of the columns of its `Shape`; without `id` the table gives one."""

    file_row: int
    key: tuple[Any, ...]
    values: tuple[Any, ...]
    also: tuple[Any, ...] = ()
    beside: tuple[Any, ...] = ()
    id: int | None = None


@dataclass(slots=True)
class Put:
    """What was done: the rows that are new, those that differ with the ids of theirs, and what the file lacks.

    `gone` are rows as `Shape.standing` gives them; they were left as they are.
    """

    new: list[Brought] = field(default_factory=list)
    changed: list[tuple[int, Brought]] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)
    unchanged: int = 0

    @property
    def counts(self) -> Counts:
        """How many there were of each."""
        return Counts(len(self.new), len(self.changed), self.unchanged)

    @property
    def touched(self) -> list[Brought]:
        """What is new or changed, in the order of the file and with the ids that are known."""
        known = (row._replace(id=row_id) for row_id, row in self.changed)
        return sorted((*self.new, *known), key=lambda row: row.file_row)


_STANDING = """
    SELECT {columns} FROM {table} standing
     WHERE standing.institution_id = :institution_id AND standing.{hang_on} = ANY(:above) AND {further}
"""
_NEXT = """
    SELECT array_agg(nextval(ids.sequence))
      FROM (SELECT pg_get_serial_sequence(:table, 'id')::regclass AS sequence OFFSET 0) AS ids,
           generate_series(1, :count)
"""
_UPDATE = (
    "CREATE TEMPORARY TABLE changed ON COMMIT DROP AS SELECT id, {columns} FROM {table} WITH NO DATA",
    """
    UPDATE {table} SET {assigned}, row_version = {table}.row_version + 1 FROM changed
     WHERE {table}.institution_id = :institution_id AND {table}.id = changed.id
    """,
    "DROP TABLE changed",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of a file become rows of `table`. All names are our own, never a person's.

    `key` says which row of the table is meant, `values` what it holds; `also` is written with every row that is new or
    changed and not compared, `beside` is compared and not written: SQL expressions about a `standing` row. The
    standing rows that the file speaks of `hang_on` some others, and follow a `further` condition.
    """

    table: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    hang_on: str
    also: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    further: str = "true"

    def standing(self, bound: Mapping[str, Any], above: Collection[int]) -> Iterable[Any]:
        """Ask for the rows that stand below those with the ids `above`: id, key, values, and what is beside them."""
        if not above:
            return ()
        columns = ", ".join(("id", *self.key, *self.values, *self.beside))
        statement = _STANDING.format(columns=columns, table=self.table, hang_on=self.hang_on, further=self.further)
        return db.session.execute(text(statement), {**bound, "above": list(above)})

    def ids(self, standing: Iterable[Any], keys: Iterable[Any]) -> dict[Any, int]:
        """Give the id of every row by its key (its only column, where it is one), drawn beforehand for new ones."""
        single, end = len(self.key) == 1, 1 + len(self.key)
        known = {row[1] if single else tuple(row[1:end]): row[0] for row in standing}
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            drawn = db.session.execute(text(_NEXT), {"table": self.table, "count": len(missing)}).scalar_one()
            known.update(zip(missing, drawn, strict=True))
        return known

    def put(self, rows: Iterable[Brought], standing: Iterable[Any], bound: Mapping[str, Any]) -> Put:
        """Put the rows in place; what stands and is not among them is only told."""
        put = self._compared({row.key: row for row in rows}, standing)
        if put.new:
            self._insert(put.new, bound["institution_id"])
        if put.changed:
            self._update(put.changed, bound)
        return put

    def _compared(self, waiting: dict[tuple[Any, ...], Brought], standing: Iterable[Any]) -> Put:
        put, end = Put(), 1 + len(self.key)
        for row in standing:
            brought = waiting.pop(tuple(row[1:end]), None)
            if brought is None:
                put.gone.append(row)
            elif brought.values + brought.beside == tuple(row[end:]):
                put.unchanged += 1
            else:
                put.changed.append((row[0], brought))
        put.new.extend(waiting.values())
        return put

    def _insert(self, rows: Sequence[Brought], institution_id: int) -> None:
        columns = ("institution_id", *self.key, *self.values, *self.also)
        if rows[0].id is None:
            copy_rows(self.table, columns, ((institution_id, *row.key, *row.values, *row.also) for row in rows))
        else:
            numbered = ((institution_id, *row.key, *row.values, *row.also, row.id) for row in rows)
            copy_rows(self.table, (*columns, "id"), numbered)

    def _update(self, rows: Iterable[tuple[int, Brought]], bound: Mapping[str, Any]) -> None:
        columns = (*self.values, *self.also)
        words = {
            "table": self.table,
            "columns": ", ".join(columns),
            "assigned": ", ".join(f"{column} = changed.{column}" for column in columns),
        }
        make, update, drop = (text(statement.format(**words)) for statement in _UPDATE)
        db.session.execute(make)
        copy_rows("changed", ("id", *columns), ((row_id, *row.values, *row.also) for row_id, row in rows))
        db.session.execute(update, bound)
        db.session.execute(drop)
