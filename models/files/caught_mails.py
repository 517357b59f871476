"""Mails that the demo's local server caught, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One mail: where it is kept, its heads, its text, the same as a page, and the names of its attachments.

    `sent_at` is its own Date.
    """

    name: str
    sent_at: datetime
    sender: str
    recipient: str
    subject: str
    message_id: str
    text: str
    page: str
    attachments: tuple[str, ...]


def caught_mails(folder: Path, most: int = 2_000) -> list[CaughtMail]:
    """The mails that came in last, by their Date, newest first; an absent folder holds none."""
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return sorted((_read(file) for file in files[:most]), key=lambda mail: mail.sent_at, reverse=True)


def caught_mail(folder: Path, name: str) -> CaughtMail | None:
    """One mail by its name, or None."""
    file = _file(folder, name)
    return _read(file) if file else None


def attachment(folder: Path, name: str, number: int) -> tuple[str, bytes] | None:
    """File name and content of an attachment, counted from 0, or None."""
    file = _file(folder, name)
    if file is None:
        return None
    parts = list(_message(file).iter_attachments())
    if number >= len(parts):
        return None
    return parts[number].get_filename() or "adjunto", parts[number].get_content()


def _file(folder: Path, name: str) -> Path | None:
    """Only names that we gave: letters and digits, so no way out of the folder."""
    file = folder / f"{name}.eml"
    return file if name.isalnum() and file.is_file() else None


def _message(file: Path) -> EmailMessage:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 -- the default policy makes no other class
    return message


def _read(file: Path) -> CaughtMail:
    message = _message(file)
    body, page = message.get_body(("plain",)), message.get_body(("html",))
    return CaughtMail(
        name=file.stem,
        sent_at=_date(message) or datetime.fromtimestamp(file.stat().st_mtime, UTC),
        sender=str(message["From"]),
        recipient=str(message["To"]),
        subject=str(message["Subject"]),
        message_id=str(message["Message-ID"]),
        text=body.get_content() if body else "",
        page=page.get_content() if page else "",
        attachments=tuple(part.get_filename() or "adjunto" for part in message.iter_attachments()),
    )


def _date(message: EmailMessage) -> datetime | None:
    """The Date of a mail, in UTC where it names no zone; None where it has none that can be read."""
    moment = getattr(message["Date"], "datetime", None)
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment is not None else None
