"""Send what stands in the outbox."""

from __future__ import annotations

import smtplib

from flask_appbuilder.security.sqla.models import User

from jobs.letters.write import NotNeeded, write_letter
from jobs.post import Letter, PostConnection, message, post_connection
from models.actions.claim_mail import claim_mail, keep_lease
from models.actions.settle_mail import SentText, mark_failed, mark_for_retry, mark_sent, mark_suppressed
from models.clock import business_now, real_now
from models.queries.muted_notices import muted_notices
from models.rules.optional_notice import optional_notice
from models.rules.sentence import say
from models.scope import as_system
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail

RUN_LIMIT = 500


def deliver_mail() -> int:
    """Send every due mail; give how many went out.

    1. Lease one mail and commit, so that no other sender takes it.
    2. Write its text now, under the recipient's rights of now, and renew the lease.
    3. Hand it to the server.
    4. Mark it sent and commit, before saying QUIT: a kill between 3 and 4 repeats it with the same Message-ID.
    """
    with as_system():
        first = _claim()
        if first is None:
            return 0
        try:
            with post_connection() as connection:
                return _send_run(first, connection)
        except OSError as fault:  # no connection: smtplib's own errors are OSErrors too
            _try_later(first, fault)
            return 0


def _send_run(first: OutboxMail, connection: PostConnection) -> int:
    sent = 0
    mail: OutboxMail | None = first
    while mail is not None:
        try:
            sent += _send(mail, connection)
        except (OSError, smtplib.SMTPServerDisconnected) as fault:
            _try_later(mail, fault)
            return sent
        mail = _claim() if sent < RUN_LIMIT else None
    return sent


def _claim() -> OutboxMail | None:
    mail = claim_mail(real_now())
    db.session.commit()
    return mail


def _send(mail: OutboxMail, connection: PostConnection) -> int:
    recipient = db.session.get(User, mail.recipient_id)
    letter = _letter(mail, recipient)
    if letter is None or recipient is None:
        db.session.commit()
        return 0
    is_ours = keep_lease(mail, real_now())
    db.session.commit()
    if not is_ours:
        return 0  # the letter took so long that another sender has it
    handed_over = _hand_over(mail, letter, recipient.email, connection)
    db.session.commit()
    return handed_over


def _letter(mail: OutboxMail, recipient: User | None) -> Letter | None:
    """What the recipient is to read; None, with the reason at the mail, for who is gone or does without it."""
    if recipient is None or not recipient.active:
        mark_suppressed(mail, say("La persona ya no tiene cuenta activa."))
        return None
    if optional_notice(mail.kind, mail.step) in muted_notices(recipient.id):
        mark_suppressed(mail, say("La persona eligió no recibir este aviso."))
        return None
    try:
        return write_letter(mail)
    except NotNeeded as reason:
        mark_suppressed(mail, str(reason), superseded=True)
        return None


def _hand_over(mail: OutboxMail, letter: Letter, address: str, connection: PostConnection) -> int:
    now = business_now()
    try:
        connection.send(message(letter, address, mail.message_id, now))
    except smtplib.SMTPRecipientsRefused as refusal:
        _refused(mail, next(iter(refusal.recipients.values()))[0], str(refusal))
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPResponseException as refusal:
        _refused(mail, refusal.smtp_code, str(refusal))
    else:
        mark_sent(mail, SentText(address, letter.subject, letter.text), now)
        return 1
    return 0


def _refused(mail: OutboxMail, code: int, error: str) -> None:
    """4xx is a passing refusal, 5xx a lasting one."""
    if 400 <= code < 500:
        mark_for_retry(mail, error, real_now())
    else:
        mark_failed(mail, error)


def _try_later(mail: OutboxMail, fault: Exception) -> None:
    """The server went away: the mail in hand waits; the others were not claimed yet."""
    mark_for_retry(mail, str(fault), real_now())
    db.session.commit()
