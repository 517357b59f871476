"""What a dependency says about a report that was sent to it: retroalimentación."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, within
from models.tables.org_unit import OrgUnit


class EditionFeedback(InstitutionRow, Model):
    """Of one dependency; what comes after the window is kept and marked (S3-T6)."""

    __tablename__ = "edition_feedback"
    __table_args__ = (
        of_institution(),
        within("edition_id", "edition", ondelete="CASCADE"),
        within("org_unit_id", "org_unit"),
        CheckConstraint("text <> ''", name="has_a_text"),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answered_has_answer"),
        CheckConstraint("(answered_by_id IS NULL) = (answered_at IS NULL)", name="answered_by_somebody"),
        Index("ix_edition_feedback_edition_id", "edition_id"),
    )

    edition_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    text: Mapped[str] = mapped_column(Text)
    is_within_window: Mapped[bool]
    given_at: Mapped[Moment]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    answered_at: Mapped[Moment | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(EditionFeedback.org_unit_id)")
