"""« Alertas »: what asks a unit to act, for its head; all of them with filters, for planning."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.attend_alert import attend_alert, close_alert, see_alerts
from models.actions.draft_meeting import MeetingPlan
from models.actions.hold_action import alert_of
from models.actions.propose_meeting import urgent_meeting
from models.clock import business_now
from models.queries.alert_list import AlertFilter, alert_choices, alert_lines, count_alerts
from models.queries.called_quarter import called_quarter, urgent_meeting_of
from models.queries.cuts import quarter_list
from models.rules.alert import FOR_UNITS, OPEN, AlertKind, AlertState, Severity
from models.rules.meeting import MeetingKind
from models.rules.period import Period
from models.rules.roles import Role
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text
from views.paging import asked_part
from views.typed_choices import typed_moment

LINES = 25
ALERT = "<int(max=9223372036854775807):alert_id>"
HOUR = time(9)
Choice = TypeVar("Choice", bound=StrEnum)


class AlertsView(PlanningView):
    """The list with its steps, and the urgent meeting of the quarter (S0-I-06, S0-I-09)."""

    route_base = "/alertas"
    class_permission_name = "alerts"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """Open alerts, the most pressing first; kind, severity, period, unit and state narrow them by the address."""
        reader, now = acting_reader(), business_now()
        number, part = asked_part(LINES)
        asked = _asked()
        may_convene = reader.holds(Role.PLANNING_DIRECTOR)
        quarter = called_quarter(reader.institution_id or 0) if may_convene else None
        periods, units = alert_choices()
        page = self.render_template(
            "chain/alerts.html",
            title=_("Alerts"),
            lines=alert_lines(asked, part),
            number=number,
            size=LINES,
            total=count_alerts(asked),
            kinds=tuple(AlertKind),
            severities=tuple(Severity),
            periods=periods,
            units=units,
            has_units=bool(reader.headed_units or reader.units.get(Role.LIAISON)),
            quarter=quarter,
            meeting=urgent_meeting_of(reader.institution_id or 0, quarter) if quarter else None,
            called=quarter_list(reader.institution_id or 0, quarter) if quarter else (),
            proposed=_proposed(now),
        )
        return str(page)

    @expose("/vistas", methods=["POST"])
    @has_access
    def see(self) -> Response:
        """Whoever heads or reports for units has seen theirs."""
        many = see_alerts(acting_reader(), business_now())
        db.session.commit()
        flash(_("%(many)s alerts marked as seen.", many=many), "success")
        return redirect(url_for("AlertsView.home"))

    @expose(f"/{ALERT}/atender", methods=["POST"])
    @has_access
    def attend(self, alert_id: int) -> Response:
        """Its unit works on it."""
        alert = alert_of(alert_id, lock=True)
        attend_alert(alert, acting_reader(), business_now())
        db.session.commit()
        flash(_("The alert is being attended to."), "success")
        return redirect(url_for("ChainView.home", item_id=alert.plan_item_id))

    @expose(f"/{ALERT}/cerrar", methods=["POST"])
    @has_access
    def close(self, alert_id: int) -> Response:
        """Close it, once its action is there."""
        alert = alert_of(alert_id, lock=True)
        close_alert(alert, typed_text("note", _("Note"))[:1000], acting_reader(), business_now())
        db.session.commit()
        flash(_("The alert is closed."), "success")
        return redirect(url_for("ChainView.home", item_id=alert.plan_item_id))

    @expose("/reunion", methods=["POST"])
    @has_access
    def convene(self) -> Response:
        """Draft the urgent meeting of the quarter with the units that take part, or open the one that there is."""
        reader, now = acting_reader(), business_now()
        quarter = str(Period.parse(request.form.get("quarter", "")))
        plan = MeetingPlan(
            kind=MeetingKind.URGENT,
            title=typed_text("title", _("Subject of the meeting"))[:1000],
            starts_at=typed_moment("day", "starts"),
            ends_at=typed_moment("day", "ends"),
            period=quarter,
            item_ids=tuple(item.item_id for item in quarter_list(reader.institution_id or 0, quarter)),
        )
        meeting = urgent_meeting(plan, reader, now)
        db.session.commit()
        ring("deliver_mail")
        return redirect(url_for("MeetingView.home", meeting_id=meeting.id))


def _asked() -> AlertFilter:
    kind, severity = _choice(AlertKind, "kind"), _choice(Severity, "severity")
    period, unit = request.args.get("period") or None, request.args.get("unit", type=int)
    return AlertFilter(
        kinds=(kind,) if kind else FOR_UNITS,
        states=tuple(AlertState) if "closed" in request.args else OPEN,
        severity=severity,
        org_unit_ids=None if unit is None else (unit,),
        period=str(Period.parse(period)) if period else None,
    )


def _choice(choices: type[Choice], name: str) -> Choice | None:
    """The choice that the address names; 400 for one that does not exist."""
    asked = request.args.get(name, "")
    if asked and asked not in {choice.value for choice in choices}:
        abort(400)
    return choices(asked) if asked else None


def _proposed(now: datetime) -> dict[str, str]:
    """The day and hours that the form of the meeting begins with."""
    day = now + timedelta(days=3)
    return {"day": day.date().isoformat(), "starts": f"{HOUR:%H:%M}", "ends": f"{HOUR.replace(hour=11):%H:%M}"}
