"""From what a meeting is about to its agenda and the people to be called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from models.queries.dependencies import dependencies, participants
from models.queries.role_holders import role_holders
from models.rules.commitment import UNSETTLED
from models.rules.invitations import Call, Post, authority_called, calls_all_units, who_is_called
from models.rules.meeting import MeetingKind
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.rules.wording import color_mark, color_word, percent_text
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.institution import Institution
from models.tables.meeting import Meeting
from models.tables.plan_item import PlanItem
from models.tables.score import Score

CALLED_ROLES = (Role.DEPARTMENT_HEAD, Role.LIAISON, Role.VICE_MINISTER)


def units_concerned(meeting: Meeting, item_ids: Collection[int], org_unit_ids: Collection[int]) -> set[int]:
    """The dependencies that are called: those of the items with who takes part in them, those named, or all."""
    known = set(dependencies(meeting.institution_id))
    if calls_all_units(meeting.kind):
        return known
    units = set(org_unit_ids)
    taking_part = participants(item_ids)
    for item_id, unit in db.session.execute(select(PlanItem.id, PlanItem.org_unit_id).where(PlanItem.id.in_(item_ids))):
        units |= known & {unit, *taking_part.get(item_id, ())}
    if meeting.kind is MeetingKind.FOLLOW_UP and not units:
        units = {each.org_unit_id for each in carried_commitments(meeting)}
    return units


def people_to_call(meeting: Meeting, org_unit_ids: Collection[int], on: date) -> list[Call]:
    """The people who hold the posts of these units on a day, and the authority where the kind asks for it."""
    held = role_holders(meeting.institution_id, CALLED_ROLES, on)
    posts = [Post(each.org_unit_id, each.role, each.user_id, each.is_acting) for each in held]
    return [*authority_called(meeting.kind, posts), *who_is_called(meeting.kind, posts, org_unit_ids)]


def agenda_of_items(meeting: Meeting, item_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Each item with the line that the agenda has of it: code, name and its figure of the meeting's period."""
    locale = db.session.get_one(Institution, meeting.institution_id).locale
    rows = db.session.execute(
        select(PlanItem.id, PlanItem.code, PlanItem.name, Score.to_date_percent, Score.color, Score.state)
        .outerjoin(Score, (Score.plan_item_id == PlanItem.id) & (Score.period == _month_of(meeting.period)))
        .where(PlanItem.id.in_(item_ids))
        .order_by(PlanItem.code)
    )
    return [
        (key, _line(code, name, color, state, percent_text(percent, locale)))
        for key, code, name, percent, color, state in rows
    ]


def _month_of(period: str | None) -> str | None:
    """The month whose figures stand for the period: a quarter is looked at as of its last one."""
    if period is None:
        return None
    months = Period.parse(period).parts(PeriodKind.MONTH)
    return str(months[-1])


def _line(code: str, name: str, color: str | None, state: str | None, percent: str) -> str:
    whole = f"{code} {name}"
    return whole if color is None else f"{whole}: {percent} {color_mark(color, state)} {color_word(color, state)}"


def carried_commitments(meeting: Meeting, org_unit_ids: Collection[int] | None = None) -> list[Commitment]:
    """What earlier meetings left open, of some units or of all, the most pressing first."""
    question = (
        select(Commitment)
        .join(Meeting, Meeting.id == Commitment.meeting_id)
        .where(
            Commitment.institution_id == meeting.institution_id,
            Commitment.state.in_(UNSETTLED),
            Meeting.starts_at < meeting.starts_at,
            Commitment.meeting_id != meeting.id,
        )
        .order_by(Commitment.due_on, Commitment.id)
    )
    if org_unit_ids is not None:
        question = question.where(Commitment.org_unit_id.in_(org_unit_ids))
    return list(db.session.scalars(question))
