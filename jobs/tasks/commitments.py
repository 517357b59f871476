"""What the clock says about commitments: reminders before the day, one word after it, and who named nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from models.actions.claim_occurrence import claim_occurrence
from models.actions.queue_mail import queue_mail
from models.actions.tell_commitment import commitment_order
from models.queries.due_commitments import due_commitments, unassigned_commitments
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
from models.tables.commitment import Commitment

DONE = "told"
OVERDUE = "overdue"
HEARS_OF_OVERDUE = frozenset({Role.PLANNING_HEAD, Role.VICE_MINISTER})
HEARS_OF_UNASSIGNED = frozenset({Role.PLANNING_DIRECTOR})


def call_for_commitments(institution_id: int, now: datetime) -> int:
    """Queue what is due by now, each word once however often the clock strikes; give how many mails are new.

    Of several reminders whose moment has passed only the last goes out. The caller commits.
    """
    rule = _rule(institution_id, Subject.COMMITMENT)
    if rule is None:
        return 0
    mails = 0
    for commitment in due_commitments(institution_id, local_day(institution_id, now)):
        passed = [notice for notice in _notices(commitment, rule) if commitment.agreed_at <= notice.at <= now]
        if passed:
            mails += _say(commitment, passed[-1], now)
    return mails + _ask_for_owners(institution_id, now)


def _rule(institution_id: int, subject: Subject) -> DeadlineRule | None:
    return next((rule for rule in preset_in_use(institution_id).preset.deadlines if rule.subject is subject), None)


def _notices(commitment: Commitment, rule: DeadlineRule) -> list[Notice]:
    """In order: the reminders of the rule, then its ladder once the day is over."""
    calendar, zone = calendar_of(commitment.institution_id), zone_of(commitment.institution_id)
    period = Period.containing(commitment.due_on, PeriodKind.MONTH)
    deadline = deadline_on_event(rule, period, end_of_day(commitment.due_on, zone), calendar, zone)
    return [*reminders_of(rule, deadline, calendar, zone), *escalation_of(rule, deadline, calendar, zone)]


def _say(commitment: Commitment, notice: Notice, now: datetime) -> int:
    is_overdue = notice.at.date() > commitment.due_on
    kind = "commitment_overdue" if is_overdue else "commitment_reminder"
    step = OVERDUE if is_overdue else notice.step
    key = f"commitment-{commitment.id}:{step}:{commitment.due_on}"
    claimed = claim_occurrence(commitment.institution_id, key, notice.at.astimezone(UTC), now)
    if claimed is None:
        return 0
    claimed.done_at, claimed.result = now, DONE
    people = set(_answerable(commitment, now))
    if is_overdue:
        people |= _holders(commitment.institution_id, HEARS_OF_OVERDUE, now)
    return sum(queue_mail(commitment_order(commitment, step, kind, person), now) for person in sorted(people))


def _answerable(commitment: Commitment, now: datetime) -> Iterator[int]:
    """The owner and the head of the unit (S3-D10)."""
    if commitment.owner_id is not None:
        yield commitment.owner_id
    held = role_holders(commitment.institution_id, [Role.DEPARTMENT_HEAD], local_day(commitment.institution_id, now))
    yield from (each.user_id for each in held if each.org_unit_id == commitment.org_unit_id)


def _holders(institution_id: int, roles: frozenset[Role], now: datetime) -> set[int]:
    return {each.user_id for each in role_holders(institution_id, roles, local_day(institution_id, now))}


def _ask_for_owners(institution_id: int, now: datetime) -> int:
    """Some days after the minutes went out (S0-D14), the head and the director hear what has no owner yet."""
    rule = _rule(institution_id, Subject.COMMITMENT_ASSIGNMENT)
    if rule is None:
        return 0
    calendar, zone, mails = calendar_of(institution_id), zone_of(institution_id), 0
    for commitment, minutes in unassigned_commitments(institution_id):
        if minutes.communicated_at is None:
            continue
        period = Period.containing(local_day(institution_id, minutes.communicated_at), PeriodKind.MONTH)
        at = deadline_on_event(rule, period, minutes.communicated_at, calendar, zone).ends_at
        if at > now:
            continue
        claimed = claim_occurrence(institution_id, f"commitment-{commitment.id}:unassigned", at, now)
        if claimed is not None:
            claimed.done_at, claimed.result = now, DONE
            people = {*_answerable(commitment, now), *_holders(institution_id, HEARS_OF_UNASSIGNED, now)}
            orders = [commitment_order(commitment, "unassigned", "commitment_unassigned", each) for each in people]
            mails += sum(queue_mail(order, now) for order in orders)
    return mails
