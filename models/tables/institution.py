"""The public institution that plans; everything else hangs on it."""

from __future__ import annotations

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Code, Key, Model, Name


class Institution(Model):
    """A ministry, municipality or agency. Its settings are those of its newest `preset_version`."""

    __tablename__ = "institution"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    country: Mapped[str] = mapped_column(String(2))
    currency: Mapped[str] = mapped_column(String(3))
    timezone: Mapped[str] = mapped_column(String(60))
    locale: Mapped[str] = mapped_column(String(12))

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return self.name
