"""The institution's own Word templates for its reports: each upload is a version, and none is ever overwritten."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Code, InstitutionRow, Model, Moment, of_institution


class WordTemplate(InstitutionRow, Model):
    """A file kept under its hash like all evidence. `kind` is of reports; empty: of all that have none of their own.

    Of a kind at most one is in use. An edition names the one that it was made with, so an older one stays.
    """

    __tablename__ = "word_template"
    __table_args__ = (
        of_institution(),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "kind", "version"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="has_a_hash"),
        CheckConstraint("size > 0", name="is_not_empty"),
        Index(
            "uq_word_template_in_use",
            *("institution_id", "kind"),
            unique=True,
            postgresql_where=text("is_current"),
        ),
    )

    kind: Mapped[Code] = mapped_column(default="", server_default="")
    version: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    added_at: Mapped[Moment]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    is_current: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
