"""« Cortes »: what each closing froze, how everybody had reported by then, and what a correction changed."""

from __future__ import annotations

from flask import abort
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from models.clock import business_now
from models.queries.cuts import (
    count_cuts,
    cut_by_id,
    cut_lines,
    cut_sheets,
    listed_cuts,
    restated_lines,
)
from models.tables.base import db
from models.tables.plan_version import PlanVersion
from views.base import PlanningView, acting_reader
from views.formats import period as period_words
from views.paging import asked_part
from views.report_tabs import report_tabs

LINES = 50


class CutsView(PlanningView):
    """For those who read all (R C-27 to C-30, C-36)."""

    route_base = "/cortes"
    class_permission_name = "cuts"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """All of them, the newest first."""
        number, part = asked_part(LINES)
        now = business_now()
        return str(
            self.render_template(
                "cuts/list.html",
                title=_("Cuts"),
                cuts=listed_cuts(now, part),
                number=number,
                size=LINES,
                total=count_cuts(now),
                tabs=report_tabs(),
            )
        )

    @expose("/<int(max=9223372036854775807):cut_id>/")
    @has_access
    def cut(self, cut_id: int) -> str:
        """One: its reports, what it changed, its figures."""
        head = cut_by_id(cut_id)
        if head is None or head.frozen_at > business_now():
            abort(404)
        number, part = asked_part(LINES)
        plan = db.session.get_one(PlanVersion, head.plan_version_id).plan
        lines = cut_lines(cut_id)
        return str(
            self.render_template(
                "cuts/cut.html",
                title=_("Cut of %(period)s", period=period_words(head.period)),
                head=head,
                plan=plan,
                sheets=cut_sheets(
                    acting_reader().institution_id or 0, head.plan_version_id, [head.period], head.frozen_at
                ),
                restated=restated_lines(head, lines),
                lines=part.of(lines),
                number=number,
                size=LINES,
                total=len(lines),
            )
        )
