"""The demo's clock: what the institution's time is, and what happens when it is moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import abort, current_app, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from jobs.sweep import sweep
from jobs.tick import TickReport, tick
from jobs.upcoming import coming_tasks
from models.clock import business_now, set_business_clock
from models.queries.demo_place import demo_place
from models.rules.errors import RuleBroken
from models.scope import as_system
from models.tables.base import db
from models.tables.institution import Institution
from models.trail_context import expects_writes
from views.base import PlanningView
from views.mail_words import TASK_WORDS

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
FARTHEST_YEARS = 3


class DemoClockView(PlanningView):
    """Shows and moves the business clock (rulings 3); in the demo only, without log-in like the caught mails."""

    route_base = "/demo/reloj"
    class_permission_name = "demo_clock"
    default_view = "home"
    open_to_all = True

    @expose("/")
    def home(self) -> str:
        """The clock, and what it will do next."""
        _check_demo()
        with as_system():
            place, now = _place(), business_now()
            zone, tasks = ZoneInfo(place.timezone), coming_tasks(place.id, now)
        coming = [(task, task.at.astimezone(zone), TASK_WORDS[task.kind]) for task in tasks]
        page = self.render_template(
            "demo/clock.html", title=_("Clock of the demo"), local=now.astimezone(zone), coming=coming
        )
        return str(page)

    @expose("/mover", methods=["POST"])
    def move(self) -> Response:
        """Set it to a moment, or move it on by a step; then do what has become due."""
        _check_demo()
        writes = expects_writes.set(True)
        try:
            with as_system():
                moment = _asked_moment(ZoneInfo(_place().timezone), business_now())
                set_business_clock(moment)
                db.session.commit()
            report = tick(moment)
            sweep()
        finally:
            expects_writes.reset(writes)
        flash(told(report), "success")
        return redirect(url_for("DemoClockView.home"))


def _check_demo() -> None:
    if current_app.config["RUMBO_ENV"] != "demo":
        abort(404)


def _place() -> Institution:
    place = demo_place()
    if place is None:
        abort(404)
    return place


def _asked_moment(zone: ZoneInfo, now: datetime) -> datetime:
    """From the form; raises RuleBroken 422 for what is no moment, or lies too far away to be meant."""
    step = STEPS.get(request.form.get("step", ""))
    if step is not None:
        return now + step
    try:
        moment = datetime.fromisoformat(request.form.get("moment", ""))
    except ValueError as problem:
        raise RuleBroken("bad_moment", "Escriba el día y la hora a los que quiere ir.", field="moment") from problem
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if abs(moment.year - now.year) > FARTHEST_YEARS:
        raise RuleBroken("moment_too_far", "Elija un momento a menos de tres años del actual.", field="moment")
    return moment


def told(report: TickReport) -> str:
    """What was done and what is on its way, in words that agree with the numbers."""
    tasks = ngettext("%(num)s task done", "%(num)s tasks done", len(report.occurrences))
    mails = ngettext("%(num)s mail on its way", "%(num)s mails on their way", report.mails_queued)
    return str(_("The clock moved: %(tasks)s, %(mails)s.", tasks=tasks, mails=mails))
