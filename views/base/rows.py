"""How a person names a row of another table: the code that is typed or chosen, and the words that a list shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import g
from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from models.queries.search import in_one
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.level import Level
from models.tables.norm_reference import NormReference
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.procedure_document import ProcedureDocument

LONGEST_LIST = 200
"""A longer list is no choice but a burden (50,000 items make a page of 5 MB): the code is typed instead."""

Rows = Select[Any]
Choices = list[tuple[str, str]]
"""Key and words of each row."""


@dataclass(frozen=True, slots=True)
class RowName:
    """The key that finds one row among those that the reader sees, its words, and the order of a list of them.

    `needs` is the relation that the words speak of: it is loaded for all rows at once; `key_needs` is the same for the
    key. `is_short` says that there are seldom too many for a list: they are read at once, and not counted before.
    `said` is the text in which a long list is searched.
    """

    find: Callable[[str], Rows]
    key: Callable[[Any], str]
    words: Callable[[Any], str]
    order: tuple[Any, ...]
    is_listed: bool = True
    needs: str = ""
    is_short: bool = False
    key_needs: str = ""
    said: ColumnElement[str] | None = None


def _by(column: Any) -> Callable[[str], Rows]:  # noqa: ANN401 -- a mapped column
    return lambda text: select(column.class_).where(column == text)


def _in_plan(column: Any) -> Callable[[str], Rows]:  # noqa: ANN401
    """CODE or PLAN:CODE; of several versions the newest."""

    def find(text: str) -> Rows:
        plan, _separator, code = text.rpartition(":")
        model = column.class_
        found = select(model).where(column == code).order_by(model.plan_version_id.desc())
        versions = select(PlanVersion.id).join(Plan, Plan.id == PlanVersion.plan_id).where(Plan.code == plan)
        return found.where(model.plan_version_id.in_(versions)) if plan else found

    return find


def _by_key(model: Any) -> Callable[[str], Rows]:  # noqa: ANN401 -- a table without a code of its own
    """Its number in the database, as the list beside the field has it."""

    def find(text: str) -> Rows:
        return select(model).where(model.id == _whole(text))

    return find


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _own_key(row: Any) -> str:  # noqa: ANN401
    return str(row.id)


def _version(text: str) -> Rows:
    """PLAN vNUMBER."""
    code, _separator, number = text.rpartition(" v")
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0
    return (
        select(PlanVersion)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .where(Plan.code == code, PlanVersion.number == wanted)
    )


def _level(text: str) -> Rows:
    """TYPE:LEVEL."""
    kind, _separator, code = text.rpartition(":")
    return (
        select(Level).join(PlanType, PlanType.id == Level.plan_type_id).where(PlanType.code == kind, Level.code == code)
    )


def _coded(row: Any) -> str:  # noqa: ANN401 -- a row of a table with a code and a name
    return f"{row.code} {row.name}"


def _plan_of(row: Any) -> str:  # noqa: ANN401 -- an item or an indicator
    item = row if isinstance(row, PlanItem) else row.plan_item
    return str(item.plan_version.plan.code)


def _key_in_plan(row: Any) -> str:  # noqa: ANN401
    return f"{_plan_of(row)}:{row.code}"


def _of_plan(model: Any, key_needs: str) -> RowName:  # noqa: ANN401 -- a table with a code within a plan
    return RowName(
        _in_plan(model.code),
        _key_in_plan,
        _coded,
        (model.code,),
        is_listed=False,
        key_needs=key_needs,
        said=in_one(model.code, model.name),
    )


NAMES: dict[type[Model], RowName] = {
    OrgUnit: RowName(
        _by(OrgUnit.code), lambda row: row.code, _coded, (OrgUnit.code,), said=in_one(OrgUnit.code, OrgUnit.name)
    ),
    User: RowName(
        _by(User.username),
        lambda row: row.username,
        lambda row: f"{row.first_name} {row.last_name} ({row.username})",
        (func.folded(User.first_name), func.folded(User.last_name)),
        said=in_one(User.first_name, User.last_name, User.username),
    ),
    PlanType: RowName(
        _by(PlanType.code), lambda row: row.code, lambda row: row.name, (PlanType.ordinal,), is_short=True
    ),
    Level: RowName(
        _level,
        lambda row: f"{row.plan_type.code}:{row.code}",
        lambda row: f"{row.plan_type.code}: {row.name}",
        (Level.plan_type_id, Level.ordinal),
        needs="plan_type",
        is_short=True,
    ),
    Plan: RowName(_by(Plan.code), lambda row: row.code, _coded, (Plan.code,), is_short=True),
    PlanVersion: RowName(
        _version,
        lambda row: f"{row.plan.code} v{row.number}",
        lambda row: f"{row.plan.code} · v{row.number}",
        (PlanVersion.plan_id, PlanVersion.number),
        needs="plan",
        is_short=True,
    ),
    NormReference: RowName(_by_key(NormReference), _own_key, str, (NormReference.kind, NormReference.number)),
    ProcedureDocument: RowName(
        _by_key(ProcedureDocument), _own_key, str, (ProcedureDocument.code, ProcedureDocument.version)
    ),
    PlanItem: _of_plan(PlanItem, "plan_version.plan"),
    Indicator: _of_plan(Indicator, "plan_item.plan_version.plan"),
}


def row_of(model: type[Model], text: str) -> Model | None:
    """The row that `text` names, or None: also for one that the reader may not see."""
    row: Model | None = db.session.scalars(NAMES[model].find(text.strip()).limit(1)).first()
    return row


def key_of(row: Model) -> str:
    """What finds the row again."""
    return NAMES[type(row)].key(row)


def words_of(row: Model) -> str:
    """What a list shows for the row."""
    name = NAMES.get(type(row))
    return name.words(row) if name else str(row)


def needs_of(model: type[Model]) -> tuple[str, ...]:
    """Relations that must be loaded before rows of `model` are put in words."""
    name = NAMES.get(model)
    return (name.needs,) if name and name.needs else ()


def listed(model: type[Model], only: Iterable[ColumnElement[bool]] = ()) -> Choices | None:
    """Key and words of every row that the reader may choose; None where they are too many for a list."""
    name = NAMES[model]
    if not name.is_listed:
        return None
    chosen = select(model).where(*only)
    if not name.is_short and _count(model, chosen) > LONGEST_LIST:
        return None
    loads = [joinedload(getattr(model, name.needs))] if name.needs else []
    rows = db.session.scalars(chosen.order_by(*name.order).options(*loads).limit(LONGEST_LIST + 1)).all()
    g.setdefault("listed", {})[model] = rows  # the session forgets what nobody holds; a list shows these rows again
    return None if len(rows) > LONGEST_LIST else [(name.key(row), name.words(row)) for row in rows]


def _count(model: type[Any], chosen: Rows) -> int:
    """By the key of the class, so that the reader's conditions hold here too."""
    some = chosen.limit(LONGEST_LIST + 1).with_only_columns(model.id).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0
