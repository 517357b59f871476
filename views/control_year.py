"""« Abrir el año »: the periods of a year with their dates on one page, then one button (R SM-3)."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from models.actions.open_year import YearOpened, open_year
from models.clock import business_now
from models.queries.local_day import local_day
from models.queries.year_walk import YearDeed, year_walk
from models.rules.errors import RuleBroken
from models.tables.base import db
from views.base import PlanningView, acting_reader
from views.deadlines import YEARS

Answer = Response | str | tuple[str, int]


class ControlYearView(PlanningView):
    """For the head of planning: what would be opened and announced, and then it is."""

    route_base = "/control/anio"
    class_permission_name = "control_year"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> Response:
        """The year in which the institution is today."""
        today = local_day(acting_reader().institution_id or 0, business_now())
        return redirect(url_for("ControlYearView.walk", year=today.year))

    @expose("/<int:year>/", methods=["GET", "POST"])
    @has_access
    def walk(self, year: int) -> Answer:
        """The periods with their dates; on a POST those chosen are opened or announced."""
        if year not in YEARS:
            abort(404)
        if request.method == "GET":
            return self._page(year)
        reader = acting_reader()
        try:
            done = open_year(reader.institution_id or 0, year, request.form.getlist("period"), reader, business_now())
            db.session.commit()
        except RuleBroken as refusal:
            if refusal.status in {403, 404}:
                raise
            db.session.rollback()
            return self._page(year, refusal), refusal.status
        _say(done)
        return redirect(url_for("ControlYearView.walk", year=year))

    def _page(self, year: int, refusal: RuleBroken | None = None) -> str:
        steps = year_walk(acting_reader().institution_id or 0, year, business_now())
        chosen = request.form.getlist("period") if refusal else [step.period for step in steps]
        return str(
            self.render_template(
                "control/year.html",
                title=_("Open the year %(year)s", year=year),
                year=year,
                near=[each if each in YEARS else None for each in (year - 1, year + 1)],
                steps=steps,
                chosen=chosen,
                left=[step for step in steps if step.deed is not YearDeed.NOTHING],
                refusal=refusal,
            )
        )


def _say(done: YearOpened) -> None:
    opened, announced = len(done.opened), len(done.announced)
    if opened:
        flash(ngettext("%(num)s period is open.", "%(num)s periods are open.", opened), "success")
    if announced:
        flash(ngettext("%(num)s date is announced.", "%(num)s dates are announced.", announced), "success")
