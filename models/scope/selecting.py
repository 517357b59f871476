"""Every ORM statement is narrowed to what its reader may see; without a reader it finds nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ColumnElement, and_, event, false, select, true
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql.elements import True_

from models.scope.option import ReaderScope
from models.scope.policies import POLICIES
from models.scope.policy import Policy, one_number
from models.scope.reader import Reader, current_reader
from models.tables.institution import Institution
from models.tables.person import Person

PERSON = Person.__table__.alias("scope_person")


class NoReader(RuntimeError):
    """Somebody writes without having said who acts: a fault of the program, never of the person."""


@event.listens_for(Session, "do_orm_execute")
def narrow(state: ORMExecuteState) -> None:
    """Add the reader's conditions to every SELECT, and to an UPDATE or DELETE of mapped classes.

    They bind mapped classes wherever they stand, also inside a subquery of a plain statement, and in loads of
    relations. Tables named by themselves (Core) are for actions, queries and jobs, which name the institution.
    """
    if state.is_column_load:
        return  # of a row that was read before
    if state.is_insert:
        _require_reader_to_insert(state)
    elif state.is_select or state.is_orm_statement:
        _add_scope(state)


def _add_scope(state: ORMExecuteState) -> None:
    scope = _scope_of(current_reader())
    if scope not in state.statement._with_options:  # noqa: SLF001 -- a select-in load already carries its parent's
        state.statement = state.statement.options(scope)


def visible(entity: type[Any], reader: Reader | None) -> ColumnElement[bool]:
    """The condition that a row of `entity` meets for `reader`; `entity` must have a policy."""
    policy = POLICIES[entity]
    if reader is None:
        return false()
    institution = _of_institution(entity, reader)
    return institution if reader.is_system else and_(institution, _rows(entity, policy, reader))


@lru_cache(maxsize=512)
def _scope_of(reader: Reader | None) -> ReaderScope:
    wanted = {entity: visible(entity, reader) for entity in POLICIES}
    return ReaderScope({entity: condition for entity, condition in wanted.items() if not isinstance(condition, True_)})


def _rows(entity: type[Any], policy: Policy, reader: Reader) -> ColumnElement[bool]:
    if reader.roles:
        return policy.rows(reader)
    # Without an assignment today a person sees the own name and institution, and no row of anything else.
    own = {Institution: true(), Person: Person.user_id == reader.user_id, User: User.id == reader.user_id}
    return own.get(entity, false())


def _of_institution(entity: type[Any], reader: Reader) -> ColumnElement[bool]:
    if reader.institution_id is None:
        return true() if reader.is_system else false()
    if entity is Institution:
        return Institution.id == one_number(reader.institution_id)
    if entity is User:
        people = select(PERSON.c.user_id).where(PERSON.c.institution_id == one_number(reader.institution_id))
        return User.id.in_(people.correlate(None))
    if hasattr(entity, "institution_id"):
        condition: ColumnElement[bool] = entity.institution_id == one_number(reader.institution_id)
        return condition
    return true() if reader.is_system else false()


def _require_reader_to_insert(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if current_reader() is None and mapper is not None and mapper.class_ in POLICIES:
        raise NoReader(f"insert into {mapper.class_.__name__} without a reader")
