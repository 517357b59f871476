"""One meeting: its agenda, its people, and the steps from the convocation to the attendance."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.change_draft import add_point, add_report, call_person, drop_point, uncall_person
from models.actions.convene_meeting import NewTime, cancel_meeting, convene_meeting, move_meeting
from models.actions.hold_attendance import Presence, confirm_informed, record_attendance
from models.actions.hold_meeting import meeting_of
from models.clock import business_now
from models.queries.commitments import line_of
from models.queries.local_day import local_day
from models.queries.meeting_choices import meeting_choices
from models.queries.meeting_page import meeting_page
from models.queries.meeting_people import people_to_choose
from models.queries.presented_editions import sent_editions
from models.rules.errors import RuleBroken
from models.rules.meeting import Attendance
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text
from views.meeting_rights import rights_in
from views.typed_choices import typed_key, typed_moment


class MeetingView(PlanningView):
    """The page of a meeting; what can be done on it follows from its state and from who looks."""

    route_base = "/reuniones"
    class_permission_name = "meeting"
    default_view = "home"

    @expose("/<int:meeting_id>/")
    @has_access
    def home(self, meeting_id: int) -> str:
        """Everything about it."""
        reader, now = acting_reader(), business_now()
        meeting = meeting_of(meeting_id)
        institution_id = meeting.institution_id
        rights = rights_in(meeting, reader)
        today, shown = local_day(institution_id, now), meeting_page(meeting)
        page = self.render_template(
            "meetings/meeting.html",
            title=meeting.title,
            meeting=meeting,
            page=shown,
            may=rights,
            lines=[line_of(each, today) for each in shown.commitments],
            attendances=tuple(Attendance),
            editions=sent_editions(institution_id) if "prepare" in rights else (),
            people=people_to_choose(meeting, now) if "prepare" in rights else (),
            units=meeting_choices(institution_id, meeting.period).units if "notes" in rights else (),
        )
        return str(page)

    @expose("/<int:meeting_id>/convocar", methods=["POST"])
    @has_access
    def convene(self, meeting_id: int) -> Response:
        """Send the convocations."""
        convene_meeting(meeting_of(meeting_id, lock=True), acting_reader(), business_now())
        return settled(meeting_id, _("Convened. Everybody on the list gets the event by mail."))

    @expose("/<int:meeting_id>/reprogramar", methods=["POST"])
    @has_access
    def move(self, meeting_id: int) -> Response:
        """Give it another time or place."""
        meeting = meeting_of(meeting_id, lock=True)
        to = NewTime(
            typed_moment("day", "starts"),
            typed_moment("day", "ends"),
            typed_text("place", _("Place"))[:300],
            typed_text("link", _("Link"))[:500],
            typed_text("reason", _("Reason")),
        )
        move_meeting(meeting, to, acting_reader(), business_now())
        return settled(meeting_id, _("Moved. The event moves in everybody's calendar."))

    @expose("/<int:meeting_id>/cancelar", methods=["POST"])
    @has_access
    def cancel(self, meeting_id: int) -> Response:
        """Call it off."""
        reason = typed_text("reason", _("Reason"))
        cancel_meeting(meeting_of(meeting_id, lock=True), reason, acting_reader(), business_now())
        return settled(meeting_id, _("Cancelled. The event leaves everybody's calendar."))

    @expose("/<int:meeting_id>/personas", methods=["POST"])
    @has_access
    def people(self, meeting_id: int) -> Response:
        """Put somebody on the list or take somebody off it."""
        meeting, reader, now = meeting_of(meeting_id, lock=True), acting_reader(), business_now()
        if (gone := typed_key("remove")) is not None:
            uncall_person(meeting, gone, reader, now)
        else:
            call_person(meeting, typed_key("person") or 0, reader, now)
        return settled(meeting_id, _("The list is changed."))

    @expose("/<int:meeting_id>/agenda", methods=["POST"])
    @has_access
    def agenda(self, meeting_id: int) -> Response:
        """Put a line on the agenda or take one off it."""
        meeting, reader, now = meeting_of(meeting_id, lock=True), acting_reader(), business_now()
        if (gone := typed_key("remove")) is not None:
            drop_point(meeting, gone, reader, now)
        elif (edition := typed_key("edition")) is not None:
            add_report(meeting, edition, reader, now)
        else:
            add_point(meeting, typed_text("point", _("Point of the agenda"))[:1000], reader, now)
        return settled(meeting_id, _("The agenda is changed."))

    @expose("/<int:meeting_id>/asistencia", methods=["POST"])
    @has_access
    def attendance(self, meeting_id: int) -> Response:
        """Write down who came."""
        meeting = meeting_of(meeting_id, lock=True)
        record_attendance(meeting, _presences(), acting_reader(), business_now())
        return settled(meeting_id, _("The attendance is recorded."))

    @expose("/<int:meeting_id>/informado", methods=["POST"])
    @has_access
    def informed(self, meeting_id: int) -> Response:
        """Somebody of a unit that was absent says to know what was presented."""
        confirm_informed(meeting_of(meeting_id, lock=True), acting_reader(), business_now())
        return settled(meeting_id, _("Thank you: your unit counts as informed."))


def settled(meeting_id: int, said: str) -> Response:
    """Keep what was done, let the mails go, and show the meeting again."""
    db.session.commit()
    ring("deliver_mail")
    flash(said, "success")
    return redirect(url_for("MeetingView.home", meeting_id=meeting_id))


def _presences() -> dict[int, Presence]:
    """By the number of the invitee, as far as something was chosen; the `rest` came where the form says so."""
    found = {}
    for name, chosen in request.form.items():
        key, value = name.removeprefix("attendance-"), chosen or request.form.get("rest", "")
        if not name.startswith("attendance-") or not key.isdecimal() or not value:
            continue
        if value not in set(Attendance):
            raise RuleBroken("bad_attendance", _("Choose whether the person came."), field=name)
        delegate = typed_text(f"delegate-{key}", _("Delegate"))[:200]
        found[int(key)] = Presence(Attendance(value), delegate)
    return found
