"""Means of verification: files kept by their content, attached to a line of a sheet."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, within
from models.tables.internal_activity import InternalActivity
from models.tables.progress import Progress


class Evidence(InstitutionRow, Model):
    """One file of one line; a replacement is a new row that names the one before it (rulings 28)."""

    __tablename__ = "evidence"
    __table_args__ = (
        of_institution(),
        within("progress_id", "progress"),
        within("internal_activity_id", "internal_activity"),
        CheckConstraint("num_nonnulls(progress_id, internal_activity_id) = 1", name="belongs_to_one_line"),
        CheckConstraint("size BETWEEN 1 AND 20971520", name="size_is_at_most_20_mib"),
        Index("ix_evidence_progress_id", "progress_id"),
        Index("ix_evidence_internal_activity_id", "internal_activity_id"),
        Index("ix_evidence_sha256", "sha256"),
    )

    progress_id: Mapped[Reference | None]
    internal_activity_id: Mapped[Reference | None]
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    mime: Mapped[str] = mapped_column(String(120))
    added_at: Mapped[Moment]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    replaces_id: Mapped[Reference | None] = mapped_column(ForeignKey("evidence.id"))
    is_current: Mapped[bool] = mapped_column(default=True, server_default=text("true"))

    progress: Mapped[Progress | None] = relationship(primaryjoin="Progress.id == foreign(Evidence.progress_id)")
    internal_activity: Mapped[InternalActivity | None] = relationship(
        primaryjoin="InternalActivity.id == foreign(Evidence.internal_activity_id)"
    )
