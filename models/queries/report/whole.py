"""An edition as the document that people get: its kept figures, what was written to them, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select, true

from models.queries.local_day import local_day
from models.rules.document.canonical import from_json
from models.rules.document.document import Document, Signature
from models.rules.report.differences import Difference, differences
from models.rules.report.finish import Recommendation, Written, finished
from models.rules.report_kind import Advice
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_data import EditionData
from models.tables.edition_remark import EditionRemark
from models.tables.person import Person


def edition_document(edition: Edition, check_address: str) -> Document | None:
    """Give it; None while its figures have not been read. The same edition gives the same document."""
    data = data_of(edition.id)
    if data is None:
        return None
    written = Written(
        number=edition.label,
        edition_version=edition.version,
        data_sha256=data.sha256,
        check_address=check_address,
        conclusions=edition.conclusions,
        recommendations=recommendations_of(edition),
        signatures=_signatures(edition),
        differences=differences_of(edition),
    )
    return finished(from_json(data.content), written)


def data_of(edition_id: int) -> EditionData | None:
    """The kept figures of an edition."""
    return db.session.scalars(select(EditionData).where(EditionData.edition_id == edition_id)).one_or_none()


def recommendations_of(edition: Edition) -> Sequence[Recommendation]:
    """What the author recommends, in order."""
    return [Recommendation(Advice(each["advice"]), each["text"]) for each in edition.recommendations]


def differences_of(edition: Edition) -> list[Difference]:
    """Which figures are others than in the version before; none for a first version (C-36)."""
    if edition.supersedes_id is None:
        return []
    before, after = data_of(edition.supersedes_id), data_of(edition.id)
    if before is None or after is None:
        return []
    return differences(from_json(before.content), from_json(after.content))


def _signatures(edition: Edition) -> tuple[Signature, ...]:
    """S3-SIG: who prepared it, who observed on it, who endorsed it; what has not happened is a line to sign."""
    reviewer = db.session.execute(
        select(EditionRemark.made_by_id, EditionRemark.made_at)
        .where(
            EditionRemark.edition_id == edition.id,
            EditionRemark.made_by_id.is_distinct_from(edition.author_id),
            true() if edition.frozen_at is None else EditionRemark.made_at <= edition.frozen_at,
        )
        .order_by(EditionRemark.id.desc())
        .limit(1)
    ).one_or_none()
    reviewed = (edition.endorsed_by_id, edition.endorsed_at) if reviewer is None else (reviewer[0], reviewer[1])
    acts = (
        ("Elaboró", edition.author_id, edition.submitted_at or edition.frozen_at),
        ("Revisó", *reviewed),
        ("Aprobó", edition.endorsed_by_id, edition.endorsed_at),
    )
    return tuple(_signature(edition.institution_id, *each) for each in acts)


def _signature(institution_id: int, act: str, person: int | None, at: datetime | None) -> Signature:
    signed_on: date | None = None if at is None else local_day(institution_id, at)
    row = db.session.execute(
        select(User.first_name, User.last_name, Person.post)
        .outerjoin(Person, Person.user_id == User.id)
        .where(User.id == person)
    ).one_or_none()
    if row is None:
        return Signature(act)
    return Signature(act, f"{row[0]} {row[1]}".strip(), row[2] or "", signed_on)
