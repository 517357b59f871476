"""« Programados »: the reports that the clock prepares for planning, with their filters, each time a period closes."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.sqla.models import User
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from models.actions.editions.schedule import schedule_edition, unschedule_edition
from models.clock import business_now
from models.queries.preset_in_use import preset_in_use
from models.tables.base import db
from models.tables.edition_schedule import EditionSchedule
from views.base import PlanningView, acting_reader
from views.report_choice import report_choice
from views.report_tabs import report_tabs
from views.report_words import REPORT_WORDS


class ScheduledReportsView(PlanningView):
    """Planning adds to it from the wizard, and takes out what it needs no more."""

    route_base = "/informes/programados"
    class_permission_name = "scheduled_reports"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """What the rules of the institution ask for, and what somebody has added."""
        rows = db.session.execute(
            select(EditionSchedule, User.first_name, User.last_name)
            .join(User, User.id == EditionSchedule.added_by_id)
            .order_by(EditionSchedule.id)
        )
        kinds = preset_in_use(acting_reader().institution_id or 0).preset.report_kinds
        page = self.render_template(
            "reports/scheduled.html",
            title=_("Scheduled reports"),
            tabs=report_tabs(),
            kinds={kind.code: kind for kind in kinds},
            rows=[(schedule, f"{first} {last}".strip()) for schedule, first, last in rows],
            **REPORT_WORDS,
        )
        return str(page)

    @expose("/agregar", methods=["POST"])
    @has_access
    def add(self) -> Response:
        """Have what the wizard shows prepared at each closing."""
        schedule_edition(report_choice().order(), acting_reader(), business_now())
        db.session.commit()
        flash(_("The report will be prepared by itself each time that a period of it is closed."), "success")
        return redirect(url_for("ScheduledReportsView.home"))

    @expose("/<int:schedule_id>/quitar", methods=["POST"])
    @has_access
    def remove(self, schedule_id: int) -> Response:
        """Prepare it no more."""
        found = db.session.scalars(select(EditionSchedule).where(EditionSchedule.id == schedule_id)).one_or_none()
        if found is None:
            abort(404)
        unschedule_edition(found, acting_reader(), business_now())
        db.session.commit()
        flash(_("The report is prepared by itself no more; what was made stays."), "success")
        return redirect(url_for("ScheduledReportsView.home"))
