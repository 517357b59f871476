"""One occasion of a dated job: claimed once in the database, whoever's clock strikes."""

from __future__ import annotations

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, of_institution


class Occurrence(InstitutionRow, Model):
    """Institution × task × moment. The row is the truth; the queue is only the bell (security D1)."""

    __tablename__ = "occurrence"
    __table_args__ = (
        of_institution(),
        UniqueConstraint("institution_id", "task", "due_at"),
        Index("ix_occurrence_open", "due_at", postgresql_where=text("done_at IS NULL")),
    )

    task: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(120), default="", server_default="")
    due_at: Mapped[Moment]
    claimed_at: Mapped[Moment]
    done_at: Mapped[Moment | None]
    result: Mapped[str] = mapped_column(String(400), default="", server_default="")
