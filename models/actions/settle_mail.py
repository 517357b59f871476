"""What became of a leased mail: sent, to be tried again, failed, or no longer needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.rules.workflow import MailState
from models.tables.outbox_mail import OutboxMail

PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
LATER_PAUSE = timedelta(hours=4)
GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321 section 4.5.4.1: four to five days


@dataclass(frozen=True, slots=True)
class SentText:
    """What was delivered: the record of a notice (S0-I-02)."""

    to: str
    subject: str
    text: str


def mark_sent(mail: OutboxMail, sent: SentText, now: datetime) -> None:
    """The server took it; `now` is business time."""
    mail.state = MailState.SENT
    mail.lease_until = None
    mail.sent_at = now
    mail.sent_to, mail.sent_subject, mail.sent_text = sent.to, sent.subject, sent.text
    mail.error = ""


def mark_for_retry(mail: OutboxMail, error: str, now: datetime) -> None:
    """A passing fault: wait longer each time, give up after five days; `now` is real time."""
    attempts = mail.attempts  # read before the first change: a read of an expired row flushes what is half done
    waited = sum((_pause(attempt) for attempt in range(attempts)), timedelta())
    if waited > GIVE_UP_AFTER:
        mark_failed(mail, error)
        return
    mail.state = MailState.QUEUED
    mail.lease_until = None
    mail.error = error[:1000]
    mail.next_try_at = now + _pause(attempts - 1)


def mark_failed(mail: OutboxMail, error: str) -> None:
    """A lasting refusal, shown to a person; nothing tries again by itself."""
    mail.state = MailState.FAILED
    mail.lease_until = None
    mail.error = error[:1000]


def mark_suppressed(mail: OutboxMail, reason: str, *, superseded: bool = False) -> None:
    """Nobody needs it any more: the recipient left, the sheet was sent, a more serious step went out."""
    mail.state = MailState.SUPERSEDED if superseded else MailState.SUPPRESSED
    mail.lease_until = None
    mail.error = reason[:1000]


def _pause(attempt: int) -> timedelta:
    return PAUSES[attempt] if attempt < len(PAUSES) else LATER_PAUSE
