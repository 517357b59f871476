"""The trail of values: before and after of every changed row, written by the database itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Key, Model, Moment


class ValueChange(Model):
    """A trigger writes it, also for SQL from outside the application (rulings 29)."""

    __tablename__ = "value_change"
    __table_args__ = (
        Index("ix_value_change_xid", "xid"),
        Index("ix_value_change_row", "table_name", "row_id"),
        Index("ix_value_change_institution_id_at_id", "institution_id", "at", "id"),
    )

    id: Mapped[Key]
    institution_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[Moment]
    recorded_at: Mapped[Moment]
    actor: Mapped[str] = mapped_column(String(120))
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int] = mapped_column(BigInteger)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    xid: Mapped[int] = mapped_column(BigInteger)

    @property
    def change(self) -> tuple[str, dict[str, Any], dict[str, Any]]:
        """Its table, what the row held and what it holds; empty before it was made and after it was deleted."""
        return self.table_name, self.before or {}, self.after or {}
