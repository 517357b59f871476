"""The day's digest: one mail a person with every report that came in and what was validated (rulings 20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from models.actions.claim_occurrence import claim_occurrence
from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.due_actions import validated_actions
from models.queries.local_day import local_day, zone_of
from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import directory
from models.queries.sent_sheets import sent_sheets
from models.rules.deadline import DeadlineRule
from models.rules.deadline_kind import Subject
from models.rules.local_time import first_moment
from models.rules.period import Period, PeriodKind
from models.tables.base import db
from models.tables.occurrence import Occurrence

TASK = "digest"
FIRST_LOOK_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Digested:
    """At which moment, and how many mails."""

    at: datetime
    mails: int


def digest(institution_id: int, now: datetime) -> Digested | None:
    """Queue the digests of the newest hour that has come, over all reports since the last one; None when it is done.

    A clock that was down for days makes one digest of them, not one a day. The caller commits.
    """
    rule = next(
        (rule for rule in preset_in_use(institution_id).preset.deadlines if rule.subject is Subject.DIGEST), None
    )
    if rule is None or rule.time_of_day is None:
        return None
    zone = zone_of(institution_id)
    today = local_day(institution_id, now)
    at = first_moment(today, rule.time_of_day, zone).astimezone(UTC)
    if at > now:
        at = first_moment(today - timedelta(days=1), rule.time_of_day, zone).astimezone(UTC)
    since = _last(institution_id) or at - FIRST_LOOK_BACK
    if since >= at:
        return None
    claimed = claim_occurrence(institution_id, TASK, at, now)
    if claimed is None:
        return None
    mails = _queue(institution_id, rule, since, at, now)
    claimed.done_at, claimed.result = now, "digested"
    return Digested(at, mails)


def _last(institution_id: int) -> datetime | None:
    question = select(func.max(Occurrence.due_at)).where(
        Occurrence.institution_id == institution_id, Occurrence.task == TASK
    )
    return db.session.scalar(question)


def _queue(institution_id: int, rule: DeadlineRule, since: datetime, until: datetime, now: datetime) -> int:
    hours = (institution_id, since.isoformat(), until.isoformat())
    if not sent_sheets(*hours) and not validated_actions(*hours):
        return 0
    day = local_day(institution_id, until)
    people, preset = directory(institution_id, day), preset_in_use(institution_id).preset
    recipients = {person for code in rule.recipients for person in people.people(preset.recipient_group(code), [])}
    period = str(Period.containing(day, PeriodKind.MONTH))
    data = {"since": since.isoformat(), "until": until.isoformat()}
    orders = (
        MailOrder(institution_id, rule.id, "digest", "digest", person, day.isoformat(), period, data=data)
        for person in sorted(recipients)
    )
    return sum(queue_mail(order, now) for order in orders)
