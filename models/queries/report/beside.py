"""What stands beside an edition on its page: files, observations, feedback, mails, and the versions around it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.rules.workflow import MailState
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_feedback import EditionFeedback
from models.tables.edition_file import EditionFile
from models.tables.edition_remark import EditionRemark
from models.tables.meeting_remark import MeetingRemark
from models.tables.outbox_mail import OutboxMail


@dataclass(frozen=True, slots=True)
class SaidLine:
    """An observation or feedback: what, by whom and when, in which meeting, and what came of it."""

    id: int
    text: str
    by: str
    at: datetime
    answer: str
    answered_by: str
    unit_name: str = ""
    is_within_window: bool = True
    meeting_id: int | None = None


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail of the distribution log."""

    kind: str
    recipient: str
    address: str
    state: MailState
    queued_at: datetime
    sent_at: datetime | None
    error: str


def files_of(edition: Edition) -> list[EditionFile]:
    """Its files as they are now; those of texts that changed since are being made anew and left out."""
    return list(
        db.session.scalars(
            select(EditionFile)
            .where(EditionFile.edition_id == edition.id, EditionFile.printed == edition.printed)
            .order_by(EditionFile.id)
        )
    )


def remarks_of(edition_id: int) -> list[SaidLine]:
    """Observations on it and those of the meetings that looked at it, in the order of time; three statements."""
    own = db.session.scalars(select(EditionRemark).where(EditionRemark.edition_id == edition_id)).all()
    met = db.session.scalars(select(MeetingRemark).where(MeetingRemark.edition_id == edition_id)).all()
    said = [(row, row.made_by_id, None) for row in own] + [(row, row.author_id, row.meeting_id) for row in met]
    names = _names({person for row, author, _ in said for person in (author, row.resolved_by_id)})
    lines = [
        SaidLine(
            *(row.id, row.text, names.get(author, ""), row.made_at),
            *(row.resolution, names.get(row.resolved_by_id, "")),
            meeting_id=meeting,
        )
        for row, author, meeting in said
    ]
    return sorted(lines, key=lambda line: line.at)


def feedback_of(edition_id: int) -> list[SaidLine]:
    """What the dependencies that the reader sees have answered; two statements."""
    question = select(EditionFeedback).options(joinedload(EditionFeedback.org_unit))
    question = question.where(EditionFeedback.edition_id == edition_id).order_by(EditionFeedback.id)
    found = db.session.scalars(question).all()
    names = _names({person for row in found for person in (row.given_by_id, row.answered_by_id)})
    return [
        SaidLine(
            *(row.id, row.text, names.get(row.given_by_id, ""), row.given_at),
            *(row.answer, names.get(row.answered_by_id, "")),
            unit_name=row.org_unit.name,
            is_within_window=row.is_within_window,
        )
        for row in found
    ]


def distribution_of(edition_id: int) -> list[MailLine]:
    """To whom it went, when, and with what result: the mails that the reader may see."""
    rows = db.session.execute(
        select(OutboxMail, User)
        .join(User, User.id == OutboxMail.recipient_id)
        .where(OutboxMail.edition_id == edition_id)
        .order_by(OutboxMail.id)
    )
    return [
        MailLine(
            kind=mail.kind,
            recipient=f"{person.first_name} {person.last_name}".strip(),
            address=mail.sent_to or person.email,
            state=mail.state,
            queued_at=mail.queued_at,
            sent_at=mail.sent_at,
            error=mail.error,
        )
        for mail, person in rows
    ]


def versions_of(edition: Edition) -> list[Edition]:
    """Every version of the same report that the reader may see, the first one first."""
    return list(
        db.session.scalars(
            select(Edition)
            .where(
                Edition.institution_id == edition.institution_id,
                Edition.kind == edition.kind,
                Edition.period == edition.period,
                Edition.org_unit_id.is_not_distinct_from(edition.org_unit_id),
                Edition.filters == edition.filters,
            )
            .order_by(Edition.version)
        )
    )


def _names(people: Collection[int | None]) -> dict[int | None, str]:
    rows = db.session.execute(select(User.id, User.first_name, User.last_name).where(User.id.in_(people)))
    return {key: f"{first} {last}".strip() for key, first, last in rows}
