"""What runs without a person: mails by state, those that failed, jobs and their failures, books that wait."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import func, select, text

from models.rules.workflow import MailState
from models.tables.base import db
from models.tables.export_run import ExportRun
from models.tables.outbox_mail import OutboxMail

MOST_FAILED = 50
FAILURES_SINCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FailedMail:
    """A mail that was refused for good: to whom, about which period, and what the server said."""

    mail_id: int
    kind: str
    period: str
    person: str
    queued_at: datetime
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class JobState:
    """The last run of a job, and how many of its runs failed lately."""

    name: str
    started_at: datetime
    ended_at: datetime | None
    counted: int | None
    error: str
    failures: int


class WaitingBook(NamedTuple):
    """A workbook that was asked for and is not built."""

    id: int
    period: str
    asked_at: datetime
    asked_by: str


@dataclass(frozen=True, slots=True)
class Automatic:
    """All of it."""

    mails: Counter[MailState]
    failed: tuple[FailedMail, ...]
    jobs: tuple[JobState, ...]
    books: tuple[WaitingBook, ...]


_JOBS = text(
    """
    SELECT DISTINCT ON (name) name, started_at, ended_at, counted, error,
           (SELECT count(*) FROM job_run failed
             WHERE failed.name = job_run.name AND failed.error <> '' AND failed.started_at > :since)
      FROM job_run ORDER BY name, started_at DESC, id DESC
    """
)


def automatic(institution_id: int, now: datetime) -> Automatic:
    """Give the state of mails and jobs as their reader may see it, `now` in real time; four statements.

    Books by their table: that one waits is no figure, and who keeps the system running must see it.
    """
    mail = OutboxMail
    counted = db.session.execute(
        select(mail.state, func.count()).where(mail.institution_id == institution_id).group_by(mail.state)
    )
    failed = db.session.execute(
        select(mail, User.first_name, User.last_name)
        .join(User, User.id == mail.recipient_id)
        .where(mail.institution_id == institution_id, mail.state == MailState.FAILED)
        .order_by(mail.queued_at.desc(), mail.id.desc())
        .limit(MOST_FAILED)
    )
    book = ExportRun.__table__.c
    books = db.session.execute(
        select(book.id, book.period, book.asked_at, book.asked_by)
        .where(book.institution_id == institution_id, book.done_at.is_(None))
        .order_by(book.id)
    )
    return Automatic(
        mails=Counter({MailState(state): many for state, many in counted}),
        failed=tuple(_failed(row, f"{first} {last}".strip()) for row, first, last in failed),
        jobs=tuple(JobState(*row) for row in db.session.execute(_JOBS, {"since": now - FAILURES_SINCE})),
        books=tuple(WaitingBook(*row) for row in books),
    )


def _failed(mail: OutboxMail, person: str) -> FailedMail:
    return FailedMail(mail.id, mail.kind, mail.period, person, mail.queued_at, mail.attempts, mail.error)
