"""« Plazos »: what is due in a year, until when, and why on that day."""

from __future__ import annotations

from itertools import groupby

from flask import abort, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from models.clock import business_now
from models.queries.deadlines import announced_deadlines, deadlines_of, event_rules_of
from models.queries.local_day import local_day
from models.rules.deadline import Deadline
from models.rules.deadline_kind import Subject
from models.rules.deadline_why import why_on_event
from views.base import PlanningView, acting_reader
from views.words import word_of

FIRST_YEAR, LAST_YEAR = 2000, 2100


class DeadlinesView(PlanningView):
    """For everybody: nobody should have to ask when something is due (ux 3.7)."""

    route_base = "/plazos"
    class_permission_name = "deadlines"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The year that was asked for, or this one."""
        where = acting_reader().institution_id or 0
        today = local_day(where, business_now())
        year = _year(request.args.get("year", ""), today.year)
        found = deadlines_of(where, year)
        months = [(str(code), list(group)) for code, group in groupby(found, key=_month)]
        page: str = self.render_template(
            "deadlines/year.html",
            title=_("Deadlines of %(year)s", year=year),
            year=year,
            today=today,
            months=months,
            subject_word=lambda subject: word_of(Subject, subject),
            announced=set(announced_deadlines(where)),
            on_event=[(word_of(Subject, rule.subject), why_on_event(rule)) for rule in event_rules_of(where)],
        )
        return page


def _month(deadline: Deadline) -> str:
    return deadline.effective_due.strftime("%Y-%m")


def _year(text: str, default: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) == 4) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        abort(404)
    return int(text)
