"""Rows of a file beside a table: brought by COPY, compared as a set, and put into it where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from models.actions.copy_rows import copy_rows
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a sheet are new, differ from what stands, or are the same."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """How rows of a file become rows of `table`. All names are our own, never a person's.

    `brought` are the columns of the file with their SQL types; `found` those that the statements `find` fill, which
    speak of the staged rows as `staged`. `key` says which row of the table is meant, `values` what it holds: columns of
    the table that the staged rows have as well. `linked` are values that may refer to rows of the same file; the
    statements `link` fill them once these rows exist. `stamped` columns are written with every row that is new or
    changed, by an SQL expression, and are not compared. Each row counts its changes.
    """

    table: str
    brought: Mapping[str, str]
    key: Sequence[str]
    values: Sequence[str]
    found: Mapping[str, str] = field(default_factory=dict)
    find: Sequence[str] = ()
    linked: Sequence[str] = ()
    link: Sequence[str] = ()
    also_changed: Sequence[str] = ()
    stamped: Mapping[str, str] = field(default_factory=dict)

    def words(self) -> dict[str, str]:
        """Give what the statements below leave open."""
        held = [*self.key, *(value for value in self.values if value not in self.linked)]
        assigned = [f"{column} = staged.{column}" for column in self.values]
        stamps = [f"{column} = {expression}" for column, expression in self.stamped.items()]
        stamps.append(f"row_version = {self.table}.row_version + 1")
        return {
            "table": self.table,
            "staged": self.staged,
            "same": " AND ".join(f"standing.{column} = staged.{column}" for column in self.key),
            "mine": ", ".join(f"staged.{column}" for column in self.values),
            "theirs": ", ".join(f"standing.{column}" for column in self.values),
            "columns": ", ".join([*held, *self.stamped]),
            "contents": ", ".join([*held, *self.stamped.values()]),
            "assigned": ", ".join(assigned),
            "rewritten": ", ".join([*assigned, *stamps]),
        }

    @property
    def staged(self) -> str:
        """The name of the table of the staged rows."""
        return f"staged_{self.table}"


_MATCH = """
    UPDATE {staged} staged SET id = standing.id FROM {table} standing
     WHERE staged.id IS NULL AND standing.institution_id = :institution_id AND {same}
"""
_MARK_NEW = "UPDATE {staged} SET is_new = true WHERE id IS NULL"
_INSERT = """
    INSERT INTO {table} (institution_id, {columns})
    SELECT :institution_id, {contents} FROM {staged} staged WHERE is_new ORDER BY file_row
"""
_COMPARE = """
    UPDATE {staged} staged SET is_changed = true FROM {table} standing
     WHERE standing.institution_id = :institution_id AND standing.id = staged.id
       AND ROW({mine}) IS DISTINCT FROM ROW({theirs})
"""
_COUNT = """
    SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE is_changed AND NOT is_new),
           count(*) FILTER (WHERE NOT is_new AND NOT is_changed)
      FROM {staged}
"""
_UPDATE = """
    UPDATE {table} SET {rewritten} FROM {staged} staged
     WHERE {table}.institution_id = :institution_id AND {table}.id = staged.id AND staged.is_changed
       AND NOT staged.is_new
"""
_LINK_NEW = """
    UPDATE {table} SET {assigned} FROM {staged} staged
     WHERE {table}.institution_id = :institution_id AND {table}.id = staged.id AND staged.is_changed AND staged.is_new
"""


@dataclass(frozen=True, slots=True)
class StagedRows:
    """Rows on their way into a table; every statement may name what is in `bound`, the institution among it."""

    stage: Stage
    bound: Mapping[str, Any]

    def bring(self, rows: Iterable[Sequence[Any]]) -> None:
        """Copy rows, each with its number in the file first, and find what their codes refer to."""
        stage = self.stage
        columns = {"file_row": "integer", **stage.brought, **stage.found, "id": "bigint"}
        defined = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        marks = "is_new boolean DEFAULT false, is_changed boolean DEFAULT false"
        self.run("DROP TABLE IF EXISTS {staged}")
        self.run(f"CREATE TEMPORARY TABLE {{staged}} ({defined}, {marks}) ON COMMIT DROP")
        copy_rows(stage.staged, ["file_row", *stage.brought], rows)
        self.run("ANALYZE {staged}")
        for statement in stage.find:
            self.run(statement)

    def put(self) -> Counts:
        """Put the rows into their table: what is new, and what differs from what stands."""
        self.run(_MATCH)
        self.run(_MARK_NEW)
        self.run(_INSERT)
        if self.stage.linked:
            self.run(_MATCH)
            for statement in self.stage.link:
                self.run(statement)
        self.run(_COMPARE)
        for statement in self.stage.also_changed:
            self.run(statement)
        counts = Counts(*self.run(_COUNT).one())
        if counts.changed:
            self.run(_UPDATE)
        if self.stage.linked and counts.created:
            self.run(_LINK_NEW)
        return counts

    def run(self, statement: str, **further: Any) -> Any:  # noqa: ANN401 -- a result has the statement's shape
        """Run one statement, its open places filled with the names of this stage."""
        return db.session.execute(text(statement.format(**self.stage.words())), {**self.bound, **further})
