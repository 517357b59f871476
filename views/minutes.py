"""The minutes of a meeting: written, approved by somebody else, sent to everybody who was called."""

from __future__ import annotations

from io import BytesIO

from flask import abort, send_file
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.documents.bytes_of import bytes_of
from models.actions.hold_meeting import meeting_of
from models.actions.keep_minutes import approve_minutes, communicate_minutes, draft_minutes
from models.clock import business_now
from models.files.evidence_store import TYPES
from models.queries.minutes_content import document_of
from models.rules.document.file_format import FileFormat
from views.base import PlanningView, acting_reader, typed_text
from views.meeting import settled

FILES = {kind.value: TYPES[kind.value] for kind in (FileFormat.DOCX, FileFormat.PDF)}


class MinutesView(PlanningView):
    """The last steps of a meeting (S0-I-16)."""

    route_base = "/reuniones"
    class_permission_name = "minutes"
    default_view = "write"

    @expose("/<int:meeting_id>/acta", methods=["POST"])
    @has_access
    def write(self, meeting_id: int) -> Response:
        """Store what was dealt with."""
        body = typed_text("body", _("Minutes"))
        minutes = draft_minutes(meeting_of(meeting_id, lock=True), body, acting_reader(), business_now())
        return settled(meeting_id, _("Minutes %(number)s stored.", number=f"{minutes.number}/{minutes.year}"))

    @expose("/<int:meeting_id>/acta/<kind>", methods=["GET"])
    @has_access
    def download(self, meeting_id: int, kind: str) -> Response:
        """The minutes as Word or PDF: as they were approved, or the draft."""
        if kind not in FILES:
            abort(404)
        meeting = meeting_of(meeting_id)
        document = document_of(meeting)
        name = f"acta-{document.number.replace('/', '-')}.{kind}"
        content = BytesIO(bytes_of(document, FileFormat(kind)))
        return send_file(content, mimetype=FILES[kind], download_name=name, as_attachment=True)

    @expose("/<int:meeting_id>/acta/aprobar", methods=["POST"])
    @has_access
    def approve(self, meeting_id: int) -> Response:
        """Approve what somebody else wrote."""
        approve_minutes(meeting_of(meeting_id, lock=True), acting_reader(), business_now())
        return settled(meeting_id, _("The minutes are approved."))

    @expose("/<int:meeting_id>/acta/comunicar", methods=["POST"])
    @has_access
    def communicate(self, meeting_id: int) -> Response:
        """Send them to everybody who was called."""
        communicate_minutes(meeting_of(meeting_id, lock=True), acting_reader(), business_now())
        return settled(meeting_id, _("Sent to everybody who was called, also to who was absent."))
