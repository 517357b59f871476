"""Call a meeting, move it or call it off: everybody who was invited hears of it, in words and in their calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from models.actions.draft_meeting import carry_commitments, check_times
from models.actions.hold_meeting import state_after
from models.actions.record_act import Act, record_act
from models.actions.tell_meeting import tell_invited
from models.rules.errors import RuleBroken
from models.rules.meeting import check_link, check_urgent_has_items
from models.rules.workflow import Action
from models.scope import Reader
from models.tables.agenda_point import AgendaPoint
from models.tables.base import db
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting


@dataclass(frozen=True, slots=True)
class NewTime:
    """To when and where a meeting moves, and why."""

    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    reason: str


def convene_meeting(meeting: Meeting, actor: Reader, now: datetime) -> None:
    """Send the convocations with the event for the calendar. The caller commits.

    Raises RuleBroken 403, 409 in another state, 422 without people, for a time that has passed, or for an urgent one
    about nothing.
    """
    state = state_after(meeting, Action.CONVENE, actor)
    _check_is_ahead(meeting.starts_at, now)
    check_urgent_has_items(meeting.kind, _linked_items(meeting))
    if not _has_people(meeting):
        raise RuleBroken("nobody_called", "Agregue al menos una persona antes de convocar.", field="person")
    carry_commitments(meeting)
    meeting.state, meeting.convened_at, meeting.convened_by_id = state, now, actor.user_id or 0
    db.session.flush()
    _tell(meeting, "convene", actor, now)


def move_meeting(meeting: Meeting, to: NewTime, actor: Reader, now: datetime) -> None:
    """Give it another time or place: the same event in every calendar, one version later. The caller commits.

    Raises RuleBroken 403, 409 or 422 as `convene_meeting`, and 422 without a reason.
    """
    state = state_after(meeting, Action.MOVE, actor, to.reason)
    check_times(to.starts_at, to.ends_at)
    check_link(to.link)
    _check_is_ahead(to.starts_at, now)
    meeting.starts_at, meeting.ends_at, meeting.place, meeting.link = to.starts_at, to.ends_at, to.place, to.link
    meeting.state, meeting.change_reason = state, to.reason.strip()
    meeting.sequence += 1
    db.session.flush()
    _tell(meeting, "move", actor, now)


def cancel_meeting(meeting: Meeting, reason: str, actor: Reader, now: datetime) -> None:
    """Call it off; the event leaves the calendars. The caller commits. Raises RuleBroken 403, 409, 422."""
    meeting.state, meeting.change_reason = state_after(meeting, Action.CANCEL, actor, reason), reason.strip()
    meeting.sequence += 1
    db.session.flush()
    _tell(meeting, "cancel", actor, now)


def _tell(meeting: Meeting, step: str, actor: Reader, now: datetime) -> None:
    tell_invited(meeting, step, "meeting_call", now)
    detail = {"starts_at": meeting.starts_at.isoformat(), "reason": meeting.change_reason}
    record_act(actor, Act(f"{step}_meeting", "meeting", meeting.id, detail), now)


def _check_is_ahead(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise RuleBroken("time_has_passed", "La reunión debe empezar después de ahora: corrija la fecha.", field="day")


def _linked_items(meeting: Meeting) -> int:
    question = select(func.count(AgendaPoint.plan_item_id)).where(AgendaPoint.meeting_id == meeting.id)
    return db.session.scalar(question) or 0


def _has_people(meeting: Meeting) -> bool:
    return bool(db.session.scalar(select(exists().where(Invitee.meeting_id == meeting.id))))
