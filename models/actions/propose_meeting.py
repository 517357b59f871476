"""The urgent meeting of a quarter, drafted once from what stayed out of the green in it (S0-I-09)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import select

from models.actions.attend_alert import escalate_alerts
from models.actions.draft_meeting import MeetingPlan, draft_meeting
from models.actions.queue_mail import queue_mail
from models.actions.tell_meeting import meeting_order
from models.queries.called_quarter import urgent_meeting_of
from models.queries.cuts import quarter_list
from models.queries.local_day import local_day, zone_of
from models.queries.preset_in_use import calendar_of
from models.queries.role_holders import role_holders
from models.rules.local_time import first_moment
from models.rules.meeting import MeetingKind, MeetingState
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.wording import period_name
from models.scope import Reader
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.meeting import Meeting

LEAD = 3
"""Business days from the proposal to the meeting; whoever convenes it may choose another day (P)."""
AT, LASTS = time(9), timedelta(hours=2)


def propose_urgent_meeting(quarter: str, actor: Reader, now: datetime) -> Meeting | None:
    """Draft it with exactly the projects of the quarter's list (C-28), and tell the director, who convenes it.

    None while the quarter is not closed, where nothing calls for it, where nobody directs planning, and where the
    quarter has its meeting already. The caller commits.
    """
    institution_id = actor.institution_id or 0
    items = quarter_list(institution_id, quarter)
    directors = _directors(institution_id, now)
    if not items or not directors or _meeting_of(institution_id, quarter) is not None:
        return None
    zone = zone_of(institution_id)
    day = calendar_of(institution_id).add_business_days(local_day(institution_id, now), LEAD)
    starts_at = first_moment(day, AT, zone)
    locale = db.session.get_one(Institution, institution_id).locale
    plan = MeetingPlan(
        kind=MeetingKind.URGENT,
        title=say("Proyectos que siguen en alerta, {period}", period=period_name(quarter, locale)),
        starts_at=starts_at,
        ends_at=starts_at + LASTS,
        period=quarter,
        item_ids=tuple(item.item_id for item in items),
        convener_id=directors[0],
    )
    meeting = _draft(plan, actor, now)
    for director in directors:
        queue_mail(meeting_order(meeting, "propose", "meeting_proposed", director), now)
    return meeting


def urgent_meeting(plan: MeetingPlan, actor: Reader, now: datetime) -> Meeting:
    """Draft that of the quarter of the plan, or give the one that it has: two presses, or one after the clock's.

    One that was called off makes room for another. The caller commits. Raises RuleBroken as `draft_meeting`, and 403
    for who does not direct planning.
    """
    meeting = _meeting_of(actor.institution_id or 0, plan.period or "")
    if meeting is None or meeting.state is MeetingState.CANCELLED:
        return _draft(plan, actor, now)
    return meeting


def _draft(plan: MeetingPlan, actor: Reader, now: datetime) -> Meeting:
    meeting = draft_meeting(plan, actor, now)
    escalate_alerts(plan.item_ids, actor, now)
    return meeting


def _directors(institution_id: int, now: datetime) -> list[int]:
    held = role_holders(institution_id, [Role.PLANNING_DIRECTOR], local_day(institution_id, now))
    return sorted({each.user_id for each in held})


def _meeting_of(institution_id: int, quarter: str) -> Meeting | None:
    """The quarter's own; whoever asks at the same moment waits until the first one's transaction ends."""
    lock = select(Institution.id).where(Institution.id == institution_id).with_for_update(key_share=True)
    db.session.execute(lock)
    return urgent_meeting_of(institution_id, quarter)
