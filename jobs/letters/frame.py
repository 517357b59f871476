"""What all letters share: links, the institution's words, the lines about why it came and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import current_app
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from jobs.letters.body import Body, Part
from jobs.post import Letter
from models.clock import business_now
from models.files.sentence_catalogue import sentences_in
from models.queries.language_of import language_of
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.whom_to_ask import whom_to_ask
from models.rules.language import Language
from models.rules.sentence import said, say
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
    language: Language = Language.SPANISH

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

    def letter(self, subject: str, *parts: Part, why: str) -> Letter:
        """The finished letter: greeting, parts, why this person gets it and whom to ask, as text and as a page."""
        find = sentences_in(self.language)
        whole = f"[Rumbo] {said(subject, find)}"
        reason = say("Recibe este correo porque {why}.", why=why)
        body = Body(parts, reason, self._ask(), self.institution.name).said(self.language, find)
        return Letter(whole, body.as_text(), body.as_html(whole))

    def _ask(self) -> str:
        """Nobody is told to ask himself."""
        reader = db.session.scalar(select(User.email).where(User.id == self.mail.recipient_id))
        day = local_day(self.institution.id, business_now())
        asked = [address for address in whom_to_ask(self.institution.id, day) if address != reader]
        return say("Si tiene preguntas, escriba a {asked}.", asked=" o ".join(asked)) if asked else ""


def writer_of(mail: OutboxMail) -> Writer:
    """The writer for a mail of the outbox, in the language of who is to read it."""
    return Writer(mail, db.session.get_one(Institution, mail.institution_id), language_of(mail.recipient_id))


def link(path: str, **query: str) -> str:
    """An absolute address made from the configured base, never from a request's Host header."""
    base = current_app.config["RUMBO_BASE_URL"] or f"http://127.0.0.1:{current_app.config['PORT']}"
    return base.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")
