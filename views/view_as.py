"""« Ver como… »: Rumbo as another person sees it, without changing anything."""

from __future__ import annotations

from flask import flash, g, redirect, request, session, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.actions.view_as import record_view, viewed_person
from models.clock import business_now
from models.queries.local_day import local_day
from models.queries.people_today import people_today
from models.tables.base import db
from views.base import PlanningView, acting_reader

VIEWING = "viewing_as"
"""Where the session keeps the id of the person through whose eyes it looks (`app.reader`)."""


class ViewAsView(PlanningView):
    """Choose a person, look, leave."""

    route_base = "/ver-como"
    class_permission_name = "view_as"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The people of the institution with their roles of today."""
        reader = acting_reader()
        people = [
            each for each in people_today(reader.institution_id or 0, business_now()) if each.id != reader.user_id
        ]
        page = self.render_template("administration/view_as.html", title=_("See as another person"), people=people)
        return str(page)

    @expose("/entrar", methods=["POST"])
    @has_access
    def enter(self) -> Response:
        """From the next request on the session looks through the eyes of the chosen person."""
        reader, chosen = acting_reader(), request.form.get("person", "")
        person = int(chosen) if chosen.isdecimal() else 0
        now = business_now()
        viewed_person(person, reader, local_day(reader.institution_id or 0, now))
        record_view(person, reader, now, begins=True)
        db.session.commit()
        session[VIEWING] = person
        return redirect("/")

    @expose("/salir", methods=["POST"])
    @has_access
    def leave(self) -> Response:
        """Back to the own eyes."""
        person, viewer = session.pop(VIEWING, None), g.get("viewer")
        if person is not None and viewer is not None:
            record_view(person, viewer, business_now(), begins=False)
            db.session.commit()
            flash(_("You are yourself again."), "success")
        return redirect(url_for("HomeView.home"))
