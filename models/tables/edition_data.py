"""The figures of an edition, read in one snapshot and kept as they were."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Reference, of_institution, within


class EditionData(InstitutionRow, Model):
    """One of an edition; a draft's is replaced when it is read anew, a frozen one's by nobody (a trigger refuses it).

    `sha256` is the hash of `content` in its canonical form, which the documents print.
    """

    __tablename__ = "edition_data"
    __table_args__ = (
        of_institution(),
        within("edition_id", "edition", ondelete="CASCADE"),
        UniqueConstraint("edition_id"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="has_a_hash"),
    )

    edition_id: Mapped[Reference]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    sha256: Mapped[str] = mapped_column(String(64))
