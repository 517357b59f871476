"""A deadline that people have been told: it moves only when somebody says so, with a reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, PeriodCode, Versioned, is_period, of_institution


class AnnouncedDeadline(InstitutionRow, Versioned, Model):
    """One rule and period, fixed at the moment of the first notice that named its date (R 2.2 A Deadline)."""

    __tablename__ = "announced_deadline"
    __table_args__ = (
        of_institution(),
        UniqueConstraint("institution_id", "rule", "period"),
        is_period(),
        CheckConstraint("opens <= effective_due", name="opens_before_due"),
    )

    rule: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(60))
    period: Mapped[PeriodCode]
    opens: Mapped[date]
    nominal_due: Mapped[date]
    effective_due: Mapped[date]
    due_at: Mapped[Moment]
    why: Mapped[str] = mapped_column(String(1000))
    announced_at: Mapped[Moment]
    moved_reason: Mapped[str] = mapped_column(String(1000), default="", server_default="")
