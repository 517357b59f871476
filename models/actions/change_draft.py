"""Change who is called and what is on the agenda, while a meeting is a draft."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from models.actions.draft_meeting import add_points, add_reports
from models.actions.hold_meeting import roles_at
from models.actions.record_act import Act, record_act
from models.queries.local_day import local_day
from models.queries.meeting_people import may_be_called
from models.rules.errors import RuleBroken
from models.rules.meeting import PREPARED, Capacity, check_prepares
from models.rules.roles import Role
from models.scope import Reader, as_system
from models.tables.agenda_point import AgendaPoint
from models.tables.base import db
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting


def call_person(meeting: Meeting, user_id: int, actor: Reader, now: datetime) -> None:
    """Put a person on the list, for the unit of the person's first post today. The caller commits.

    Raises RuleBroken 403, 409 once it is convened, 422 for somebody without a post.
    """
    _check_is_prepared(meeting, actor)
    held = may_be_called(meeting, local_day(meeting.institution_id, now))
    post = next((each for each in held if each.user_id == user_id), None)
    if post is None:
        raise RuleBroken("no_post", "Elija una persona con un rol vigente hoy.", field="person")
    is_known = select(Invitee.id).where(Invitee.meeting_id == meeting.id, Invitee.user_id == user_id)
    if db.session.scalars(is_known).first() is not None:
        return
    capacities = {Role.DEPARTMENT_HEAD: Capacity.HEAD, Role.LIAISON: Capacity.LIAISON}
    invitee = Invitee(
        institution_id=meeting.institution_id,
        meeting_id=meeting.id,
        user_id=user_id,
        org_unit_id=post.org_unit_id,
        capacity=capacities.get(post.role, Capacity.GUEST),
    )
    with as_system(meeting.institution_id, actor.name):  # planning's people are beyond a unit's view
        db.session.add(invitee)
        db.session.flush()
    record_act(actor, Act("call_person", "meeting", meeting.id, {"user_id": user_id}), now)


def uncall_person(meeting: Meeting, invitee_id: int, actor: Reader, now: datetime) -> None:
    """Take a person off the list. The caller commits. Raises RuleBroken 403, 409."""
    _check_is_prepared(meeting, actor)
    db.session.execute(delete(Invitee).where(Invitee.meeting_id == meeting.id, Invitee.id == invitee_id))
    record_act(actor, Act("uncall_person", "meeting", meeting.id, {"invitee_id": invitee_id}), now)


def add_point(meeting: Meeting, text: str, actor: Reader, now: datetime) -> None:
    """Put a line on the agenda. The caller commits. Raises RuleBroken 403, 409, 422 without words."""
    _check_is_prepared(meeting, actor)
    if not text.strip():
        raise RuleBroken("point_missing", "Escriba el punto de la agenda.", field="point")
    add_points(meeting, [(text.strip(), {})])
    record_act(actor, Act("change_agenda", "meeting", meeting.id, {"text": text.strip()}), now)


def add_report(meeting: Meeting, edition_id: int, actor: Reader, now: datetime) -> None:
    """Put a report on the agenda, once. The caller commits. Raises RuleBroken 403, 409, 422 for one not sent."""
    _check_is_prepared(meeting, actor)
    known = select(AgendaPoint.id).where(AgendaPoint.meeting_id == meeting.id, AgendaPoint.edition_id == edition_id)
    if db.session.scalars(known).first() is None:
        add_reports(meeting, [edition_id])
        record_act(actor, Act("change_agenda", "meeting", meeting.id, {"edition_id": edition_id}), now)


def drop_point(meeting: Meeting, point_id: int, actor: Reader, now: datetime) -> None:
    """Take a line off the agenda. The caller commits. Raises RuleBroken 403, 409."""
    _check_is_prepared(meeting, actor)
    db.session.execute(delete(AgendaPoint).where(AgendaPoint.meeting_id == meeting.id, AgendaPoint.id == point_id))
    record_act(actor, Act("change_agenda", "meeting", meeting.id, {"point_id": point_id}), now)


def _check_is_prepared(meeting: Meeting, actor: Reader) -> None:
    if meeting.state not in PREPARED:
        raise RuleBroken(
            "is_convened", "La reunión ya fue convocada: su agenda y su lista ya no se cambian.", status=409
        )
    check_prepares(meeting.kind, roles_at(meeting.org_unit_id, actor))
