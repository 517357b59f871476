"""« Verificación »: reports that wait for a check, those that fail a rule first."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.hold_sheet import sheet_of
from models.actions.return_sheet import RemarkEntry, return_sheet
from models.clock import business_now
from models.queries.control_board.queue import verification_queue
from models.rules.roles import Role
from models.rules.workflow import Action
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text
from views.control_frame import control_tabs
from views.control_words import CHECK_WORDS, DOUBT_LOOKS
from views.paging import asked_part

REPORTS = 50
"""Rows of a page; the worst are on the first."""


class ControlQueueView(PlanningView):
    """Planning's second look (ux 3.3); whoever watches may read it."""

    route_base = "/control/verificacion"
    class_permission_name = "control_queue"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The queue."""
        reader = acting_reader()
        number, part = asked_part(REPORTS)
        waiting = verification_queue(reader, business_now())
        return str(
            self.render_template(
                "control/queue.html",
                title=_("Verification"),
                tabs=control_tabs(),
                waiting=waiting,
                shown=part.of(waiting),
                number=number,
                size=REPORTS,
                failing=sum(bool(each.doubts) for each in waiting),
                mine=sum(each.is_mine for each in waiting),
                doubt_looks=DOUBT_LOOKS,
                check_words={action: CHECK_WORDS[action] for action in Action if action in CHECK_WORDS},
                may_review=reader.holds(Role.PLANNING_ANALYST) or reader.holds(Role.PLANNING_HEAD),
            )
        )

    @expose("/<int:sheet_id>/return", methods=["POST"])
    @has_access
    def return_(self, sheet_id: int) -> Response:
        """Send a report back with a remark, and stay in the queue."""
        remark = RemarkEntry(None, typed_text("remark", _("Remark")))
        return_sheet(sheet_of(sheet_id, lock=True), [remark], acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(_("Returned. The liaison has been told."), "success")
        return redirect(url_for("ControlQueueView.home"))
