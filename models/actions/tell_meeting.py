"""Queue the mails of a meeting, one for each person who was invited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.local_day import local_day
from models.queries.rule_of import rule_of
from models.rules.deadline_kind import Subject
from models.rules.meeting import MeetingKind
from models.rules.period import Period, PeriodKind
from models.tables.base import db
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting


def tell_invited(meeting: Meeting, step: str, kind: str, now: datetime) -> int:
    """Write to everybody who was invited, whether they came or not (S0-I-16); give how many mails are new."""
    people = set(db.session.scalars(select(Invitee.user_id).where(Invitee.meeting_id == meeting.id)))
    orders = (meeting_order(meeting, step, kind, person) for person in sorted(people))
    return sum(queue_mail(order, now) for order in orders)


def meeting_order(
    meeting: Meeting, step: str, kind: str, recipient_id: int, data: Mapping[str, Any] | None = None
) -> MailOrder:
    """One mail about a meeting; its round is the version of the event."""
    subject = Subject.URGENT_MEETING if meeting.kind is MeetingKind.URGENT else Subject.MEETING
    return MailOrder(
        institution_id=meeting.institution_id,
        rule=rule_of(meeting.institution_id, subject),
        step=step,
        kind=kind,
        recipient_id=recipient_id,
        subject=f"meeting-{meeting.id}",
        period=meeting.period or month_of(meeting.institution_id, meeting.starts_at),
        round=meeting.sequence,
        data={"meeting_id": meeting.id, **(data or {})},
    )


def month_of(institution_id: int, moment: datetime) -> str:
    """Code of the month in which a moment lies where the institution is."""
    return str(Period.containing(local_day(institution_id, moment), PeriodKind.MONTH))
