"""What a list can be narrowed by: one or two plain questions a kind of column, instead of FAB's ten operators."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort
from flask_appbuilder.models.filters import BaseFilter
from flask_appbuilder.models.sqla.filters import SQLAFilterConverter
from sqlalchemy import Enum, func, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Query

from models.rules.folding import ACCENTED, PLAIN, unaccented
from models.scope.links import links_of
from views.base.look_up import said_by
from views.base.rows import row_of

LARGEST = 2**31


class ColumnFilter(BaseFilter):
    """A filter of one column of the list's own table."""

    arg_name = None

    @property
    def column(self) -> InstrumentedAttribute[Any]:
        """The mapped column."""
        found: InstrumentedAttribute[Any] = getattr(self.model, self.column_name)
        return found


class Contains(ColumnFilter):
    """The text stands anywhere in the column, whatever its capitals and accents; `%` and `_` are like other letters."""

    name = "contains"

    def apply(self, query: Query[Any], value: str) -> Query[Any]:
        """Narrow the query."""
        plain = func.translate(func.lower(self.column), ACCENTED, PLAIN)
        return query.filter(plain.contains(unaccented(value), autoescape=True))


class IsChoice(ColumnFilter):
    """One member of a closed choice; 400 for any other word."""

    name = "is"

    def apply(self, query: Query[Any], value: str) -> Query[Any]:
        """Narrow the query."""
        kind = self.column.type
        members = {member.value: member for member in (isinstance(kind, Enum) and kind.enum_class) or ()}
        return query.filter(self.column == members[value]) if value in members else abort(400)


class IsYes(ColumnFilter):
    """`y` or `n`; 400 for any other word."""

    name = "is"

    def apply(self, query: Query[Any], value: str) -> Query[Any]:
        """Narrow the query."""
        if value not in {"y", "n"}:
            abort(400)
        return query.filter(self.column.is_(value == "y"))


class IsNumber(ColumnFilter):
    """A whole number such as a year; 400 for anything else."""

    name = "is"

    def apply(self, query: Query[Any], value: str) -> Query[Any]:
        """Narrow the query."""
        if not (value.isascii() and value.isdecimal()) or int(value) >= LARGEST:
            abort(400)
        return query.filter(self.column == int(value))


class From(ColumnFilter):
    """On that day or later."""

    name = "from"

    def apply(self, query: Query[Any], value: str) -> Query[Any]:
        """Narrow the query."""
        return query.filter(self.column >= _day(value))


class Until(ColumnFilter):
    """On that day or earlier."""

    name = "until"

    def apply(self, query: Query[Any], value: str) -> Query[Any]:
        """Narrow the query."""
        return query.filter(self.column < date.fromordinal(_day(value).toordinal() + 1))


class OfRow(ColumnFilter):
    """Belongs to the row that has this key (`views.base.rows`), else to any that says these words; or to none."""

    name = "is"

    def apply(self, query: Query[Any], value: str) -> Query[Any]:
        """Narrow the query."""
        target = self.column.property.mapper.class_
        row = row_of(target, value)
        if row is not None:
            return query.filter(self.column == row)
        link = links_of(inspect(self.model))[self.column_name]
        return query.filter(getattr(self.model, link.column).in_(select(target.id).where(said_by(target, value))))


class PlanningFilters(SQLAFilterConverter):
    """Which filters a column has; the place in the list is its number in the address."""

    conversion_table: Any = (
        ("is_relation_many_to_one", [OfRow]),
        ("is_enum", [IsChoice]),
        ("is_boolean", [IsYes]),
        ("is_datetime", [From, Until]),
        ("is_date", [From, Until]),
        ("is_integer", [IsNumber]),
        ("is_text", [Contains]),
        ("is_string", [Contains]),
    )


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        abort(400)
    return found if date.min < found < date.max else abort(400)
