"""Open, close and reopen a period: what will happen, then the button (R SM-3, SoD-9)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.ask_closing import close_or_ask
from models.actions.close_period import reopen_period
from models.actions.open_by_hand import open_by_hand
from models.clock import business_now
from models.queries.control_board import period_change
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.tables.base import db
from models.tables.reporting_period import ReportingPeriod
from views.base import PlanningView, acting_reader, typed_text
from views.formats import period as period_words
from views.formats import zone_name

Answer = Response | str | tuple[str, int]


class ControlPeriodView(PlanningView):
    """The wizard of a period; the actions decide who may, and when."""

    route_base = "/control"
    class_permission_name = "control_period"
    default_view = "close"

    @expose("/<period>/open", methods=["GET", "POST"])
    @has_access
    def open_(self, period: str) -> Answer:
        """Open a period whose last day is past, where the clock has not."""
        return self._step(period, "open_", _("The period is open: the units may report."), _open)

    @expose("/<period>/close", methods=["GET", "POST"])
    @has_access
    def close(self, period: str) -> Answer:
        """Close it for good."""
        return self._step(period, "close", _("The period is closed: nothing is written any more."), _close)

    @expose("/<period>/reopen", methods=["GET", "POST"])
    @has_access
    def reopen(self, period: str) -> Answer:
        """Open a closed one again, for a reason and until the end of a day."""
        return self._step(period, "reopen", _("The period is open again."), _reopen)

    def _step(self, period: str, step: str, done: str, act: Callable[[str], str | None]) -> Answer:
        """Show what would happen; on a POST let it happen, or show beside the form why it may not.

        What it leaves to a job is said in the place of `done`, and the job is rung for.
        """
        Period.parse(period)
        if request.method == "GET":
            return self._page(period, step)
        try:
            said = act(period)
            db.session.commit()
        except RuleBroken as refusal:
            if refusal.status in {403, 404}:
                raise
            db.session.rollback()
            return self._page(period, step, refusal), refusal.status
        flash(said or done, "success")
        if said:
            ring("close_periods", acting_reader().institution_id or 0)
        return redirect(url_for("ControlView.board", period=period))

    def _page(self, period: str, step: str, refusal: RuleBroken | None = None) -> str:
        titles = {
            "open_": _("Open %(period)s", period=period_words(period)),
            "close": _("Close %(period)s", period=period_words(period)),
            "reopen": _("Open %(period)s again", period=period_words(period)),
        }
        return str(
            self.render_template(
                "control/period.html",
                title=titles[step],
                step=step,
                period=period,
                change=period_change(acting_reader().institution_id or 0, period),
                refusal=refusal,
                typed=request.form,
            )
        )


def _open(period: str) -> None:
    reader = acting_reader()
    open_by_hand(reader.institution_id or 0, period, reader, business_now())


def _close(period: str) -> str | None:
    """Close it; of a large plan say that a job does."""
    if close_or_ask(_locked(period), acting_reader(), business_now()):
        return None
    return _("The cut of the period is being computed. The period closes with it, in some minutes.")


def _reopen(period: str) -> None:
    reason, until = typed_text("reason", _("Reason")), end_of_day_typed("until")
    reopen_period(_locked(period), reason, until, acting_reader(), business_now())


def end_of_day_typed(name: str) -> datetime:
    """The last second of the day in a field of the form; raises RuleBroken 422 where there is none."""
    try:
        return datetime.fromisoformat(f"{request.form.get(name, '')}T23:59:59").replace(tzinfo=ZoneInfo(zone_name()))
    except ValueError as problem:
        raise RuleBroken("bad_day", _("Write until which day it is open."), field=name) from problem


def _locked(period: str) -> ReportingPeriod:
    found = db.session.scalars(
        select(ReportingPeriod)
        .where(ReportingPeriod.institution_id == acting_reader().institution_id, ReportingPeriod.period == period)
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise RuleBroken("period_not_found", _("That period has not opened yet."), status=404)
    return found
