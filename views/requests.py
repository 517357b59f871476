"""« Solicitudes »: what planning asked for, who answered, and what is missing; for a unit, what is asked of it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from models.clock import business_now
from models.queries.requests.answers import Answer, answers
from models.queries.requests.board import request_board, request_of
from models.rules.roles import Role
from views.base import PlanningView, acting_reader
from views.formats import period


class RequestsView(PlanningView):
    """Information requests (S0-I-07, S0-I-10); they are answered on the unit's sheet of their period."""

    route_base = "/solicitudes"
    class_permission_name = "requests"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """All of them, the newest first."""
        reader = acting_reader()
        page = self.render_template(
            "requests/list.html",
            title=_("Information requests"),
            rows=request_board(reader.institution_id or 0),
            now=business_now(),
        )
        return str(page)

    @expose("/<int:request_id>/")
    @has_access
    def show(self, request_id: int) -> str:
        """One of them: the answers of each unit, those that are missing first."""
        request, lines = request_of(request_id), answers(request_id)
        page = self.render_template(
            "requests/show.html",
            title=_("Information request: %(period)s", period=period(request.period)),
            request_row=request,
            missing=[line for line in lines if line.is_missing],
            units=_by_unit(lines),
            answering=acting_reader().reach(Role.LIAISON),
            checking=acting_reader().reach(Role.DEPARTMENT_HEAD),
            now=business_now(),
        )
        return str(page)


def _by_unit(lines: list[Answer]) -> list[tuple[Answer, list[Answer]]]:
    """The lines of each unit and plan, with one of them to speak for the sheet."""
    groups: list[tuple[Any, list[Answer]]] = [
        (key, list(found)) for key, found in groupby(lines, key=lambda line: (line.org_unit_id, line.plan_code))
    ]
    return [(found[0], found) for _key, found in groups]
