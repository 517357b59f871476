"""Lease one due mail to a sender, so that no other sender takes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update

from models.actions.settle_mail import mark_failed
from models.rules.workflow import MailState
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 60
"""Five days of polite retries are 33; more means that a sender dies or stumbles over this very mail each time."""


def claim_mail(now: datetime) -> OutboxMail | None:
    """Take the oldest due mail for a minute (`now` in real time), or None; the caller commits before sending.

    Lease, send, mark: a sender that is killed loses nothing, because its lease runs out (security D1). Mails that were
    tried often come last: one that cannot be written must not hold up the others, and is given up in the end.
    """
    due = or_(
        and_(OutboxMail.state == MailState.QUEUED, OutboxMail.next_try_at <= now),
        and_(OutboxMail.state == MailState.SENDING, OutboxMail.lease_until < now),
    )
    mail = db.session.scalars(
        select(OutboxMail)
        .where(due)
        .order_by(OutboxMail.attempts, OutboxMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if mail is None:
        return None
    if mail.attempts >= MOST_ATTEMPTS:
        mark_failed(mail, f"Se intentó {mail.attempts} veces sin terminar: revise el registro de errores.")
        return None
    mail.state = MailState.SENDING
    mail.lease_until = now + LEASE
    mail.attempts += 1
    return mail


def keep_lease(mail: OutboxMail, now: datetime) -> bool:
    """Lease it for one more minute; false where another sender took it meanwhile. The caller commits before sending.

    Writing a letter may take longer than a lease: a workbook of a whole ministry. The count of attempts tells leases
    apart.
    """
    kept = db.session.execute(
        update(OutboxMail)
        .where(OutboxMail.id == mail.id, OutboxMail.state == MailState.SENDING, OutboxMail.attempts == mail.attempts)
        .values(lease_until=now + LEASE)
        .execution_options(synchronize_session="evaluate")
    )
    return bool(kept.rowcount)  # type: ignore[attr-defined]  # every UPDATE's result counts its rows
