"""« Prorrogar »: a later date for one unit and period, with its reason."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.extend_deadline import Extension, extend_deadline
from models.clock import business_now
from models.queries.control_board import unit_panel
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text
from views.control_period import end_of_day_typed


class ControlExtensionView(PlanningView):
    """For the planning head; what is sent until the new date is on time."""

    route_base = "/control"
    class_permission_name = "control_extension"
    default_view = "extend"

    @expose("/<period>/unit/<int:unit_id>/extend", methods=["GET", "POST"])
    @has_access
    def extend(self, period: str, unit_id: int) -> Response | str | tuple[str, int]:
        """Show what it will do; on a POST do it, or say beside the form why not."""
        Period.parse(period)
        if request.method == "GET":
            return self._page(period, unit_id)
        try:
            _extend(period, unit_id)
            db.session.commit()
        except RuleBroken as refusal:
            if refusal.status == 403:
                raise
            db.session.rollback()
            return self._page(period, unit_id, refusal), refusal.status
        ring("deliver_mail")
        flash(_("The unit has a new date. Its liaison and head are told."), "success")
        return redirect(url_for("ControlView.panel", period=period, unit_id=unit_id))

    def _page(self, period: str, unit_id: int, refusal: RuleBroken | None = None) -> str:
        reader = acting_reader()
        return str(
            self.render_template(
                "control/extend.html",
                title=_("Extend the deadline"),
                period=period,
                panel=unit_panel(reader.institution_id or 0, unit_id, Period.parse(period), business_now()),
                refusal=refusal,
                typed=request.form,
            )
        )


def _extend(period: str, unit_id: int) -> None:
    until, reason = end_of_day_typed("until"), typed_text("reason", _("Reason"))
    extend_deadline(Extension(unit_id, period, until, reason), acting_reader(), business_now())
