"""What the clock says about corrective actions under way: as about commitments, before their day and once after it."""

from __future__ import annotations

from datetime import datetime

from jobs.tasks.duties import OVERDUE, Duty, answerable, claim_word, holders_of, rule_about
from models.actions.queue_mail import queue_mail
from models.actions.tell_action import action_order
from models.queries.due_actions import due_actions
from models.queries.local_day import local_day
from models.rules.deadline_kind import Subject
from models.rules.roles import Role
from models.tables.corrective_action import CorrectiveAction

HEARS_OF_OVERDUE = frozenset({Role.PLANNING_HEAD})


def call_for_actions(institution_id: int, now: datetime) -> int:
    """Queue what is due by now, on the days of the rule about commitments; give how many mails are new.

    The caller commits.
    """
    rule = rule_about(institution_id, Subject.COMMITMENT)
    if rule is None:
        return 0
    mails = 0
    for action in due_actions(institution_id, local_day(institution_id, now)):
        duty = Duty(institution_id, f"action-{action.id}", action.due_on or now.date(), action.decided_at or now)
        step = claim_word(duty, rule, now)
        if step is not None:
            mails += _say(action, step, now)
    return mails


def _say(action: CorrectiveAction, step: str, now: datetime) -> int:
    people = answerable(action.institution_id, action.owner_id, action.org_unit_id, now)
    kind = "action_reminder"
    if step == OVERDUE:
        people, kind = people | holders_of(action.institution_id, HEARS_OF_OVERDUE, now), "action_overdue"
    orders = [action_order(action, f"{step}-{action.due_on}", kind, person) for person in sorted(people)]
    return sum(queue_mail(order, now) for order in orders)
