"""What is taken down in a meeting: remarks, decisions, commitments and files."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.actions.agree_commitment import Terms, agree_commitment
from models.actions.attach_file import attach_to_meeting
from models.actions.hold_meeting import meeting_of
from models.actions.take_notes import Observed, Ruling, record_decision, record_remark, resolve_remark
from models.clock import business_now
from models.rules.errors import RuleBroken
from views.base import PlanningView, acting_reader, typed_text
from views.meeting import settled
from views.typed_choices import typed_day, typed_key
from views.uploads import uploaded_files


class MeetingNotesView(PlanningView):
    """Each form of the page adds one line."""

    route_base = "/reuniones"
    class_permission_name = "meeting_notes"
    default_view = "remark"

    @expose("/<int:meeting_id>/observaciones", methods=["POST"])
    @has_access
    def remark(self, meeting_id: int) -> Response:
        """Take down what somebody observed, or what was resolved about it."""
        meeting, reader, now = meeting_of(meeting_id, lock=True), acting_reader(), business_now()
        if (remark_id := typed_key("remark_id")) is not None:
            resolve_remark(meeting, remark_id, typed_text("resolution", _("Resolution")), reader, now)
        else:
            text = typed_text("remark", _("Remark"))
            record_remark(meeting, Observed(typed_key("author") or 0, text, typed_key("edition")), reader, now)
        return settled(meeting_id, _("The remark is recorded."))

    @expose("/<int:meeting_id>/decisiones", methods=["POST"])
    @has_access
    def decide(self, meeting_id: int) -> Response:
        """Record a decision of the vice-minister."""
        meeting = meeting_of(meeting_id, lock=True)
        text, act = typed_text("decision", _("Decision")), typed_text("act", _("Act"))[:200]
        ruling = Ruling(text, act, next(iter(uploaded_files()), None))
        record_decision(meeting, ruling, acting_reader(), business_now())
        return settled(meeting_id, _("The decision is recorded."))

    @expose("/<int:meeting_id>/compromisos", methods=["POST"])
    @has_access
    def commitment(self, meeting_id: int) -> Response:
        """Take down what a unit takes on."""
        meeting = meeting_of(meeting_id, lock=True)
        terms = Terms(
            text=typed_text("commitment", _("Commitment")),
            org_unit_id=typed_key("org_unit") or 0,
            due_on=typed_day("due_on"),
            decision_id=typed_key("decision"),
            plan_item_id=typed_key("plan_item"),
        )
        agree_commitment(meeting, terms, acting_reader(), business_now())
        return settled(meeting_id, _("The commitment is recorded."))

    @expose("/<int:meeting_id>/archivos", methods=["POST"])
    @has_access
    def file(self, meeting_id: int) -> Response:
        """Attach lists of attendance, presentations, photos or videos."""
        meeting, files = meeting_of(meeting_id, lock=True), uploaded_files()
        if not files:
            raise RuleBroken("no_file", _("Choose a file first."), field="evidence")
        for file in files:
            attach_to_meeting(meeting.id, file, acting_reader(), business_now())
        return settled(meeting_id, _("The file is attached."))
