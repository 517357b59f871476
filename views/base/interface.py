"""How a generated view asks the database: eager where columns say so, counted cheaply, always in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_appbuilder import Model
from flask_appbuilder.models.filters import Filters
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import func, select
from sqlalchemy.orm import Query

from views.base.filters import PlanningFilters
from views.base.relations import Tree, fill, needed
from views.base.row_count import RowCount, count_of

LARGEST_KEY = 2**63 - 1
LARGEST_PAGE = 100
Rows = tuple[RowCount, list[Model]]


class PlanningInterface(SQLAInterface):
    """FAB's door to a model. The rows that it finds are those of the reader (`models.scope`)."""

    filter_converter_class = PlanningFilters

    def __init__(self, obj: type[Model]) -> None:
        super().__init__(obj)
        self.shown_in_list: Tree = {}
        self.shown_in_record: Tree = {}

    def show(self, in_list: list[str], in_record: list[str]) -> None:
        """Say which columns are shown: what they need of other tables is loaded with the rows, however many."""
        self.shown_in_list, self.shown_in_record = needed(self.obj, in_list), needed(self.obj, in_record)

    def query(  # type: ignore[override]  # noqa: PLR0913, PLR0917 -- FAB's signature; the count says how exact it is
        self,
        filters: Filters | None = None,
        order_column: str = "",
        order_direction: str = "",
        page: int | None = None,
        page_size: int | None = None,
        select_columns: list[str] | None = None,  # noqa: ARG002 -- FAB's own; our columns decide what is loaded
        outer_default_load: bool = False,  # noqa: ARG002, FBT001, FBT002
    ) -> Rows:
        """How many rows pass the filters, and those of the page."""
        found = self.apply_filters(self.session.query(self.obj), filters)
        start, size = (page or 0) * (page_size or 0), page_size or LARGEST_PAGE
        rows = self._rows(self._ordered(found, order_column, order_direction), start, size + 1)
        shown, has_more = rows[:size], len(rows) > size
        fill(shown, self.shown_in_list)
        return count_of(found, self.get_pk(), start + len(shown) if shown else 0, has_more=has_more), shown

    def sums(self, filters: Filters, columns: Sequence[str]) -> dict[str, Decimal | None]:
        """The sum of each of the `columns` over all rows that pass the filters; None where every one is empty."""
        found = self.apply_filters(self.session.query(self.obj), filters)
        added = found.with_entities(*(getattr(self.obj, name) for name in columns)).subquery()
        row = self.session.execute(select(*(func.sum(added.c[name]) for name in columns))).one()
        return dict(zip(columns, row, strict=True))

    def get(
        self,
        id: Any,  # noqa: A002, ANN401 -- FAB's own signature
        filters: Filters | None = None,
        select_columns: list[str] | None = None,  # noqa: ARG002
        outer_default_load: bool = False,  # noqa: ARG002, FBT001, FBT002
    ) -> Model | None:
        """The row of a key, or None: also for a key that is none, and for a row that the reader may not see."""
        key = str(id)
        if not (key.isascii() and key.isdecimal()) or int(key) > LARGEST_KEY:
            return None
        found = self.apply_filters(
            self.session.query(self.obj).filter_by(**{str(self.get_pk_name()): int(key)}), filters
        )
        row: Model | None = found.one_or_none()
        fill([row] if row else [], {**self.shown_in_list, **self.shown_in_record})
        return row

    def get_related_obj(self, col_name: str, value: Any) -> Model | None:  # noqa: ANN401 -- text of a request
        """The row that a relation filter names, or None."""
        related: Model | None = PlanningInterface(self.get_related_model(col_name)).get(value)
        return related

    def _rows(self, ordered: Query[Model], start: int, most: int) -> list[Model]:
        """The rows from `start` on. Those of a later page by their keys, which stand in the index that orders them.

        So the rows that are passed over are never read: on page 20,000 of 600,000 values they would take all the time.
        """
        if not start:
            return ordered.limit(most).all()
        key: Any = self.get_pk()
        keys: list[int] = [each for (each,) in ordered.with_entities(key).offset(start).limit(most)]
        rows = self.session.query(self.obj).filter(key.in_(keys))
        found = {row.id: row for row in rows} if keys else {}
        return [found[each] for each in keys if each in found]

    def _ordered(self, found: Query[Model], column: str, direction: str) -> Query[Model]:
        if not column:
            return found.order_by(self.get_pk())
        ordered: Query[Model] = self.apply_order_by(found, column, direction, aliases_mapping={}, add_pk=True)
        return ordered
