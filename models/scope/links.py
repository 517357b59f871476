"""The many-to-one references of a mapped row: where they point now, and where they pointed before it was changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask_appbuilder import Model
from sqlalchemy import inspect, select
from sqlalchemy.orm import InstanceState, LoaderCallableStatus, Mapper, RelationshipDirection, Session
from sqlalchemy.orm.attributes import History


@dataclass(frozen=True, slots=True)
class Link:
    """One reference: the relationship's name, the key of its foreign key column and the class that it points to."""

    name: str
    column: str
    target: type[Model]


@lru_cache(maxsize=128)
def links_of(mapper: Mapper[Model]) -> dict[str, Link]:
    """The references of a mapped class, by name."""
    links = {}
    for relation in mapper.relationships:
        if relation.direction is RelationshipDirection.MANYTOONE:
            (column,) = relation.local_columns
            links[relation.key] = Link(relation.key, mapper.get_property_by_column(column).key, relation.mapper.class_)
    return links


def points_to(row: Model, link: Link) -> tuple[int | None, Model | None]:
    """Where a reference points once the flush is done: an id and, where a form or action set the object, the object."""
    history: History = inspect(row).attrs[link.name].history
    if history.added:
        target = history.added[0]
        return (None if target is None else target.id), target
    return getattr(row, link.column), None


def pointed_to(session: Session, row: Model, link: Link) -> int | None:
    """Where a stored row's reference points in the database, whatever has been set since."""
    state: InstanceState[Model] = inspect(row)
    committed = state.committed_state.get(link.column, row)
    if committed is row:  # not set since it was loaded
        unchanged: int | None = getattr(row, link.column)
        return unchanged
    if committed is not LoaderCallableStatus.NO_VALUE:
        before: int | None = committed
        return before
    table = state.mapper.local_table  # set before it was loaded: the session never saw the old value
    same = [column == value for column, value in zip(table.primary_key, state.identity or (), strict=True)]
    stored: int | None = session.scalar(select(table.c[link.column]).where(*same))
    return stored


def has_moved(row: Model, link: Link) -> bool:
    """Whether the reference is new or was set to something else."""
    histories: list[History] = [inspect(row).attrs[key].history for key in (link.name, link.column)]
    return any(history.added for history in histories)
