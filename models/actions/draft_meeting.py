"""Prepare a meeting: its agenda and the people to be called are drafted from what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select

from models.actions.hold_meeting import roles_at
from models.actions.record_act import Act, record_act
from models.queries.local_day import local_day
from models.queries.meeting_draft import agenda_of_items, carried_commitments, people_to_call, units_concerned
from models.queries.presented_editions import sent_editions
from models.rules.errors import RuleBroken
from models.rules.meeting import MeetingKind, MeetingState, check_link, check_prepares, check_urgent_has_items
from models.rules.sentence import say
from models.rules.wording import day_text
from models.scope import Reader, as_system
from models.tables.agenda_point import AgendaPoint
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.institution import Institution
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting

LONGEST_POINT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """What is asked for: what kind, about what, when and where.

    `points` are further lines of the agenda; `convener_id` is who is to convene it, where that is not who drafts it.
    `org_unit_id` is the unit whose own meeting it is: it calls that unit alone.
    """

    kind: MeetingKind
    title: str
    org_unit_id: int | None = None
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""
    period: str | None = None
    item_ids: tuple[int, ...] = ()
    org_unit_ids: tuple[int, ...] = ()
    edition_ids: tuple[int, ...] = ()
    points: tuple[str, ...] = ()
    convener_id: int | None = None


def draft_meeting(plan: MeetingPlan, actor: Reader, now: datetime) -> Meeting:
    """Store the draft with its agenda and people; nobody hears of it yet. The caller commits.

    Raises RuleBroken 403 for who does not prepare such meetings, or not of that unit, 422 for an urgent one about
    nothing, without a title, that ends before it starts, or about a report that was not sent.
    """
    check_prepares(plan.kind, roles_at(plan.org_unit_id, actor))
    check_urgent_has_items(plan.kind, len(plan.item_ids))
    check_times(plan.starts_at, plan.ends_at)
    check_link(plan.link)
    if not plan.title.strip():
        raise RuleBroken("title_missing", "Escriba el asunto de la reunión.", field="title")
    meeting = Meeting(
        institution_id=actor.institution_id,
        kind=plan.kind,
        title=plan.title.strip(),
        org_unit_id=plan.org_unit_id,
        period=plan.period,
        state=MeetingState.DRAFT,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        place=plan.place,
        link=plan.link,
        calendar_uid=f"reunion-{uuid4()}@rumbo",
        convened_by_id=plan.convener_id or actor.user_id or 0,
    )
    db.session.add(meeting)
    db.session.flush()
    with as_system(meeting.institution_id, actor.name):  # whom it falls on to come is the same for whoever asks
        _call_people(meeting, plan, now)
    _draft_agenda(meeting, plan)
    record_act(actor, Act("draft_meeting", "meeting", meeting.id, {"kind": plan.kind.value, "title": plan.title}), now)
    return meeting


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Raise RuleBroken 422 for a meeting that ends before it starts."""
    if ends_at <= starts_at:
        raise RuleBroken("times_reversed", "La hora de cierre va después de la de inicio.", field="ends_at")


def carry_commitments(meeting: Meeting) -> None:
    """Put the open commitments of the units that are called on the agenda, each once (S3-T8)."""
    known = set(db.session.scalars(select(AgendaPoint.commitment_id).where(AgendaPoint.meeting_id == meeting.id)))
    units = set(db.session.scalars(select(Invitee.org_unit_id).where(Invitee.meeting_id == meeting.id)))
    waiting = [each for each in carried_commitments(meeting, units) if each.id not in known]
    locale = db.session.get_one(Institution, meeting.institution_id).locale
    add_points(meeting, [(_carried(each, locale), {"commitment_id": each.id}) for each in waiting])


def _carried(commitment: Commitment, locale: str) -> str:
    return say("Compromiso que vence el {due}: {text}", due=day_text(commitment.due_on, locale), text=commitment.text)


def add_reports(meeting: Meeting, edition_ids: Collection[int]) -> None:
    """Put reports on the agenda. Raises RuleBroken 422 for one that was not sent to anybody (S0-I-13)."""
    found = sent_editions(meeting.institution_id, edition_ids)
    if len(found) < len(set(edition_ids)):
        raise RuleBroken(
            "edition_not_sent", "A una reunión se llevan los informes ya remitidos: remita antes este.", field="edition"
        )
    add_points(meeting, [(text, {"edition_id": edition}) for edition, text in found])


def add_points(meeting: Meeting, points: Iterable[tuple[str, dict[str, int]]]) -> None:
    """Add lines behind the last one of the agenda, each with what it is about."""
    last = db.session.scalar(select(func.max(AgendaPoint.position)).where(AgendaPoint.meeting_id == meeting.id)) or 0
    for place, (text, about) in enumerate(points, last + 1):
        db.session.add(
            AgendaPoint(
                institution_id=meeting.institution_id,
                meeting_id=meeting.id,
                position=place,
                text=text[:LONGEST_POINT],
                **about,
            )
        )
    db.session.flush()


def _call_people(meeting: Meeting, plan: MeetingPlan, now: datetime) -> None:
    own = {plan.org_unit_id} if plan.org_unit_id is not None else None
    units = own or units_concerned(meeting, plan.item_ids, plan.org_unit_ids)
    for call in people_to_call(meeting, units, local_day(meeting.institution_id, now)):
        db.session.add(
            Invitee(
                institution_id=meeting.institution_id,
                meeting_id=meeting.id,
                user_id=call.user_id,
                org_unit_id=call.org_unit_id,
                capacity=call.capacity,
            )
        )
    db.session.flush()


def _draft_agenda(meeting: Meeting, plan: MeetingPlan) -> None:
    """The reports and items that it is about, then what is still open from earlier ones, then what was typed."""
    add_reports(meeting, plan.edition_ids)
    add_points(meeting, [(text, {"plan_item_id": item}) for item, text in agenda_of_items(meeting, plan.item_ids)])
    carry_commitments(meeting)
    add_points(meeting, [(point.strip(), {}) for point in plan.points if point.strip()])
