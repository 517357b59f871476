"""Rows that fit some words, for the script of a look-up field; whoever may not open the register gets none."""

from __future__ import annotations

from flask import Response, abort, jsonify, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import ngettext

from models.rules.plain_text import is_plain
from views.base import PlanningModelView, PlanningView
from views.base.look_up import rows_saying

LONGEST = 100


class LookUpView(PlanningView):
    """Asked while somebody types; the forms and searches of the registers do without it too."""

    route_base = "/opciones"
    class_permission_name = "look_up"
    default_view = "rows"

    @expose("/<register>/<column>")
    @has_access
    def rows(self, register: str, column: str) -> Response:
        """Key and words of the rows that `column` of a register may hold and that say `q`, and how many they are."""
        view = self._register(register)
        if not self._is_open(view, column):
            abort(403)
        text = request.args.get("q", "").strip()[:LONGEST]
        only = view.offered.get(column, ())
        found = rows_saying(view.datamodel.get_related_model(column), text, only) if is_plain(text) else []
        rows = [{"key": key, "words": words} for key, words in found]
        return jsonify(rows=rows, said=ngettext("%(num)s row fits", "%(num)s rows fit", len(rows)))

    def _register(self, name: str) -> PlanningModelView:
        views = (view for view in self.appbuilder.baseviews if isinstance(view, PlanningModelView))
        return next((view for view in views if type(view).__name__ == name), None) or abort(404)

    def _is_open(self, view: PlanningModelView, column: str) -> bool:
        """Whether the reader may open a page on which the column is looked up; 404 where no page has it."""
        pages = {"list": view.search_columns, "add": view.add_columns, "edit": view.edit_columns}
        asked_on = [page for page, columns in pages.items() if column in columns]
        if not asked_on or not view.datamodel.is_relation_many_to_one(column):
            abort(404)
        return any(self.appbuilder.sm.has_access(f"can_{page}", view.class_permission_name) for page in asked_on)
