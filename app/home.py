"""`/`: the first screen of the role."""

from __future__ import annotations

from flask import redirect
from flask_appbuilder import expose
from werkzeug.wrappers import Response

from app.menu import menu_entries
from views.base import PlanningView


class HomeView(PlanningView):
    """Everybody's start; a role without a screen of its own finds a page that says so."""

    route_base = ""
    class_permission_name = "home"
    default_view = "home"

    @expose("/")
    def home(self) -> Response | str:
        """Go where the role works (R 3.3)."""
        entries = menu_entries()
        if entries:
            return redirect(entries[0].url)
        page: str = self.render_template("nothing_assigned.html", title="Rumbo")
        return page
