"""A mail server on this machine for tests: keeps what it takes, refuses what it is told to refuse."""

from __future__ import annotations

import socket
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

LARGEST_MAIL = 32 * 1024 * 1024


@dataclass  # no slots: aiosmtpd looks at every attribute, and early Pythons 3.11 fail on the slots' `__weakref__`
class PostOffice:
    """What came in, in order. `answers` are given to the next mails instead of 250; `unknown` has no such mailbox."""

    port: int
    raw: list[bytes] = field(default_factory=list)
    answers: deque[str] = field(default_factory=deque)
    unknown: set[str] = field(default_factory=set)
    connections: int = 0

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answers:
            return self.answers.popleft()
        self.raw.append(cast("bytes", envelope.content))
        return "250 OK"

    @property
    def mails(self) -> list[EmailMessage]:
        """Every mail that was taken."""
        return [cast("EmailMessage", message_from_bytes(raw, policy=policy.default)) for raw in self.raw]

    def to(self, username: str) -> list[EmailMessage]:
        """The mails to a person of the tests."""
        return [mail for mail in self.mails if str(mail["To"]) == f"{username}@ministerio.example"]

    def about(self, words: str) -> list[EmailMessage]:
        """The mails whose subject has these words."""
        return [mail for mail in self.mails if words in str(mail["Subject"])]

    def copies(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def open_office(port: int = 0) -> tuple[PostOffice, Controller]:
    """Start to listen; the caller stops the controller."""
    office = PostOffice(port or free_port())
    controller = Controller(
        office, hostname="127.0.0.1", port=office.port, data_size_limit=LARGEST_MAIL, enable_SMTPUTF8=True
    )
    controller.start()
    return office, controller


def body(mail: EmailMessage) -> str:
    """The text that a person reads."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


class MailPage(HTMLParser):
    """A mail as a page: its words, its tags, its links, and the attributes of the last link."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.language = "", ""
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.door: dict[str, str | None] = {}
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if tag == "a":
            self.door = dict(attrs)
            self.links.append(self.door["href"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(mail: EmailMessage) -> MailPage:
    """The page that a person sees where the mail program shows pages."""
    part = mail.get_body(("html",))
    assert part is not None
    return MailPage(str(part.get_content()))


@pytest.fixture
def post_office(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """A mail server to which the application sends while the test runs."""
    office, controller = open_office()
    monkeypatch.setattr(app.extensions["mail"], "port", office.port)
    yield office
    controller.stop()
