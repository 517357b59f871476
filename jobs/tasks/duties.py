"""What somebody answers for by a day: reminders before it, one word after it, each said once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from models.actions.claim_occurrence import claim_occurrence
from models.queries.local_day import local_day, zone_of
from models.queries.preset_in_use import calendar_of, preset_in_use
from models.queries.role_holders import role_holders
from models.rules.deadline import DeadlineRule
from models.rules.deadline_kind import Subject
from models.rules.due_date import deadline_on_event
from models.rules.local_time import end_of_day
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.rules.window import Notice, escalation_of, reminders_of

DONE = "told"
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be done: its name among the occasions, until when, and since when somebody answers for it."""

    institution_id: int
    name: str
    due_on: date
    since: datetime


def rule_about(institution_id: int, subject: Subject) -> DeadlineRule | None:
    """The institution's first rule about a subject, if it has one."""
    return next((rule for rule in preset_in_use(institution_id).preset.deadlines if rule.subject is subject), None)


def claim_word(duty: Duty, rule: DeadlineRule, now: datetime) -> str | None:
    """Claim the last word whose moment has come: the step of a reminder, OVERDUE, or None where it was said before.

    Of several reminders whose moment has passed only the last goes out.
    """
    passed = [notice for notice in _notices(duty, rule) if duty.since <= notice.at <= now]
    if not passed:
        return None
    notice = passed[-1]
    step = OVERDUE if notice.at.date() > duty.due_on else notice.step
    key = f"{duty.name}:{step}:{duty.due_on}"
    claimed = claim_occurrence(duty.institution_id, key, notice.at.astimezone(UTC), now)
    if claimed is None:
        return None
    claimed.done_at, claimed.result = now, DONE
    return step


def _notices(duty: Duty, rule: DeadlineRule) -> list[Notice]:
    """In order: the reminders of the rule, then its ladder once the day is over."""
    calendar, zone = calendar_of(duty.institution_id), zone_of(duty.institution_id)
    period = Period.containing(duty.due_on, PeriodKind.MONTH)
    deadline = deadline_on_event(rule, period, end_of_day(duty.due_on, zone), calendar, zone)
    return [*reminders_of(rule, deadline, calendar, zone), *escalation_of(rule, deadline, calendar, zone)]


def answerable(institution_id: int, owner_id: int | None, org_unit_id: int, now: datetime) -> set[int]:
    """The owner, if there is one, and the heads of the unit (S3-D10)."""
    held = role_holders(institution_id, [Role.DEPARTMENT_HEAD], local_day(institution_id, now))
    heads = {each.user_id for each in held if each.org_unit_id == org_unit_id}
    return heads if owner_id is None else heads | {owner_id}


def holders_of(institution_id: int, roles: Collection[Role], now: datetime) -> set[int]:
    """Everybody who holds one of some roles today."""
    return {each.user_id for each in role_holders(institution_id, roles, local_day(institution_id, now))}
