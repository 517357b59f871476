"""What rows show of other tables: found once for all rows, and what the session holds already is not asked again.

SQLAlchemy's own eager loads ask once more for what the search form or the row before has just read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import inspect, select
from sqlalchemy.orm import InstanceState
from sqlalchemy.orm.attributes import set_committed_value

from models.scope.links import Link, links_of
from models.tables.base import db
from views.base.rows import needs_of

Tree = Mapping[str, Any]
"""Relation → the relations of its rows that are needed too."""


def needed(model: type[Model], columns: Iterable[str]) -> Tree:
    """The relations that `columns` of `model` show: dotted ones, and those whose rows are put in words."""
    tree: dict[str, Any] = {}
    for column in columns:
        branch = tree
        for name in _relations(model, column.split(".")):
            branch = branch.setdefault(name, {})
    return tree


def fill(rows: Iterable[Model], tree: Tree) -> None:
    """Set the relations of `tree` on all `rows`, with one statement at most for each.

    A row that the reader may not see is None, as SQLAlchemy's own loads would have it.
    """
    rows = list(rows)
    for name, below in tree.items() if rows else ():
        link = links_of(inspect(type(rows[0])))[name]
        wanted = {key for row in rows if (key := getattr(row, link.column)) is not None}
        found = _held(link, wanted)
        found |= _asked(link, wanted - found.keys())
        for row in rows:
            set_committed_value(row, name, found.get(getattr(row, link.column)))
        fill(found.values(), below)


def _relations(model: type[Model], path: Iterable[str]) -> Iterator[str]:
    for name in path:
        links = links_of(inspect(model))
        if name not in links:
            return
        yield name
        model = links[name].target
    yield from needs_of(model)


def _held(link: Link, keys: Iterable[int]) -> dict[int, Model]:
    mapper = inspect(link.target)
    held = {key: db.session.identity_map.get(mapper.identity_key_from_primary_key((key,))) for key in keys}
    return {key: row for key, row in held.items() if row is not None and not _is_expired(row)}


def _is_expired(row: Model) -> bool:
    state: InstanceState[Model] = inspect(row)
    return state.expired


def _asked(link: Link, keys: set[int]) -> dict[int, Model]:
    if not keys:
        return {}
    key: Any = link.target.id
    return {row.id: row for row in db.session.scalars(select(link.target).where(key.in_(keys)))}
