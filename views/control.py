"""« Sala de control »: the state of the update, and the month's closing."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from models.actions.close_period import close_period, reopen_period
from models.actions.hold_sheet import sheet_of
from models.actions.mark_updated import mark_updated
from models.actions.waive_report import waive_report
from models.clock import business_now
from models.queries.periods import newest_open_period, period_states
from models.queries.update_status import update_status
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.roles import Role
from models.rules.update_kind import UpdateKind
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.reporting_period import ReportingPeriod
from views.base import PlanningView, acting_reader, typed_text
from views.formats import zone_name


class ControlView(PlanningView):
    """The analyst's screen (ux 3.3); those who read all may look, planning may act."""

    route_base = "/control"
    class_permission_name = "control"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> Response | str:
        """The month that was asked for, or else the newest that has opened."""
        period = request.args.get("period") or newest_open_period(acting_reader().institution_id or 0)
        if period is None:
            return str(self.render_template("control/nothing.html", title=_("Control room")))
        return redirect(url_for("ControlView.board", period=period))

    @expose("/<period>/")
    @has_access
    def board(self, period: str) -> str:
        """Units × plans of one month, with what each lacks."""
        span = Period.parse(period)
        reader = acting_reader()
        where = reader.institution_id or 0
        return str(
            self.render_template(
                "control/board.html",
                title=_("Control room"),
                period=period,
                previous=str(span.previous()),
                following=str(span.next()),
                rows=update_status(where, period),
                state=period_states(where).get(period),
                may_mark=reader.holds(Role.PLANNING_ANALYST) or reader.holds(Role.PLANNING_HEAD),
                may_close=reader.holds(Role.PLANNING_HEAD),
                may_reopen=reader.holds(Role.PLANNING_HEAD) or reader.holds(Role.PLANNING_DIRECTOR),
            )
        )

    @expose("/<period>/mark", methods=["POST"])
    @has_access
    def mark(self, period: str) -> Response:
        """Record that a unit's projects or functions are up to date."""
        unit = db.session.scalars(select(OrgUnit).where(OrgUnit.code == typed_text("unit"))).one_or_none()
        kind = request.form.get("kind", "")
        if unit is None or kind not in set(UpdateKind):
            raise RuleBroken("unit_not_found", _("We did not find that unit."), status=404)
        mark_updated(unit, period, UpdateKind(kind), acting_reader(), business_now())
        db.session.commit()
        return redirect(url_for("ControlView.board", period=period))

    @expose("/sheet/<int:sheet_id>/waive", methods=["POST"])
    @has_access
    def waive(self, sheet_id: int) -> Response:
        """Take a silent report out of the figures, with a reason."""
        sheet = sheet_of(sheet_id, lock=True)
        waive_report(sheet, typed_text("reason", _("Reason")), acting_reader(), business_now())
        db.session.commit()
        return redirect(url_for("ControlView.board", period=sheet.period))

    @expose("/<period>/close", methods=["POST"])
    @has_access
    def close(self, period: str) -> Response:
        """Close the month."""
        close_period(_locked(period), acting_reader(), business_now())
        db.session.commit()
        flash(_("The period is closed: nothing is written any more."), "success")
        return redirect(url_for("ControlView.board", period=period))

    @expose("/<period>/reopen", methods=["POST"])
    @has_access
    def reopen(self, period: str) -> Response:
        """Open a closed month again, for a reason and until the end of a day."""
        reopen_period(
            _locked(period), typed_text("reason", _("Reason")), _end_of(request.form.get("until", "")), acting_reader(),
            business_now(),
        )  # fmt: skip
        db.session.commit()
        flash(_("The period is open again."), "success")
        return redirect(url_for("ControlView.board", period=period))


def _locked(period: str) -> ReportingPeriod:
    found = db.session.scalars(
        select(ReportingPeriod)
        .where(ReportingPeriod.institution_id == acting_reader().institution_id, ReportingPeriod.period == period)
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise RuleBroken("period_not_found", _("That period has not opened yet."), status=404)
    return found


def _end_of(day: str) -> datetime:
    try:
        return datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=ZoneInfo(zone_name()))
    except ValueError as problem:
        raise RuleBroken("bad_day", _("Write until which day it is open again."), field="until") from problem
