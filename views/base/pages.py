"""What a register is made of and how its pages are drawn; the routes are those of `PlanningModelView`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import g
from flask_appbuilder import ModelView
from flask_appbuilder.models.filters import Filters
from flask_babel import lazy_gettext
from sqlalchemy import ColumnElement
from wtforms import Field, Form

from views.base.arguments import ListArguments
from views.base.cells import formatter_of
from views.base.columns import chosen_columns
from views.base.fields import VersionField
from views.base.forms import FormWords, PlanningConverter
from views.base.groups import Groups, grouped
from views.base.interface import PlanningInterface
from views.base.rows_widget import RowsWidget

if TYPE_CHECKING:
    from views.base.saving import Saved

COLUMN_LISTS = ("list_columns", "search_columns", "show_columns", "add_columns", "edit_columns", "order_columns")
Widgets = dict[str, Any]
WRITTEN = lazy_gettext("They are written by those in charge of them: ask your planning unit if one is missing.")
FILLED = lazy_gettext("It fills by itself as the plan is followed.")
"""What to do about an empty list: of a register with a form, and of one without."""


class RegisterPages(ModelView):
    """The declarations of a register, its forms and its four pages."""

    appbuilder: Any
    datamodel: PlanningInterface
    list_title: Any
    list_hint: Any = ""
    show_title: Any = ""
    add_title: Any = ""
    edit_title: Any = ""
    label_columns: dict[str, Any]
    list_columns: Any
    search_columns: Any
    show_columns: Any
    add_columns: Any
    edit_columns: Any
    order_columns: Any = ()
    summed_columns: Sequence[str] = ()
    field_groups: Groups = ()
    base_order: Any = None
    formatters_columns: Any = None
    search_form: Any = None
    add_form: Any = None
    edit_form: Any = None
    choice_labels: Mapping[str, Mapping[str, Any]] = {}
    choice_lines: Mapping[str, Mapping[str, Any]] = {}
    constraint_messages: Mapping[str, str] = {}
    own_fields: Mapping[str, Field] = {}
    offered: Mapping[str, Sequence[ColumnElement[bool]]] = {}
    deletable = False
    largest_page = 100
    list_widget = RowsWidget
    list_template = "register/list.html"
    show_template = "register/show.html"
    add_template = "register/form.html"
    edit_template = "register/form.html"

    def closed_because(self, row: Any) -> str:  # noqa: ANN401, ARG002
        """Why a row is not changed or deleted any more, for a person; empty while it may be."""
        return ""

    def beside(self, row: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002
        """What the template of the record shows besides its columns."""
        return {}

    def name_of(self, row: Any) -> str:  # noqa: ANN401
        """What the row is called in titles: its first two columns, of which a code stands before the name itself."""
        columns = self.list_columns[:2]
        values = self.datamodel.get_values_item(row, columns)
        joint = " " if columns[0] == "code" else " · "
        return joint.join(self.formatters_columns[column](value) for column, value in zip(columns, values, strict=True))

    def _open_related_views(self) -> Sequence[RegisterPages]:
        may = self.appbuilder.sm.has_access
        return [view for view in self._related_views if may("can_list", view.class_permission_name)]

    def _related_lists(self, row: Any, related: Sequence[RegisterPages]) -> list[Any]:  # noqa: ANN401
        lists = []
        for view in related:
            arguments = ListArguments.of(view)
            order = (arguments.order_column, arguments.order_direction)
            page = {"page": arguments.page, "page_size": arguments.page_size}
            lists.append(self._get_related_view_widget(row, view, *order, **page))
        return lists

    def sums(self, joined: Filters) -> dict[str, Decimal | None]:
        """Of each summed column that is shown, the sum over all rows that pass the `joined` filters."""
        shown = [name for name in chosen_columns(type(self).__name__, self.list_columns) if name in self.summed_columns]
        return self.datamodel.sums(joined, shown) if shown else {}

    def _offered_columns(self) -> list[tuple[str, str, bool]]:
        """Name and label of the columns that may be left out, and whether each is shown."""
        shown = chosen_columns(type(self).__name__, self.list_columns)
        return [(name, str(self.label_columns[name]), name in shown) for name in self.list_columns[1:]]

    def _list_widget(self, filters: Filters, arguments: ListArguments) -> Widgets:
        widgets: Widgets = self._get_list_widget(
            filters=filters,
            order_column=arguments.order_column,
            order_direction=arguments.order_direction,
            page=arguments.page,
            page_size=arguments.page_size,
        )
        return widgets

    def _get_list_widget(  # type: ignore[override]  # FAB calls it by name
        self,
        filters: Filters,
        **arguments: Any,  # noqa: ANN401 -- FAB's own
    ) -> Widgets:
        """FAB's, and what stands below the rows: sums over all rows that pass, not of the page alone."""
        widgets: Widgets = super()._get_list_widget(filters=filters, **arguments)
        sums = self.sums(filters.get_joined_filters(self._base_filters))
        totals = {name: self.formatters_columns[name](value) for name, value in sums.items()}
        widgets["list"].template_args |= {"totals": totals, "empty_hint": WRITTEN if self.add_columns else FILLED}
        return widgets

    def _show_page(self, row: Any) -> str:  # noqa: ANN401 -- the register's own class
        related = self._open_related_views()
        widgets = self._get_show_widget(row.id, row) | {"related_views": self._related_lists(row, related)}
        return self._rendered(
            self.show_template,
            self.show_title,
            row=row,
            widgets=widgets,
            related_views=related,
            closed_because=self.closed_because(row),
            **self.beside(row),
        )

    def _add_page(self, form: Form) -> str:
        widgets = self._get_add_widget(form=form)
        widgets["add"].template_args["groups"] = grouped(self.add_columns, self.field_groups)
        return self._rendered(self.add_template, self.add_title, widgets=widgets, form=form)

    def _edit_page(self, form: Form, row: Any, saved: Saved) -> str:  # noqa: ANN401 -- the register's own class
        widgets = self._get_edit_widget(form=form)
        widgets["edit"].template_args["groups"] = grouped(self.edit_columns, self.field_groups)
        return self._rendered(
            self.edit_template,
            self.edit_title,
            row=row,
            widgets=widgets,
            form=form,
            differences=saved.differences,
        )

    def _rendered(self, template: str, title: Any, *, row: Any = None, **context: Any) -> str:  # noqa: ANN401
        """A page of the register, with what all of them show: what it is, of which row, and the way back."""
        name = "" if row is None else self.name_of(row)
        page: str = self.render_template(
            template,
            title=f"{title}: {name}" if name else title,
            name=name,
            pk=None if row is None else self.datamodel.get_pk_value(row),
            here=self.endpoint,
            list_title=self.list_title,
            list_hint=self.list_hint,
            list_endpoint=f"{self.endpoint}.list",
            show_endpoint=f"{self.endpoint}.show",
            add_title=getattr(self, "add_title", ""),
            edit_title=getattr(self, "edit_title", ""),
            **context,
        )
        return page

    def update_redirect(self) -> None:
        """FAB writes the pages of a visit into the cookie; we go back by address."""

    @property
    def _filters(self) -> Filters:
        """The filters of this request. FAB keeps one object for all threads, and shows one person another's rows."""
        kept: dict[str, Filters] = g.setdefault("filters", {})
        name = type(self).__name__
        if name not in kept:
            kept[name] = self.datamodel.get_filters(self.search_columns)
        return kept[name]

    @_filters.setter
    def _filters(self, _shared: Filters) -> None:
        """FAB sets it once at start."""

    def _init_properties(self) -> None:
        """What was declared is all there is: FAB fills an empty list with every column of the table."""
        declared = {name: [*getattr(self, name)] for name in COLUMN_LISTS}
        self.label_columns = dict(self.label_columns)
        super()._init_properties()
        for name, columns in declared.items():
            setattr(self, name, columns)
        shown = [*self.list_columns, *self.show_columns]
        self.formatters_columns = {
            column: self.formatters_columns.get(column)
            or formatter_of(self.datamodel, column, self.choice_labels.get(column, {}))
            for column in shown
        }
        self.datamodel.show(self.list_columns, self.show_columns)

    def _init_forms(self) -> None:
        words = FormWords(type(self).__name__, self.choice_labels, self.choice_lines, self.offered)
        converter = PlanningConverter(self.datamodel, words)
        shared: tuple[Any, ...] = (self.description_columns, self.validators_columns, dict(self.own_fields))
        self.add_form = converter.create_form(self.label_columns, self.add_columns, *shared)
        edit_form = converter.create_form(self.label_columns, self.edit_columns, *shared)
        is_versioned = hasattr(self.datamodel.obj, "row_version")
        self.edit_form = type("EditForm", (edit_form,), {"row_version": VersionField()} if is_versioned else {})

    def _init_titles(self) -> None:
        self.title = self.list_title
