"""Editions as they are listed: all that the reader may see, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Select, func, select

from models.queries.part import Part
from models.rules.edition_step import EditionState
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.org_unit import OrgUnit


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; empty means all."""

    kind: str = ""
    state: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition of the list."""

    edition: Edition
    unit_name: str
    author: str
    is_latest: bool


def edition_rows(narrowing: Narrowing, part: Part) -> tuple[list[EditionRow], int]:
    """A part of the list, and how long it is; three statements."""
    question = _narrowed(select(Edition, OrgUnit.name, User.first_name, User.last_name), narrowing)
    question = question.outerjoin(OrgUnit, OrgUnit.id == Edition.org_unit_id)
    question = question.outerjoin(User, User.id == Edition.author_id)
    rows = db.session.execute(
        question.order_by(Edition.year.desc(), Edition.number.desc()).limit(part.limit).offset(part.offset)
    ).all()
    total = db.session.scalar(_narrowed(select(func.count(Edition.id)), narrowing)) or 0
    later = select(Edition.supersedes_id).where(Edition.supersedes_id.in_([row[0].id for row in rows]))
    superseded = set(db.session.scalars(later))
    return [
        EditionRow(edition, unit or "", f"{first or ''} {last or ''}".strip(), edition.id not in superseded)
        for edition, unit, first, last in rows
    ], total


def edition_years() -> list[int]:
    """The years in which editions were made, the last one first."""
    return list(db.session.scalars(select(Edition.year).distinct().order_by(Edition.year.desc())))


def _narrowed(question: Select, narrowing: Narrowing) -> Select:  # type: ignore[type-arg]  # of whatever columns
    if narrowing.kind:
        question = question.where(Edition.kind == narrowing.kind)
    if narrowing.state in list(EditionState):
        question = question.where(Edition.state == narrowing.state)
    if narrowing.year is not None:
        question = question.where(Edition.year == narrowing.year)
    return question
