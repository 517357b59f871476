"""« Correos y tareas »: what runs without a person, what failed, and once more."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from jobs.queue import ring
from jobs.upcoming import coming_tasks
from models.actions.retry_failed import RETRIERS, retry_book, retry_delivery, retry_mails
from models.clock import business_now, real_now
from models.queries.control_board.automatic import automatic
from models.rules.workflow import MailState
from models.tables.base import db
from views.base import PlanningView, acting_reader
from views.control_frame import control_tabs
from views.mail_words import JOB_WORDS, KIND_WORDS, TASK_WORDS
from views.words import word_of


class ControlJobsView(PlanningView):
    """For planning, control and the administrator: counts and states, no figures (rulings 18)."""

    route_base = "/control/tareas"
    class_permission_name = "control_jobs"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """Mails by state, the failed ones, jobs, books that wait, and what comes next."""
        reader = acting_reader()
        where = reader.institution_id or 0
        return str(
            self.render_template(
                "control/jobs.html",
                title=_("Mails and tasks"),
                tabs=control_tabs(),
                found=automatic(where, real_now()),
                coming=coming_tasks(where, business_now(), most=6),
                mail_states=list(MailState),
                mail_state_word=lambda state: word_of(MailState, state),
                kind_words=KIND_WORDS,
                job_words=JOB_WORDS,
                coming_words=TASK_WORDS,
                may_retry=not RETRIERS.isdisjoint(reader.roles),
            )
        )

    @expose("/mails", methods=["POST"])
    @has_access
    def retry_mails(self) -> Response:
        """Failed mails once more: one, or all of them."""
        many = retry_mails(request.form.get("mail", type=int), acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(ngettext("%(num)s mail is tried again.", "%(num)s mails are tried again.", many), "success")
        return redirect(url_for("ControlJobsView.home"))

    @expose("/delivery", methods=["POST"])
    @has_access
    def retry_delivery(self) -> Response:
        """Have the waiting mails sent now."""
        retry_delivery(acting_reader(), business_now())
        db.session.commit()
        _say(rung=ring("deliver_mail"))
        return redirect(url_for("ControlJobsView.home"))

    @expose("/book/<int:run_id>", methods=["POST"])
    @has_access
    def retry_book(self, run_id: int) -> Response:
        """Have a workbook built that is not there yet."""
        retry_book(run_id, acting_reader(), business_now())
        db.session.commit()
        _say(rung=ring("build_consolidation", run_id))
        return redirect(url_for("ControlJobsView.home"))


def _say(*, rung: bool) -> None:
    if rung:
        flash(_("Asked for. It takes some seconds: look again in a moment."), "success")
    else:
        flash(_("Written down. The queue does not answer; it begins by itself when it is back."), "warning")
