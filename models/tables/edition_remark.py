"""An observation on an edition, and what was done about it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, within


class EditionRemark(InstitutionRow, Model):
    """Each has an author and, once it was dealt with, a resolution (S0-I-14)."""

    __tablename__ = "edition_remark"
    __table_args__ = (
        of_institution(),
        within("edition_id", "edition", ondelete="CASCADE"),
        CheckConstraint("text <> ''", name="has_a_text"),
        CheckConstraint("(resolution = '') = (resolved_at IS NULL)", name="resolved_has_resolution"),
        CheckConstraint("(resolved_by_id IS NULL) = (resolved_at IS NULL)", name="resolved_by_somebody"),
        Index("ix_edition_remark_edition_id", "edition_id"),
    )

    edition_id: Mapped[Reference]
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Moment]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    resolution: Mapped[str] = mapped_column(Text, default="", server_default="")
    resolved_at: Mapped[Moment | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
