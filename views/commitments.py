"""« Compromisos »: mine, my unit's, or all; and one with its history."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.agree_commitment import assign_commitment, people_of_unit
from models.actions.check_commitment import extend_commitment, return_commitment, verify_commitment
from models.actions.follow_commitment import fulfil_commitment, record_step
from models.actions.hold_commitment import StepNote, commitment_of
from models.clock import business_now
from models.queries.commitments import Whose, commitment_lines, history_of, line_of
from models.queries.local_day import local_day
from models.queries.people_today import people_today
from models.rules.errors import RuleBroken
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text
from views.meeting_rights import rights_over
from views.paging import asked_part
from views.typed_choices import typed_day, typed_key
from views.uploads import uploaded_files

LINES = 25
HUNDRED = 100


class CommitmentsView(PlanningView):
    """For everybody: what one answers for oneself, what the own units do, and all of it for who watches."""

    route_base = "/compromisos"
    class_permission_name = "commitments"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The list that the address asks for; one's own where there are any, else what is open."""
        reader, now = acting_reader(), business_now()
        today = local_day(reader.institution_id or 0, now)
        number, part = asked_part(LINES)
        asked = request.args.get("whose", "")
        if asked and asked not in set(Whose):
            abort(400)
        whose = Whose(asked or Whose.MINE)
        lines, total = commitment_lines(reader, whose, today, part)
        if not asked and not total:
            whose = Whose.OPEN
            lines, total = commitment_lines(reader, whose, today, part)
        page = self.render_template(
            "commitments/list.html",
            title=_("My commitments") if whose is Whose.MINE else _("Commitments"),
            lines=lines,
            whose=whose.value,
            number=number,
            size=LINES,
            total=total,
        )
        return str(page)

    @expose("/<int:commitment_id>/")
    @has_access
    def show(self, commitment_id: int) -> str:
        """One commitment with everything that was done about it."""
        reader, now = acting_reader(), business_now()
        commitment = commitment_of(commitment_id)
        may = rights_over(commitment, reader)
        able = people_of_unit(commitment, now) if "assign" in may else []
        page = self.render_template(
            "commitments/commitment.html",
            title=_("Commitment"),
            line=line_of(commitment, local_day(commitment.institution_id, now)),
            history=history_of(commitment.id),
            may=may,
            people=[each for each in people_today(commitment.institution_id, now) if each.id in able] if able else (),
        )
        return str(page)

    @expose("/<int:commitment_id>/asignar", methods=["POST"])
    @has_access
    def assign(self, commitment_id: int) -> Response:
        """The head says who answers for it."""
        commitment = commitment_of(commitment_id, lock=True)
        assign_commitment(commitment, typed_key("owner") or 0, acting_reader(), business_now())
        return _settled(commitment_id, _("Assigned. The person has been told."))

    @expose("/<int:commitment_id>/avance", methods=["POST"])
    @has_access
    def progress(self, commitment_id: int) -> Response:
        """Say how far it has come."""
        commitment = commitment_of(commitment_id, lock=True)
        percent = typed_key("percent")
        if percent is not None and percent > HUNDRED:
            raise RuleBroken("bad_percent", _("Write a percent from 0 to 100."), field="percent")
        note = StepNote(typed_text("note", _("Note")), percent, uploaded_files())
        record_step(commitment, note, acting_reader(), business_now())
        return _settled(commitment_id, _("The progress is recorded."))

    @expose("/<int:commitment_id>/cumplir", methods=["POST"])
    @has_access
    def fulfil(self, commitment_id: int) -> Response:
        """Mark it as fulfilled, with its proof."""
        commitment = commitment_of(commitment_id, lock=True)
        note = StepNote(typed_text("note", _("Note")), files=uploaded_files())
        fulfil_commitment(commitment, note, acting_reader(), business_now())
        return _settled(commitment_id, _("Fulfilled. Planning has been asked to verify it."))

    @expose("/<int:commitment_id>/verificar", methods=["POST"])
    @has_access
    def verify(self, commitment_id: int) -> Response:
        """Somebody else saw the proof."""
        commitment = commitment_of(commitment_id, lock=True)
        verify_commitment(commitment, typed_text("note", _("Note")), acting_reader(), business_now())
        return _settled(commitment_id, _("Verified."))

    @expose("/<int:commitment_id>/devolver", methods=["POST"])
    @has_access
    def return_(self, commitment_id: int) -> Response:
        """The proof does not show it."""
        commitment = commitment_of(commitment_id, lock=True)
        return_commitment(commitment, typed_text("note", _("Note")), acting_reader(), business_now())
        return _settled(commitment_id, _("Returned. Its owner has been told."))

    @expose("/<int:commitment_id>/prorrogar", methods=["POST"])
    @has_access
    def extend(self, commitment_id: int) -> Response:
        """Give it a later date."""
        commitment = commitment_of(commitment_id, lock=True)
        reason = typed_text("reason", _("Reason"))[:1000]
        extend_commitment(commitment, typed_day("until"), reason, acting_reader(), business_now())
        return _settled(commitment_id, _("Extended. Its owner has been told."))


def _settled(commitment_id: int, said: str) -> Response:
    db.session.commit()
    ring("deliver_mail")
    flash(said, "success")
    return redirect(url_for("CommitmentsView.show", commitment_id=commitment_id))
