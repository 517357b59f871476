"""Put a mail into the outbox, in the transaction of its cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from models.clock import real_now
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail


@dataclass(frozen=True, slots=True)
class MailOrder:
    """What is to be said to whom; the first eight fields are its identity (rulings 20).

    `rule` is the deadline rule (S0-D06), `step` tells reminders and rungs apart, `kind` names the letter to be written,
    `subject` is the thing it speaks of (a unit's code, a plan's code, a day), `round` the sending of a sheet.
    """

    institution_id: int
    rule: str
    step: str
    kind: str
    recipient_id: int
    subject: str
    period: str
    round: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    export_run_id: int | None = None
    edition_id: int | None = None
    not_after: datetime | None = None

    @property
    def key(self) -> str:
        """Unique over all mails: a second order with the same key changes nothing."""
        parts = (self.institution_id, self.rule, self.step, self.recipient_id, self.subject, self.period, self.round)
        return ":".join(str(part) for part in parts)


def queue_mail(order: MailOrder, now: datetime) -> bool:
    """Insert the order unless its key is known; true when it is new. `now` is business time; the caller commits."""
    statement = (
        insert(OutboxMail)
        .values(
            institution_id=order.institution_id,
            key=order.key,
            rule=order.rule,
            step=order.step,
            kind=order.kind,
            subject=order.subject,
            period=order.period,
            round=order.round,
            recipient_id=order.recipient_id,
            data=dict(order.data),
            export_run_id=order.export_run_id,
            edition_id=order.edition_id,
            state="queued",
            queued_at=now,
            next_try_at=real_now(),
            not_after=order.not_after,
            message_id=_message_id(order.key),
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(OutboxMail.id)
    )
    return db.session.scalar(statement) is not None


def _message_id(key: str) -> str:
    """Made from the key, so that a repeat after a crash is recognised by every mail server on its way."""
    return f"<{sha256(key.encode()).hexdigest()[:40]}@rumbo>"
