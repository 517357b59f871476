"""« Solicitudes »: what planning asked for, who answered, and what is missing; for a unit, what is asked of it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.request_by_hand import request_by_hand
from models.clock import business_now
from models.queries.requests.answers import Answer, answers
from models.queries.requests.board import request_board, request_of
from models.queries.requests.to_ask import requests_to_send
from models.rules.roles import Role
from models.tables.base import db
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
            asks=reader.holds(Role.PLANNING_HEAD),
            now=business_now(),
        )
        return str(page)

    @expose("/pedir/")
    @has_access
    def ask(self) -> str:
        """What was not asked for yet, period by period, with the units that it would go to."""
        page = self.render_template(
            "requests/ask.html",
            title=_("Request information now"),
            waiting=requests_to_send(acting_reader().institution_id or 0, business_now()),
            now=business_now(),
        )
        return str(page)

    @expose("/pedir/", methods=["POST"])
    @has_access
    def send(self) -> Response:
        """Ask one unit, or all that are left."""
        rule, span, unit = request.form.get("rule", ""), request.form.get("period", ""), request.form.get("unit", "")
        mails = request_by_hand(rule, span, int(unit) if unit.isdecimal() else None, acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(
            ngettext("Requested: one mail is on its way.", "Requested: %(num)s mails are on their way.", mails),
            "success",
        )
        return redirect(url_for(".home"))

    @expose("/<int:request_id>/")
    @has_access
    def show(self, request_id: int) -> str:
        """One of them: the answers of each unit, those that are missing first."""
        asked, lines = request_of(request_id), answers(request_id)
        page = self.render_template(
            "requests/show.html",
            title=_("Information request: %(period)s", period=period(asked.period)),
            request_row=asked,
            missing=[line for line in lines if line.is_missing],
            units=_by_unit(lines),
            answering=acting_reader().reach(Role.LIAISON),
            checking=acting_reader().reach(Role.DEPARTMENT_HEAD),
            reminds=any(acting_reader().holds(role) for role in (Role.PLANNING_HEAD, Role.PLANNING_ANALYST)),
            now=business_now(),
        )
        return str(page)


def _by_unit(lines: list[Answer]) -> list[tuple[Answer, list[Answer]]]:
    """The lines of each unit and plan, with one of them to speak for the sheet."""
    groups: list[tuple[Any, list[Answer]]] = [
        (key, list(found)) for key, found in groupby(lines, key=lambda line: (line.org_unit_id, line.plan_code))
    ]
    return [(found[0], found) for _key, found in groups]
