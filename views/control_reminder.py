"""« Recordar »: the exact recipients and the text first, then the button."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from jobs.letters.write import NotNeeded, write_letter
from jobs.post import Letter
from jobs.queue import ring
from models.actions.remind_units import remind_units, reminder_order
from models.clock import business_now
from models.queries.asked_reminders import ReminderPlan, UnitToRemind, reminder_plan
from models.rules.period import Period
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail
from views.base import PlanningView, acting_reader


class ControlReminderView(PlanningView):
    """For planning: who would be told, what it would say, and the record of it (ux 3.3)."""

    route_base = "/control"
    class_permission_name = "control_reminder"
    default_view = "ask"

    @expose("/<period>/remind")
    @has_access
    def ask(self, period: str) -> str:
        """The recipients by unit, and the text of one unit's mail."""
        Period.parse(period)
        unit_id = request.args.get("unit", type=int)
        plan = reminder_plan(acting_reader().institution_id or 0, period, business_now())
        units = [unit for unit in plan.units if unit_id in {None, unit.org_unit_id}]
        return str(
            self.render_template(
                "control/remind.html",
                title=_("Remind of the report"),
                period=period,
                unit_id=unit_id,
                plan=plan,
                units=units,
                shown=_shown(units),
                letter=_letter(plan, _shown(units), period),
            )
        )

    @expose("/<period>/remind", methods=["POST"])
    @has_access
    def send(self, period: str) -> Response:
        """Send them: to one unit or to all that were shown."""
        Period.parse(period)
        unit_id = request.form.get("unit", type=int)
        mails = remind_units(period, unit_id, acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(ngettext("%(num)s reminder is on its way.", "%(num)s reminders are on their way.", mails), "success")
        if unit_id is None:
            return redirect(url_for("ControlView.board", period=period))
        return redirect(url_for("ControlView.panel", period=period, unit_id=unit_id))


def _shown(units: list[UnitToRemind]) -> UnitToRemind | None:
    """The unit whose mail is printed: the one asked for, or else the first that gets one."""
    wanted = request.args.get("text", type=int)
    ready = [unit for unit in units if unit.can_be_reminded]
    return next((unit for unit in ready if unit.org_unit_id == wanted), ready[0] if ready else None)


def _letter(plan: ReminderPlan, unit: UnitToRemind | None, period: str) -> Letter | None:
    """The mail to the unit's first recipient, written as it would be sent; it is not kept."""
    if unit is None:
        return None
    order = reminder_order(plan, unit, unit.recipients[0], period, acting_reader())
    mail = OutboxMail(
        institution_id=order.institution_id,
        kind=order.kind,
        step=order.step,
        period=order.period,
        recipient_id=order.recipient_id,
        data=order.data,
    )
    try:
        return write_letter(mail)
    except NotNeeded:  # it was sent between the two questions
        return None
