"""The declaration of an institution as it stood: never changed, only followed by a newer one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, of_institution


class PresetVersion(InstitutionRow, Model):
    """One loaded declaration. A closed period points at the version that it was scored with (design section 5)."""

    __tablename__ = "preset_version"
    __table_args__ = (
        of_institution(),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "number"),
        CheckConstraint("number > 0", name="number_is_positive"),
    )

    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    declaration: Mapped[dict[str, Any]] = mapped_column(JSONB)
    loaded_at: Mapped[Moment]
    loaded_by: Mapped[str] = mapped_column(String(120))
