"""Write down who came to a meeting, and who was told afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.actions.hold_meeting import UNIT_ROLES, roles_at, state_after
from models.actions.hold_sheet import roles_in
from models.actions.record_act import Act, record_act
from models.rules.errors import RuleBroken
from models.rules.meeting import CAME, CONVENERS, Attendance, MeetingState, check_takes_notes
from models.rules.workflow import Action
from models.scope import Reader, as_system
from models.tables.base import db
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody came, and who came in the person's name."""

    attendance: Attendance
    delegate_name: str = ""


def record_attendance(meeting: Meeting, presences: Mapping[int, Presence], actor: Reader, now: datetime) -> None:
    """Store it by the invitee's id; the meeting is held from the first time on. The caller commits.

    It may be corrected until the minutes are approved. Raises RuleBroken 403, 409 before the meeting's hour or in
    another state, 422 for a delegate without a name.
    """
    if roles_at(meeting.org_unit_id, actor).isdisjoint(CONVENERS):
        raise RuleBroken("not_a_keeper", "La asistencia la registra quien convoca la reunión.", status=403)
    check_takes_notes(meeting.state)
    if now < meeting.starts_at:
        raise RuleBroken("not_yet", "La reunión aún no empieza: la asistencia se registra desde su hora.", status=409)
    with as_system(meeting.institution_id, actor.name):  # who was called may be of a unit beyond the convener's
        for invitee in db.session.scalars(select(Invitee).where(Invitee.meeting_id == meeting.id)):
            if (presence := presences.get(invitee.id)) is not None:
                _store(invitee, presence)
        db.session.flush()
    if meeting.state in {MeetingState.CONVENED, MeetingState.RESCHEDULED}:
        meeting.state = state_after(meeting, Action.HOLD, actor)
    db.session.flush()
    came = sum(presence.attendance in CAME for presence in presences.values())
    record_act(actor, Act("record_attendance", "meeting", meeting.id, {"came": came, "of": len(presences)}), now)


def confirm_informed(meeting: Meeting, actor: Reader, now: datetime) -> None:
    """Somebody of an absent unit says to know what was presented (S3-T2). The caller commits.

    Raises RuleBroken 403 for who was not called and answers for no unit that was, 409 before the meeting was held.
    """
    if meeting.state in {MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.RESCHEDULED, MeetingState.CANCELLED}:
        raise RuleBroken("not_held", "La reunión aún no se realiza: no hay de qué informarse.", status=409)
    called = db.session.scalars(select(Invitee).where(Invitee.meeting_id == meeting.id)).all()
    own = [each for each in called if each.user_id == actor.user_id or roles_in(actor, each.org_unit_id) & UNIT_ROLES]
    if not own:
        raise RuleBroken("not_called", "Solo quien fue convocado confirma que está informado.", status=403)
    for invitee in own:
        invitee.informed_at = invitee.informed_at or now
    record_act(actor, Act("confirm_informed", "meeting", meeting.id, {}), now)


def _store(invitee: Invitee, presence: Presence) -> None:
    is_delegate = presence.attendance is Attendance.DELEGATE
    if is_delegate and not presence.delegate_name.strip():
        raise RuleBroken("delegate_missing", "Escriba quién asistió por delegación.", field=f"delegate-{invitee.id}")
    invitee.attendance = presence.attendance
    invitee.delegate_name = presence.delegate_name.strip() if is_delegate else ""
