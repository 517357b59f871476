"""Lease one due mail to a sender, so that no other sender takes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select

from models.rules.workflow import MailState
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail

LEASE = timedelta(seconds=60)


def claim_mail(now: datetime) -> OutboxMail | None:
    """Take the oldest due mail for a minute (`now` in real time), or None; the caller commits before sending.

    Lease, send, mark: a sender that is killed loses nothing, because its lease runs out (security D1).
    """
    due = or_(
        and_(OutboxMail.state == MailState.QUEUED, OutboxMail.next_try_at <= now),
        and_(OutboxMail.state == MailState.SENDING, OutboxMail.lease_until < now),
    )
    mail = db.session.scalars(
        select(OutboxMail).where(due).order_by(OutboxMail.id).limit(1).with_for_update(skip_locked=True)
    ).one_or_none()
    if mail is None:
        return None
    mail.state = MailState.SENDING
    mail.lease_until = now + LEASE
    mail.attempts += 1
    return mail
