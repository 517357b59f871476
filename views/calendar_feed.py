"""The deadlines of one person for a calendar program, which sends no password: the address is the secret."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, current_app, url_for
from flask_appbuilder import expose
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.clock import business_now
from models.files.calendar_write import CalendarEvent, calendar_bytes
from models.queries.agenda import AgendaEntry, agenda
from models.queries.calendar_feed import Versions, owner_of, versions
from models.queries.local_day import local_day
from models.rules.deadline_kind import Subject
from models.rules.wording import capital, period_name
from models.scope import reading_as
from models.tables.institution import Institution
from views.base import PlanningView
from views.reader_language import in_reader_language
from views.words import word_of

BACK, AHEAD = timedelta(days=60), timedelta(days=400)


class CalendarFeedView(PlanningView):
    """Without a session: whoever has the address reads what its owner may read today, and nothing of a report."""

    route_base = "/plazos/ics"
    class_permission_name = "calendar_feed"
    default_view = "feed"
    open_to_all = True

    @expose("/<secret>.ics")
    def feed(self, secret: str) -> Response:
        """The dates addressed to the owner; 404 for a wrong address, an ended one and a closed account."""
        now = business_now()
        owner = owner_of(secret, now)
        if owner is None:
            abort(404)
        reader, institution, language = owner
        today = local_day(institution.id, now)
        with reading_as(reader), force_locale(language):
            entries = [each for each in agenda(reader, today - BACK, today + AHEAD, now) if each.concerns_me]
            known = versions(institution.id)
            events = [_event(each, institution, known) for each in entries]
            name = _("Deadlines of %(institution)s", institution=institution.name)
        return Response(calendar_bytes(name, events, now), mimetype="text/calendar", headers={"X-Robots-Tag": "none"})


def _event(entry: AgendaEntry, institution: Institution, known: Versions) -> CalendarEvent:
    """Subject, period and reason of the date; what an extension was granted for stays inside."""
    deadline = entry.deadline
    own = f"-{entry.unit_id}" if entry.unit_id is not None and not entry.instead else ""
    period = in_reader_language(period_name(str(deadline.period), institution.locale))
    hour = deadline.due_at.strftime("%H:%M")
    why = _("Extension of the deadline") if entry.unit_id is not None else in_reader_language(capital(deadline.why))
    return CalendarEvent(
        uid=f"{institution.code}-{deadline.rule}-{str(deadline.period).replace('/', '_')}{own}@rumbo",
        sequence=known.sequence(deadline.rule, deadline.period),
        day=deadline.effective_due,
        title=f"{capital(word_of(Subject, deadline.subject))}: {period}",
        text=_("Due until %(hour)s. %(why)s.", hour=hour, why=why),
        address=_base() + url_for("DeadlinesView.home", month=f"{deadline.effective_due:%Y-%m}"),
    )


def _base() -> str:
    return str(current_app.config["RUMBO_BASE_URL"] or f"http://127.0.0.1:{current_app.config['PORT']}").rstrip("/")
