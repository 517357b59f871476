"""« Suscribirse »: the own secret address for a calendar program, shown once."""

from __future__ import annotations

from flask import current_app, flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.actions.subscribe_calendar import end_subscription, subscribe_calendar
from models.clock import business_now
from models.queries.calendar_feed import feed_of
from models.tables.base import db
from views.base import PlanningView, acting_reader


class CalendarSubscriptionView(PlanningView):
    """For everybody, each for himself (ux 5, .ics)."""

    route_base = "/plazos/suscripcion"
    class_permission_name = "calendar_subscription"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """Whether there is an address, and what it is for."""
        return self._page(None)

    @expose("/make", methods=["POST"])
    @has_access
    def make(self) -> str:
        """A new address; the one before ends. Shown on this page and never again."""
        secret = subscribe_calendar(acting_reader(), business_now())
        db.session.commit()
        return self._page(_address(secret))

    @expose("/end", methods=["POST"])
    @has_access
    def end(self) -> Response:
        """Take it back."""
        end_subscription(acting_reader(), business_now())
        db.session.commit()
        flash(_("The address opens nothing any more."), "success")
        return redirect(url_for("CalendarSubscriptionView.home"))

    def _page(self, address: str | None) -> str:
        return str(
            self.render_template(
                "deadlines/subscription.html",
                title=_("Deadlines in your calendar"),
                address=address,
                since=feed_of(acting_reader()),
            )
        )


def _address(secret: str) -> str:
    """Made from the configured base where there is one, never from a stranger's Host header."""
    base = current_app.config["RUMBO_BASE_URL"] or f"http://127.0.0.1:{current_app.config['PORT']}"
    return str(base).rstrip("/") + url_for("CalendarFeedView.feed", secret=secret)
