"""The Word templates of an institution, and which of them a report is made with."""

from __future__ import annotations

from dataclasses import dataclass

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.tables.base import db
from models.tables.word_template import WordTemplate


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One of the list, with the name of who uploaded it."""

    template: WordTemplate
    added_by: str


def template_in_use(institution_id: int, kind: str) -> WordTemplate | None:
    """The one of the kind of report, or else the one of the institution; None: Rumbo's own."""
    found = db.session.scalars(
        select(WordTemplate)
        .where(
            WordTemplate.institution_id == institution_id,
            WordTemplate.kind.in_(("", kind)),
            WordTemplate.is_current,
        )
        .order_by(WordTemplate.kind.desc())
        .limit(1)
    )
    return found.one_or_none()


def template_lines() -> list[TemplateLine]:
    """All that the reader sees: by kind, the newest version first."""
    rows = db.session.execute(
        select(WordTemplate, User.first_name, User.last_name)
        .join(User, User.id == WordTemplate.added_by_id)
        .order_by(WordTemplate.kind, WordTemplate.version.desc())
    )
    return [TemplateLine(template, f"{first} {last}".strip()) for template, first, last in rows]
