"""What the clock says about commitments: reminders before the day, one word after it, and who named nobody."""

from __future__ import annotations

from datetime import datetime

from jobs.tasks.duties import DONE, OVERDUE, Duty, answerable, claim_word, holders_of, rule_about
from models.actions.claim_occurrence import claim_occurrence
from models.actions.queue_mail import queue_mail
from models.actions.tell_commitment import commitment_order
from models.queries.due_commitments import due_commitments, unassigned_commitments
from models.queries.local_day import local_day, zone_of
from models.queries.preset_in_use import calendar_of
from models.rules.deadline_kind import Subject
from models.rules.due_date import deadline_on_event
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.tables.commitment import Commitment

HEARS_OF_OVERDUE = frozenset({Role.PLANNING_HEAD, Role.VICE_MINISTER})
HEARS_OF_UNASSIGNED = frozenset({Role.PLANNING_DIRECTOR})


def call_for_commitments(institution_id: int, now: datetime) -> int:
    """Queue what is due by now, each word once however often the clock strikes; give how many mails are new.

    The caller commits.
    """
    rule = rule_about(institution_id, Subject.COMMITMENT)
    if rule is None:
        return 0
    mails = 0
    for commitment in due_commitments(institution_id, local_day(institution_id, now)):
        duty = Duty(institution_id, f"commitment-{commitment.id}", commitment.due_on, commitment.agreed_at)
        step = claim_word(duty, rule, now)
        if step is not None:
            mails += _say(commitment, step, now)
    return mails + _ask_for_owners(institution_id, now)


def _say(commitment: Commitment, step: str, now: datetime) -> int:
    people, kind = _answerable(commitment, now), "commitment_reminder"
    if step == OVERDUE:
        people, kind = people | holders_of(commitment.institution_id, HEARS_OF_OVERDUE, now), "commitment_overdue"
    return sum(queue_mail(commitment_order(commitment, step, kind, person), now) for person in sorted(people))


def _answerable(commitment: Commitment, now: datetime) -> set[int]:
    return answerable(commitment.institution_id, commitment.owner_id, commitment.org_unit_id, now)


def _ask_for_owners(institution_id: int, now: datetime) -> int:
    """Some days after the minutes went out (S0-D14), the head and the director hear what has no owner yet."""
    rule = rule_about(institution_id, Subject.COMMITMENT_ASSIGNMENT)
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
            people = _answerable(commitment, now) | holders_of(institution_id, HEARS_OF_UNASSIGNED, now)
            orders = [commitment_order(commitment, "unassigned", "commitment_unassigned", each) for each in people]
            mails += sum(queue_mail(order, now) for order in orders)
    return mails
