"""Nothing reaches the database outside the institution and units of whoever writes; without a reader nothing does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from flask_appbuilder import Model
from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import History

from models.rules.errors import RuleBroken
from models.scope.links import has_moved, links_of, pointed_to, points_to
from models.scope.policies import POLICIES
from models.scope.reader import EVERYWHERE, Reader, current_reader
from models.scope.selecting import NoReader


@event.listens_for(Session, "before_flush")
def guard(session: Session, _context: object, _instances: object) -> None:
    """Refuse the whole flush when one new, changed or deleted row is not the reader's to write.

    New rows get the reader's institution. Raises NoReader without a reader, RuleBroken for a row outside (404) and
    for a reference to something that the reader does not see (422).
    """
    new = [row for row in session.new if type(row) in POLICIES]
    changed = [row for row in session.dirty if type(row) in POLICIES and session.is_modified(row)]
    deleted = [row for row in session.deleted if type(row) in POLICIES]
    written = [*new, *changed, *deleted]
    if not written:
        return
    reader = current_reader()
    if reader is None:
        raise NoReader(f"{type(written[0]).__name__} written without a reader")
    with session.no_autoflush:
        for row in written:
            _check_institution(row, reader)
            if not reader.is_system:
                _check_owner(session, row, reader)
        if not reader.reads_all:  # for those who see the institution, the database's own references are enough
            _check_references(session, [*new, *changed])


def _check_institution(row: Model, reader: Reader) -> None:
    if not hasattr(row, "institution_id"):
        return
    if row.institution_id is None and inspect(row).pending:
        row.institution_id = reader.institution_id
    crosses = reader.is_system and reader.institution_id is None
    before: History = inspect(row).attrs.institution_id.history
    if (row.institution_id != reader.institution_id and not crosses) or (before.added and before.deleted):
        raise _outside()


def _check_owner(session: Session, row: Model, reader: Reader) -> None:
    """Role and unit (rulings 16): one of the writers' roles must reach every unit that the row has or had."""
    policy = POLICIES[type(row)]
    roles = reader.roles & policy.writers
    if roles & EVERYWHERE or (roles and not policy.owners):
        return
    units = set(_units(session, row, policy.owners))
    if not units or not any(units <= reader.reach(role) for role in roles):
        raise _outside()


def _units(session: Session, row: Model, paths: Iterable[str]) -> Iterator[int | None]:
    for path in paths:
        yield from _ends(session, row, path, before=False)
        if inspect(row).persistent:
            yield from _ends(session, row, path, before=True)


def _ends(session: Session, row: Model, path: str, *, before: bool) -> Iterator[int | None]:
    """The unit at the end of a path: nothing where the path breaks off, None for a row of the whole institution."""
    name, _, rest = path.partition(".")
    link = links_of(inspect(row).mapper)[name]
    key, target = (pointed_to(session, row, link), None) if before else points_to(row, link)
    if not rest:
        yield key
    elif key is not None or target is not None:
        parent = target or session.get(link.target, key)
        if parent is None:
            raise _outside()
        yield from _ends(session, parent, rest, before=before)


def _check_references(session: Session, rows: Iterable[Model]) -> None:
    wanted: dict[tuple[type[Model], str], set[int]] = defaultdict(set)
    for row in rows:
        for link in links_of(inspect(row).mapper).values():
            key = points_to(row, link)[0] if link.target in POLICIES and has_moved(row, link) else None
            if key is not None:
                wanted[link.target, link.name].add(key)
    for (target, name), keys in wanted.items():
        pk = inspect(target).get_property_by_column(inspect(target).primary_key[0]).class_attribute
        if keys.difference(session.scalars(select(pk).where(pk.in_(keys)))):
            raise RuleBroken("reference_out_of_scope", "Elija un valor de la lista.", field=name)


def _outside() -> RuleBroken:
    return RuleBroken("out_of_scope", "No existe o no está a su alcance.", status=404)
