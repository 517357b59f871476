"""Write the minutes of a meeting, approve them, and send them to everybody who was called."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, text

from models.actions.hold_meeting import state_after
from models.actions.queue_mail import queue_mail
from models.actions.record_act import Act, record_act
from models.actions.tell_meeting import meeting_order, tell_invited
from models.queries.local_day import local_day
from models.queries.minutes_content import minutes_content
from models.queries.role_holders import role_holders
from models.rules.document.canonical import sealed, to_json
from models.rules.errors import RuleBroken
from models.rules.meeting import check_attendance
from models.rules.minutes_document import minutes_document
from models.rules.roles import Role
from models.rules.workflow import Action
from models.scope import Reader
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting
from models.tables.minutes import Minutes


def draft_minutes(meeting: Meeting, body: str, actor: Reader, now: datetime) -> Minutes:
    """Store what was dealt with; the first draft takes the next number of its kind and year. The caller commits.

    Raises RuleBroken 403, 409 before the meeting was held and after the approval.
    """
    meeting.state = state_after(meeting, Action.DRAFT_MINUTES, actor)
    minutes = minutes_of(meeting)
    if minutes is None:
        year = local_day(meeting.institution_id, meeting.starts_at).year
        minutes = Minutes(
            institution_id=meeting.institution_id,
            meeting_id=meeting.id,
            kind=meeting.kind,
            year=year,
            number=_next_number(meeting, year),
        )
        db.session.add(minutes)
    minutes.body = body.strip()
    minutes.drafted_at, minutes.drafted_by_id = now, actor.user_id or 0
    db.session.flush()
    record_act(
        actor, Act("draft_minutes", "minutes", minutes.id, {"number": minutes.number, "year": minutes.year}), now
    )
    return minutes


def approve_minutes(meeting: Meeting, actor: Reader, now: datetime) -> None:
    """Approve what somebody else wrote, once everybody's attendance is known. The caller commits.

    Raises RuleBroken 403 for the author and for who may not approve, 409 without minutes or attendance.
    """
    meeting.state = state_after(meeting, Action.APPROVE, actor)
    minutes = _require(meeting)
    if minutes.drafted_by_id == actor.user_id:
        raise RuleBroken("author_may_not_approve", "Usted escribió el acta: debe aprobarla otra persona.", status=403)
    check_attendance(db.session.scalars(select(Invitee.attendance).where(Invitee.meeting_id == meeting.id)).all())
    with db.session.no_autoflush:  # approved and kept in one statement
        minutes.approved_at, minutes.approved_by_id = now, actor.user_id
        minutes.document = to_json(sealed(minutes_document(minutes_content(meeting))))
    record_act(actor, Act("approve_minutes", "minutes", minutes.id, {"number": minutes.number}), now)


def communicate_minutes(meeting: Meeting, actor: Reader, now: datetime) -> None:
    """Send the minutes to all who were called, and to each head what the unit took on (S0-I-16, S0-I-17).

    The caller commits. Raises RuleBroken 403, 409.
    """
    meeting.state = state_after(meeting, Action.COMMUNICATE, actor)
    minutes = _require(meeting)
    minutes.communicated_at = now
    db.session.flush()
    mails = tell_invited(meeting, "communicate", "minutes", now)
    _tell_heads(meeting, now)
    record_act(actor, Act("communicate_minutes", "minutes", minutes.id, {"mails": mails}), now)


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting, as far as they are written."""
    return db.session.scalars(select(Minutes).where(Minutes.meeting_id == meeting.id)).one_or_none()


def _require(meeting: Meeting) -> Minutes:
    minutes = minutes_of(meeting)
    if minutes is None:
        raise RuleBroken("minutes_missing", "La reunión aún no tiene acta: escríbala primero.", status=409)
    return minutes


def _next_number(meeting: Meeting, year: int) -> int:
    """One more than the last of its kind and year; whoever asks at the same moment waits."""
    lock = f"minutes:{meeting.institution_id}:{meeting.kind.value}:{year}"
    db.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))"), {"lock": lock})
    last = db.session.scalar(
        select(func.max(Minutes.number)).where(
            Minutes.institution_id == meeting.institution_id, Minutes.kind == meeting.kind, Minutes.year == year
        )
    )
    return (last or 0) + 1


def _tell_heads(meeting: Meeting, now: datetime) -> None:
    """The heads of the units that took something on, whether they were called or not."""
    units = set(db.session.scalars(select(Commitment.org_unit_id).where(Commitment.meeting_id == meeting.id)))
    held = role_holders(meeting.institution_id, [Role.DEPARTMENT_HEAD], local_day(meeting.institution_id, now))
    for head in held:
        if head.org_unit_id in units:
            data = {"org_unit_id": head.org_unit_id}
            step = f"cascade-{head.org_unit_id}"
            queue_mail(meeting_order(meeting, step, "commitments_cascade", head.user_id, data), now)
