"""Solicitud de información: what planning asks the units for, about a quarter or a half-year (S0-I-07, S0-I-10)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, PeriodCode, Versioned, is_period, of_institution


class InformationRequest(InstitutionRow, Versioned, Model):
    """One deadline and period: sent, and answered once every line of it has an answer.

    With `needs_actions` an indicator under its target is not answered without the actions to take.
    """

    __tablename__ = "information_request"
    __table_args__ = (
        of_institution(),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "rule", "period"),
        is_period(),
        CheckConstraint("answered_at >= sent_at", name="is_answered_after_it_was_sent"),
    )

    rule: Mapped[str] = mapped_column(String(20))
    period: Mapped[PeriodCode]
    needs_actions: Mapped[bool]
    sent_at: Mapped[Moment]
    due_at: Mapped[Moment]
    answered_at: Mapped[Moment | None]
