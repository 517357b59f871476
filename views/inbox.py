"""« Bandeja »: the reports that wait for the head's check."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.check_many import check_many
from models.actions.check_sheet import CHECKS
from models.actions.hold_sheet import sheet_of
from models.actions.return_sheet import RemarkEntry, return_sheet
from models.clock import business_now
from models.queries.action_list import actions_to_validate
from models.queries.alert_list import AlertFilter, count_alerts
from models.queries.fallen_lines import fallen_lines
from models.queries.inbox import inbox
from models.queries.line_figures import line_figures
from models.queries.local_day import local_day
from models.queries.my_month import evidence_of, internal_of
from models.queries.sheet_content import content_hash
from models.queries.sheet_lines import sheet_lines
from models.queries.sheet_remarks import sheet_remarks
from models.queries.sheet_summary import GOOD, past_lines, sheet_summaries
from models.queries.verifiers import awaited_check
from models.rules.roles import Role
from models.rules.workflow import Action
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text
from views.my_month_page import has_requests
from views.paging import asked_part

REPORTS = 25
"""Waiting reports on a page: as many as somebody verifies in one sitting."""


class InboxView(PlanningView):
    """The head's screen (S0-II-05, ux 3.2)."""

    route_base = "/bandeja"
    class_permission_name = "inbox"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """Sheets that wait for this person with what changed in them, and the ones that were settled lately."""
        reader = acting_reader()
        found, today = inbox(reader, business_now()), local_day(reader.institution_id or 0, business_now())
        number, part = asked_part(REPORTS)
        page = self.render_template(
            "inbox/list.html",
            title=_("Inbox"),
            inbox=found,
            shown=part.of(found.waiting),
            summaries=sheet_summaries(part.of(found.sheets)),
            number=number,
            size=REPORTS,
            actions=actions_to_validate(reader, today),
            alerts=count_alerts(AlertFilter(org_unit_ids=reader.headed_units)) if reader.headed_units else 0,
            may_be_replaced=reader.holds(Role.DEPARTMENT_HEAD),
            has_requests=has_requests(),
        )
        return str(page)

    @expose("/<int:sheet_id>/")
    @has_access
    def sheet(self, sheet_id: int) -> str:
        """One sheet: what deserves a look, and with `all` in the address the rest too."""
        sheet = sheet_of(sheet_id)
        lines, check = sheet_lines([sheet]), awaited_check(sheet)
        figures = line_figures([sheet], lines)
        waiting = {row.sheet_id for row in inbox(acting_reader(), business_now()).waiting}
        fallen = fallen_lines([sheet])[sheet.id]
        look = [
            line
            for line in lines
            if line.is_missing
            or line.cause
            or line.indicator_id in fallen
            or figures[line.indicator_id].color not in GOOD
        ]
        page = self.render_template(
            "inbox/sheet.html",
            title=sheet.org_unit.name,
            sheet=sheet,
            lines=lines,
            look=look,
            shows_all="all" in request.args or not look,
            figures=figures,
            fallen=fallen,
            past=past_lines(sheet),
            remarks=sheet_remarks(sheet.id),
            evidence=evidence_of(lines),
            internal=internal_of([sheet]),
            is_as_sent=sheet.fingerprint == content_hash(sheet),
            check=check.action.value if check is not None and sheet.id in waiting else None,
        )
        return str(page)

    @expose("/<int:sheet_id>/verify", methods=["POST"])
    @has_access
    def verify(self, sheet_id: int) -> Response:
        """Take the check that the page showed: as complete, as seen by the superior, or planning's last."""
        action = request.form.get("check", Action.VERIFY)
        if action not in CHECKS:
            abort(404)
        CHECKS[Action(action)](sheet_of(sheet_id, lock=True), acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(_("Verified."), "success")
        return redirect(url_for("InboxView.home"))

    @expose("/verificar", methods=["POST"])
    @has_access
    def verify_many(self) -> Response:
        """Take the check of every ticked sheet, if nothing in any of them asks for a look."""
        chosen = [int(number) for number in request.form.getlist("sheet") if number.isdecimal()]
        many = check_many(chosen, acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(ngettext("One report verified.", "%(num)s reports verified.", many), "success")
        return redirect(url_for("InboxView.home"))

    @expose("/<int:sheet_id>/return", methods=["POST"])
    @has_access
    def return_(self, sheet_id: int) -> Response:
        """Send it back with remarks on the sheet and on its lines."""
        remarks = [RemarkEntry(None, typed_text("remark", _("Remark")))]
        for name in request.form:
            key = name.removeprefix("remark-")
            if name.startswith("remark-") and key.isdecimal():
                remarks.append(RemarkEntry(int(key), typed_text(name, _("Remark"))))
        return_sheet(sheet_of(sheet_id, lock=True), remarks, acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(_("Returned. The liaison has been told."), "success")
        return redirect(url_for("InboxView.home"))
