"""The trail of acts: one line each, written by the action in its own transaction, never changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Key, Model, Moment


class AuditEntry(Model):
    """Who did what to which object, when, from where and why. The application role may only append (rulings 29)."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_xid", "xid"),
        Index("ix_audit_entry_object", "object_type", "object_id"),
        Index("ix_audit_entry_institution_id_at_id", "institution_id", "at", "id"),
    )

    id: Mapped[Key]
    institution_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[Moment]
    recorded_at: Mapped[Moment] = mapped_column(server_default=text("clock_timestamp()"))
    actor_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(60), default="", server_default="")
    action: Mapped[str] = mapped_column(String(60))
    object_type: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int | None] = mapped_column(BigInteger)
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    xid: Mapped[int] = mapped_column(BigInteger, server_default=text("pg_current_xact_id()::text::bigint"))
