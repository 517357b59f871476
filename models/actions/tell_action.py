"""One mail about a corrective action."""

from __future__ import annotations

from models.actions.queue_mail import MailOrder
from models.queries.rule_of import rule_of
from models.rules.deadline_kind import Subject
from models.tables.corrective_action import CorrectiveAction


def action_order(action: CorrectiveAction, step: str, kind: str, recipient_id: int) -> MailOrder:
    """The order for one person; its step tells one word about the action from another."""
    return MailOrder(
        institution_id=action.institution_id,
        rule=rule_of(action.institution_id, Subject.EARLY_WARNING),
        step=step,
        kind=kind,
        recipient_id=recipient_id,
        subject=f"action-{action.id}",
        period=action.period,
        data={"action_id": action.id},
    )
