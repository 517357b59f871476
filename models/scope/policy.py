"""What a policy is, and the conditions that policies are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ARRAY, BigInteger, BindParameter, ColumnElement, Select, any_, false, literal, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from models.rules.roles import Role
from models.scope.reader import Reader
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion

# Aliases of tables, not of classes: a subquery of a policy is neither scoped again nor correlated with the query.
ITEM = PlanItem.__table__.alias("scope_item")
VERSION = PlanVersion.__table__.alias("scope_plan_version")
INDICATOR = Indicator.__table__.alias("scope_indicator")
SHEET = CaptureSheet.__table__.alias("scope_sheet")

Column = InstrumentedAttribute[Any] | ColumnElement[Any]
Rows = Callable[[Reader], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Policy:
    """One table: which rows of the reader's own institution are seen, and who may write which.

    `rows` is the condition for a reader with at least one role (the institution is checked before it). `writers` are
    the roles that may write at all. `owners` are dotted paths to the unit of a row, over many-to-one relationships:
    liaisons and heads write only where every unit found is theirs; a row without unit is the whole institution's.
    """

    rows: Rows
    writers: frozenset[Role] = frozenset()
    owners: tuple[str, ...] = ()


def every_row(_reader: Reader) -> ColumnElement[bool]:
    """All rows of the institution."""
    return true()


def no_row(_reader: Reader) -> ColumnElement[bool]:
    """Nothing but for the system."""
    return false()


def for_roles(*roles: Role) -> Rows:
    """All rows for whoever holds one of the roles, none for others."""
    return lambda reader: true() if reader.roles.intersection(roles) else false()


def all_readers(reader: Reader) -> ColumnElement[bool]:
    """All rows for those who see the whole institution (R 3.1, code `a`), none for others."""
    return true() if reader.reads_all else false()


def unless_all(reader: Reader, narrower: Callable[[], ColumnElement[bool]]) -> ColumnElement[bool]:
    """All rows for those who see the whole institution, `narrower` for others."""
    return true() if reader.reads_all else narrower()


def among(column: Column, ids: frozenset[int]) -> ColumnElement[bool]:
    """The column is one of the ids; one parameter however many they are, so that statements stay cached."""
    if not ids:
        return false()
    condition: ColumnElement[bool] = column == any_(_array(ids))
    return condition


@lru_cache(maxsize=1024)
def _array(ids: frozenset[int]) -> BindParameter[Sequence[int]]:
    """One parameter object for one set of ids: shared by the conditions of a statement, it costs a fifth."""
    return literal(sorted(ids), ARRAY(BigInteger))


@lru_cache(maxsize=1024)
def one_number(value: int) -> BindParameter[int]:
    """One parameter object for one number, for the same reason."""
    return literal(value, BigInteger)


def of_readable_unit(column: Column) -> Rows:
    """Rows whose unit is read."""
    return lambda reader: unless_all(reader, lambda: among(column, reader.readable_units))


def of_readable_item(column: Column) -> Rows:
    """Rows of an item of an own unit or of a project in which one takes part."""
    return lambda reader: unless_all(reader, lambda: column.in_(readable_items(reader)))


def of_readable_indicator(column: Column) -> Rows:
    """Rows of an indicator of such an item."""
    return lambda reader: unless_all(reader, lambda: column.in_(readable_indicators(reader)))


def of_readable_sheet(column: Column) -> Rows:
    """Rows of the capture sheet of an own unit."""
    return lambda reader: unless_all(reader, lambda: column.in_(readable_sheets(reader)))


def readable_items(reader: Reader) -> Select[Any]:
    """Ids of the items that a reader of units sees with their figures."""
    return select(ITEM.c.id).where(_item_is_readable(reader)).correlate(None)


def readable_indicators(reader: Reader) -> Select[Any]:
    """Ids of the indicators of those items."""
    joined = INDICATOR.join(ITEM, ITEM.c.id == INDICATOR.c.plan_item_id)
    return select(INDICATOR.c.id).select_from(joined).where(_item_is_readable(reader)).correlate(None)


def readable_sheets(reader: Reader) -> Select[Any]:
    """Ids of the capture sheets of the units that are read."""
    return select(SHEET.c.id).where(among(SHEET.c.org_unit_id, reader.readable_units)).correlate(None)


def plan_is_readable(key: Column, org_unit: Column, reader: Reader) -> ColumnElement[bool]:
    """A plan of the whole institution, of an own unit, or one in which own units have or carry out items."""
    own = or_(among(ITEM.c.org_unit_id, reader.readable_units), among(ITEM.c.id, reader.shared_items))
    joined = VERSION.join(ITEM, ITEM.c.plan_version_id == VERSION.c.id)
    worked_on = select(VERSION.c.plan_id).select_from(joined).where(own).correlate(None)
    return or_(org_unit.is_(None), among(org_unit, reader.readable_units), key.in_(worked_on))


def _item_is_readable(reader: Reader) -> ColumnElement[bool]:
    own = among(ITEM.c.org_unit_id, reader.readable_units)
    return or_(own, among(ITEM.c.id, reader.participating_items))
