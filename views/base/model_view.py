"""The fence: FAB's generated lists and forms, with everything closed that FAB leaves open (style section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.actions.record_act import Act, record_act
from models.clock import business_now
from models.rules.errors import RuleBroken
from views.base.arguments import ListArguments, fill_filters
from views.base.declared import check_declared, closed_routes
from views.base.export import exported
from views.base.pages import RegisterPages
from views.base.saving import Saved, delete_row, save
from views.base.search import search_fields
from views.base.view import acting_reader

ROW = "<int(max=9223372036854775807):pk>"
Answer = Response | str | tuple[str, int]


class PlanningModelView(RegisterPages):
    """A register: list, record, forms. Subclasses declare what is shown, searched and typed; nothing is guessed.

    An empty list of columns closes its page. Deleting is closed unless `deletable`. Rows are those of the reader
    (`models.scope`); relation fields offer what the reader sees, and of that what `offered` allows. `check` holds the
    rules of a row, `closed_because` says why a row is not changed any more.
    """

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 -- whatever Python hands on
        """Raise TypeError for a register that leaves a decision to FAB; close the routes that it does not need.

        An `abstract` class is what several registers share and declares nothing.
        """
        super().__init_subclass__(**kwargs)
        if not abstract:
            check_declared(cls)
            cls.exclude_route_methods = closed_routes(cls)

    def check(self, row: Any) -> None:  # noqa: ANN401 -- the register's own class
        """Rules of a row that is about to be stored; raise RuleBroken, which is shown at its field."""

    @expose("/list/")
    @has_access
    def list(self) -> Answer:
        """A page of rows, with the search form; with `export` all of them as a file."""
        arguments, filters = ListArguments.of(self), self._filters
        filters.clear_filters()
        fill_filters(filters)
        if "export" in request.args:
            joined = filters.get_joined_filters(self._base_filters)
            return exported(self, joined, arguments, request.args["export"])
        search = search_fields(self)  # first: its choices are what many of the rows refer to
        widgets = self._list_widget(filters, arguments)
        return self._rendered(
            self.list_template, self.list_title, widgets=widgets, search=search, columns=self._offered_columns()
        )

    @expose(f"/show/{ROW}")
    @has_access
    def show(self, pk: int) -> Answer:
        """One row, and below it the registers that belong to it and that the reader may list."""
        row = self._row(pk)
        return self._show_page(row)

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
            self.refuse_closed(row)
            return self._edit_page(form, row, Saved(200))
        saved = save(self, form, row) if form.validate() else Saved(422)
        return self._to_list(_("Saved.")) if saved.is_done else (self._edit_page(form, row, saved), saved.status)

    @expose(f"/delete/{ROW}", methods=["POST"])
    @has_access
    def delete(self, pk: int) -> Answer:
        """Remove a row that nothing depends on; a link cannot do it."""
        row = self._row(pk)
        self.refuse_closed(row)
        delete_row(self, row)
        return self._to_list(_("Deleted."))

    def refuse_closed(self, row: Any) -> None:  # noqa: ANN401
        """Raise RuleBroken 409 for a row that is not changed any more."""
        reason = self.closed_because(row)
        if reason:
            raise RuleBroken("row_is_closed", reason, status=409)

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

    def _to_list(self, message: str) -> Response:
        flash(message, "success")
        return redirect(url_for(f"{self.endpoint}.list"))
