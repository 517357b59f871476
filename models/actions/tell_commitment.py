"""One mail about a commitment."""

from __future__ import annotations

from models.actions.queue_mail import MailOrder
from models.queries.rule_of import rule_of
from models.rules.deadline_kind import Subject
from models.rules.period import Period, PeriodKind
from models.tables.commitment import Commitment


def commitment_order(commitment: Commitment, step: str, kind: str, recipient_id: int) -> MailOrder:
    """The order for one person; its round changes with the date, so that a later date is reminded of anew."""
    return MailOrder(
        institution_id=commitment.institution_id,
        rule=rule_of(commitment.institution_id, Subject.COMMITMENT),
        step=step,
        kind=kind,
        recipient_id=recipient_id,
        subject=f"commitment-{commitment.id}",
        period=str(Period.containing(commitment.due_on, PeriodKind.MONTH)),
        round=commitment.due_on.toordinal(),
        data={"commitment_id": commitment.id},
    )
