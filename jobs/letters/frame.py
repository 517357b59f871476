"""What all letters share: links, the institution's words, the lines about why it came and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import current_app

from models.queries.preset_in_use import preset_in_use
from models.rules.wording import moment_text, period_name
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.outbox_mail import OutboxMail


class NotNeeded(Exception):
    """The reason for the mail is gone; the message says why it is not sent any more."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The institution that writes, and the mail that is to be written."""

    mail: OutboxMail
    institution: Institution

    @property
    def period(self) -> str:
        """« marzo de 2027 »."""
        return period_name(self.mail.period, self.institution.locale)

    def term(self, key: str) -> str:
        """The institution's own word."""
        return preset_in_use(self.institution.id).preset.term(key)

    def moment(self, text: str) -> str:
        """A stored ISO moment as the institution reads it."""
        return moment_text(datetime.fromisoformat(text), self.institution.timezone, self.institution.locale)

    def compose(self, *paragraphs: str, why: str) -> str:
        """Greeting, paragraphs, and the reason why this person gets the mail."""
        parts = ["Buen día:", *paragraphs, f"Recibe este correo porque {why}.", self.institution.name]
        return "\n\n".join(part for part in parts if part) + "\n"


def writer_of(mail: OutboxMail) -> Writer:
    """The writer for a mail of the outbox."""
    return Writer(mail, db.session.get_one(Institution, mail.institution_id))


def link(path: str, **query: str) -> str:
    """An absolute address made from the configured base, never from a request's Host header."""
    base = current_app.config["RUMBO_BASE_URL"] or f"http://127.0.0.1:{current_app.config['PORT']}"
    return base.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")


def listed(lines: list[str], most: int = 15) -> str:
    """One line each with a dash, at most `most`, and how many more there are."""
    shown = [f"- {line}" for line in lines[:most]]
    if len(lines) > most:
        shown.append(f"… y {len(lines) - most} más.")
    return "\n".join(shown)
