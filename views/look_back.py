"""« Como se reportó el… »: Rumbo as everything stood at the end of a past day, without changing anything."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import flash, redirect, request, session, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.clock import business_now
from models.rules.errors import RuleBroken
from views.base import PlanningView
from views.formats import zone_name

LOOKING_BACK = "looking_back"
"""Where the session keeps the ISO moment that it looks back to (`app.reader`)."""


class LookBackView(PlanningView):
    """Choose a day, look, come back."""

    route_base = "/pasado"
    class_permission_name = "look_back"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """Which day."""
        last = business_now().astimezone(ZoneInfo(zone_name())).date()
        page = self.render_template("administration/look_back.html", title=_("As reported on a day"), last=last)
        return str(page)

    @expose("/entrar", methods=["POST"])
    @has_access
    def enter(self) -> Response:
        """From the next request on every figure is that of the end of the day; 422 for none or for one to come."""
        try:
            day = datetime.fromisoformat(f"{request.form.get('day', '')}T23:59:59.999999")
        except ValueError as problem:
            raise RuleBroken("bad_day", _("Write a day that has passed."), field="day") from problem
        moment = day.replace(tzinfo=ZoneInfo(zone_name()))
        if moment > business_now():
            raise RuleBroken("bad_day", _("Write a day that has passed."), field="day")
        session[LOOKING_BACK] = moment.isoformat()
        return redirect("/")

    @expose("/salir", methods=["POST"])
    @has_access
    def leave(self) -> Response:
        """Back to today."""
        session.pop(LOOKING_BACK, None)
        flash(_("You see today's figures again."), "success")
        return redirect(url_for("HomeView.home"))
