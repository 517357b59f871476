"""An edition as a file, kept under the hash of its bytes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.rules.document.file_format import FileFormat
from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, one_of, within


class EditionFile(InstitutionRow, Model):
    """One a format; `printed` says of which count of changes it is (see Edition)."""

    __tablename__ = "edition_file"
    __table_args__ = (
        of_institution(),
        within("edition_id", "edition", ondelete="CASCADE"),
        UniqueConstraint("edition_id", "format"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="has_a_hash"),
        CheckConstraint("size > 0", name="is_not_empty"),
        Index("ix_edition_file_sha256", "sha256"),
    )

    edition_id: Mapped[Reference]
    format: Mapped[FileFormat] = mapped_column(one_of(FileFormat, "format_is_known"))
    printed: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    made_at: Mapped[Moment]
