"""What anybody may read: published editions, and which edition a copy, a fingerprint or a number is of.

Nobody reads them: the statements ask as the system, and name the state in their condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, false, func, or_, select, true

from models.rules.edition_step import EditionState
from models.scope import as_system
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_data import EditionData
from models.tables.edition_file import EditionFile
from models.tables.institution import Institution

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"([0-9]{4})-([0-9]{4,6})")
MOST = 100


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """An edition to which a copy belongs: `file_name` of the file with these very bytes, empty for another sign.

    `is_latest`: no later version of it is published.
    """

    edition: Edition
    institution: Institution
    file_name: str
    is_latest: bool


def publishing_institutions() -> list[tuple[Institution, int]]:
    """Institutions that have published, with how many editions."""
    with as_system():
        rows = db.session.execute(
            select(Institution, func.count(Edition.id))
            .join(Edition, Edition.institution_id == Institution.id)
            .where(Edition.state == EditionState.PUBLISHED)
            .group_by(Institution.id)
            .order_by(Institution.name)
        )
        return [(institution, count) for institution, count in rows]


def publishing_institution(code: str) -> Institution | None:
    """An institution by its code, if it has published anything."""
    return next((each for each, _ in publishing_institutions() if each.code == code), None)


def published_editions(institution_id: int) -> list[Edition]:
    """Those of an institution, newest first."""
    with as_system(institution_id):
        question = _published().where(Edition.institution_id == institution_id)
        return list(db.session.scalars(question.order_by(Edition.published_at.desc()).limit(MOST)))


def published_edition(institution_id: int, label: str) -> Edition | None:
    """One of them by its number as it is printed."""
    number = _NUMBER.fullmatch(label)
    if number is None:
        return None
    with as_system(institution_id):
        return db.session.scalars(
            _published().where(
                Edition.institution_id == institution_id,
                Edition.year == int(number[1]),
                Edition.number == int(number[2]),
            )
        ).one_or_none()


def published_files(edition: Edition) -> list[EditionFile]:
    """The files of a published edition."""
    with as_system(edition.institution_id):
        question = select(EditionFile).where(EditionFile.edition_id == edition.id)
        return list(db.session.scalars(question.order_by(EditionFile.id)))


def known_copies(sign: str) -> list[KnownCopy]:
    """The published editions with this fingerprint (of a file or of the figures) or this number; none is unknown."""
    text = sign.strip().lower()
    with as_system():
        return [_known(edition, text) for edition in db.session.scalars(_with_sign(text))]


def _published() -> Select[Any]:
    return select(Edition).where(Edition.state == EditionState.PUBLISHED)


def _with_sign(text: str) -> Select[Any]:
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return _published().where(Edition.year == int(number[1]), Edition.number == int(number[2])).order_by(Edition.id)
    of_file = select(EditionFile.edition_id).where(EditionFile.sha256 == text)
    of_data = select(EditionData.edition_id).where(EditionData.sha256 == text)
    is_digest = _DIGEST.fullmatch(text) is not None
    return (
        _published()
        .where(true() if is_digest else false(), or_(Edition.id.in_(of_file), Edition.id.in_(of_data)))
        .order_by(Edition.id)
    )


def _known(edition: Edition, text: str) -> KnownCopy:
    same = select(EditionFile.file_name).where(EditionFile.edition_id == edition.id, EditionFile.sha256 == text)
    later = _published().where(Edition.supersedes_id == edition.id)
    institution = db.session.get_one(Institution, edition.institution_id)
    return KnownCopy(edition, institution, db.session.scalar(same) or "", db.session.scalar(later) is None)
