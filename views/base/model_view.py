"""The fence: FAB's generated lists and forms, with everything closed that FAB leaves open (style section 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_appbuilder import ModelView, expose
from flask_appbuilder.models.filters import Filters
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import Form

from models.actions.record_act import Act, record_act
from models.clock import business_now
from models.tables.base import db
from views.base.arguments import ListArguments, fill_filters
from views.base.declared import check_declared, closed_routes
from views.base.fields import VersionField
from views.base.forms import PlanningConverter
from views.base.interface import PlanningInterface
from views.base.saving import Saved, save
from views.base.view import acting_reader

ROW = "<int(max=9223372036854775807):pk>"
COLUMN_LISTS = ("list_columns", "search_columns", "show_columns", "add_columns", "edit_columns", "order_columns")
Answer = Response | str | tuple[str, int]
Widgets = dict[str, Any]


class PlanningModelView(ModelView):
    """A register: list, record, forms. Subclasses declare what is shown, searched and typed; nothing is guessed.

    An empty list of columns closes its page. Deleting is closed unless `deletable`. Rows are those of the reader
    (`models.scope`); relation fields offer what the reader sees. `check` holds the rules of a row.
    """

    appbuilder: Any
    datamodel: PlanningInterface
    list_title: Any
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
    base_order: Any = None
    formatters_columns: Any = None
    search_form: Any = None
    add_form: Any = None
    edit_form: Any = None
    choice_labels: Mapping[str, Mapping[str, Any]] = {}
    constraint_messages: Mapping[str, str] = {}
    deletable = False
    largest_page = 100
    edit_template = "register/edit.html"
    add_template = "register/add.html"

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 -- whatever Python hands on
        """Raise TypeError for a register that leaves a decision to FAB; close the routes that it does not need."""
        super().__init_subclass__(**kwargs)
        check_declared(cls)
        cls.exclude_route_methods = closed_routes(cls)

    def check(self, row: Any) -> None:  # noqa: ANN401 -- the register's own class
        """Rules of a row that is about to be stored; raise RuleBroken, which is shown at its field."""

    @expose("/list/")
    @has_access
    def list(self) -> Answer:
        """A page of rows, with the search form."""
        arguments, filters = ListArguments.of(self), self._filters
        filters.clear_filters()
        fill_filters(filters)
        widgets = self._list_widget(filters, arguments)
        self._get_search_widget(form=self.search_form.refresh(), widgets=widgets)
        return self._rendered(self.list_template, self.list_title, widgets=widgets)

    @expose(f"/show/{ROW}")
    @has_access
    def show(self, pk: int) -> Answer:
        """One row, and below it the registers that belong to it and that the reader may list."""
        row = self._row(pk)
        related = self._open_related_views()
        widgets = self._with_related(self._get_show_widget(pk, row), row, related)
        return self._rendered(self.show_template, self.show_title, pk=pk, widgets=widgets, related_views=related)

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> Answer:
        """An empty form; storing it goes back to the list."""
        form = self.add_form()
        if request.method == "GET":
            return self._add_page(form)
        saved = save(self, form, self.datamodel.obj()) if form.validate() else Saved(422)
        return self._to_list(_("Saved.")) if saved.is_done else (self._add_page(form), saved.status)

    @expose(f"/edit/{ROW}", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: int) -> Answer:
        """The form of a row; 409 with both texts where somebody else changed it in between."""
        row = self._row(pk)
        form = self.edit_form(obj=row)
        if request.method == "GET":
            return self._edit_page(form, row, Saved(200))
        saved = save(self, form, row) if form.validate() else Saved(422)
        return self._to_list(_("Saved.")) if saved.is_done else (self._edit_page(form, row, saved), saved.status)

    @expose(f"/delete/{ROW}", methods=["POST"])
    @has_access
    def delete(self, pk: int) -> Answer:
        """Remove a row that nothing depends on; a link cannot do it."""
        row = self._row(pk)
        db.session.delete(row)
        db.session.flush()
        self.record("delete", pk)
        db.session.commit()
        return self._to_list(_("Deleted."))

    @expose(f"/action/<name>/{ROW}", methods=["POST"])
    def action(self, name: str, pk: int) -> Answer:
        """Do something to one row."""
        return self._act(name, [pk], single=True)

    @expose("/action_post", methods=["POST"])
    def action_post(self) -> Answer:
        """Do something to the rows that were ticked: to all of them or, where one is out of reach, to none."""
        return self._act(request.form.get("action", ""), request.form.getlist("rowid"), single=False)

    def record(self, verb: str, key: int) -> None:
        """One line of the trail for a change to this register."""
        table = self.datamodel.obj.__tablename__
        record_act(acting_reader(), Act(f"{verb}_{table}", table, key), business_now())

    def _act(self, name: str, keys: Sequence[int | str], *, single: bool) -> Answer:
        action = self.actions.get(name)
        if action is None:
            abort(404)
        if not self.appbuilder.sm.has_access(self.get_action_permission_name(name), self.class_permission_name):
            abort(403)
        rows = [self._row(key) for key in keys]
        answer: Answer = action.func(rows[0] if single else rows)
        return answer

    def _row(self, pk: int | str) -> Any:  # noqa: ANN401 -- the register's own class
        row = self.datamodel.get(pk, self._base_filters)
        if row is None:
            abort(404)
        return row

    def _open_related_views(self) -> Sequence[PlanningModelView]:
        may = self.appbuilder.sm.has_access
        return [view for view in self._related_views if may("can_list", view.class_permission_name)]

    def _with_related(self, widgets: Widgets, row: Any, related: Sequence[PlanningModelView]) -> Widgets:  # noqa: ANN401
        widgets["related_views"] = []
        for view in related:
            arguments = ListArguments.of(view)
            widget = self._get_related_view_widget(
                row,
                view,
                arguments.order_column,
                arguments.order_direction,
                page=arguments.page,
                page_size=arguments.page_size,
            )
            widgets["related_views"].append(widget)
        return widgets

    def _list_widget(self, filters: Filters, arguments: ListArguments) -> Widgets:
        widgets: Widgets = self._get_list_widget(
            filters=filters,
            order_column=arguments.order_column,
            order_direction=arguments.order_direction,
            page=arguments.page,
            page_size=arguments.page_size,
        )
        return widgets

    def _add_page(self, form: Form) -> str:
        return self._rendered(self.add_template, self.add_title, widgets=self._get_add_widget(form=form), form=form)

    def _edit_page(self, form: Form, row: Any, saved: Saved) -> str:  # noqa: ANN401 -- the register's own class
        related = self._open_related_views()
        widgets = self._with_related(self._get_edit_widget(form=form), row, related)
        return self._rendered(
            self.edit_template,
            self.edit_title,
            widgets=widgets,
            form=form,
            related_views=related,
            differences=saved.differences,
        )

    def _rendered(self, template: str, title: Any, **context: Any) -> str:  # noqa: ANN401 -- what a template shows
        page: str = self.render_template(template, title=title, **context)
        return page

    def _to_list(self, message: str) -> Response:
        flash(message, "success")
        return redirect(url_for(f"{self.endpoint}.list"))

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
        self.datamodel.load_for([*self.list_columns, *self.show_columns])

    def _init_forms(self) -> None:
        converter = PlanningConverter(self.datamodel, self.choice_labels)
        self.search_form = converter.create_form(self.label_columns, self.search_columns)
        shared: tuple[Any, ...] = (self.description_columns, self.validators_columns, {})
        self.add_form = converter.create_form(self.label_columns, self.add_columns, *shared)
        edit_form = converter.create_form(self.label_columns, self.edit_columns, *shared)
        is_versioned = hasattr(self.datamodel.obj, "row_version")
        self.edit_form = type("EditForm", (edit_form,), {"row_version": VersionField()} if is_versioned else {})

    def _init_titles(self) -> None:
        self.title = self.list_title
