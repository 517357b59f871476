"""The way to the mail server: Flask-Mail with a time limit and a checked certificate."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.policy import compat32
from pathlib import Path

from flask import current_app
from flask_mail import Attachment, Connection, Mail, Message

SERVER_SECONDS = 20
LARGEST_ATTACHMENT = 8 * 1024 * 1024
CALENDAR = "text/calendar"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An event that the reader's calendar takes in, and what is asked of it (RFC 6047)."""

    content: bytes
    method: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail, under its ASCII name."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished mail: subject, plain text and the same as a page.

    Perhaps with a workbook under its ASCII name, another file, or an event for the reader's calendar.
    """

    subject: str
    text: str
    html: str
    workbook: Path | None = None
    workbook_name: str = ""
    calendar: CalendarPart | None = None
    enclosure: Enclosure | None = None


class FoldedMessage(Message):
    """Flask-Mail's message, but with the heads folded as they were encoded, and with events.

    Its own policy folds them once more and cuts words at their first accent: « Direcci ón ». An event is one more way
    to read the mail; which of its parts says what is asked of the calendar Flask-Mail cannot say.
    """

    calendar_method = ""

    def as_bytes(self) -> bytes:
        """The mail as it travels."""
        made = self._message()
        for part in made.walk():
            if part.get_content_type() == CALENDAR:
                part.set_param("method", self.calendar_method)
        travelling: bytes = made.as_bytes(policy=compat32.clone(linesep="\r\n"))
        return travelling


class PostConnection(Connection):
    """Flask-Mail's connection, which has neither a time limit nor a checked certificate of its own."""

    def configure_host(self) -> smtplib.SMTP:
        """Connect within the limit; STARTTLS is required where it is configured, never skipped."""
        host = smtplib.SMTP(self.mail.server, self.mail.port, timeout=SERVER_SECONDS)
        if self.mail.use_tls:
            host.starttls(context=ssl.create_default_context())
        if self.mail.username:
            host.login(self.mail.username, self.mail.password)
        return host

    def __exit__(self, *_problem: object) -> None:
        """Say QUIT; a server that is gone already needs no good-bye."""
        if self.host is not None:
            with suppress(smtplib.SMTPException, OSError):
                self.host.quit()


def post_connection() -> PostConnection:
    """One connection for a run of mails; use it as a context manager, which says QUIT at its end."""
    mail: Mail = current_app.extensions["mail"]
    return PostConnection(mail)


def message(letter: Letter, address: str, message_id: str, now: datetime) -> Message:
    """One message for one recipient, marked as automatic (RFC 3834), with the outbox's own Message-ID.

    `now` is business time: the mails of a demo carry the day that it shows.
    """
    made = FoldedMessage(
        subject=" ".join(letter.subject.split()),
        recipients=[address],
        body=letter.text,
        html=letter.html,
        date=now.timestamp(),
        extra_headers={"Auto-Submitted": "auto-generated"},
    )
    made.msgId = message_id
    if letter.enclosure is not None and len(letter.enclosure.content) <= LARGEST_ATTACHMENT:
        enclosed = letter.enclosure
        made.attachments.append(Attachment(enclosed.name, enclosed.mime, enclosed.content))
    if letter.calendar is not None:
        made.calendar_method = letter.calendar.method
        made.alts["calendar"] = letter.calendar.content.decode()
    if letter.workbook is not None and letter.workbook.stat().st_size <= LARGEST_ATTACHMENT:
        made.attachments.append(Attachment(letter.workbook_name, XLSX, letter.workbook.read_bytes()))
    return made
