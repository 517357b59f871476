"""The chain of hashes over both trails: a changed, missing or added line breaks it."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Model, Moment


class AuditSeal(Model):
    """Line `line` of the chain seals one entry of one trail; made by the sweep, not by the writers (security D8)."""

    __tablename__ = "audit_seal"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        CheckConstraint("source IN ('audit_entry', 'value_change')", name="source_is_a_trail"),
    )

    line: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(String(20))
    source_id: Mapped[int] = mapped_column(BigInteger)
    xid: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[Moment]
