"""The figures of a plan as they stood when a period closed: written once, never changed (R C-36)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, PeriodCode, Reference, is_period, of_institution, within


class Cut(InstitutionRow, Model):
    """Head of a frozen tree: by which declaration, when, and the plan's summary.

    `number` counts the cuts of one plan version and period: 1 is the first, each restatement points to it and says
    why. The latest is in force; reports keep the one that they were made from.
    """

    __tablename__ = "cut"
    __table_args__ = (
        of_institution(),
        within("plan_version_id", "plan_version"),
        within("preset_version_id", "preset_version"),
        within("first_id", "cut"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("plan_version_id", "period", "number"),
        is_period(),
        CheckConstraint("number >= 1 AND (number = 1) = (first_id IS NULL)", name="restatement_points_to_the_first"),
    )

    plan_version_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    number: Mapped[int]
    first_id: Mapped[Reference | None]
    preset_version_id: Mapped[Reference]
    frozen_at: Mapped[Moment]
    reason: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    summary: Mapped[dict[str, Any]] = mapped_column(JSONB)
