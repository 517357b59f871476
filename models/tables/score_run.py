"""When, and by which rules, the scores of a plan version and period were computed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, PeriodCode, Reference, is_period, of_institution, within


class ScoreRun(InstitutionRow, Model):
    """Head of the stored tree: the preset version used, whether the window had ended, and the plan's summary."""

    __tablename__ = "score_run"
    __table_args__ = (
        of_institution(),
        within("plan_version_id", "plan_version", ondelete="CASCADE"),
        within("preset_version_id", "preset_version"),
        UniqueConstraint("plan_version_id", "period"),
        is_period(),
    )

    plan_version_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    preset_version_id: Mapped[Reference]
    window_ended: Mapped[bool]
    computed_at: Mapped[Moment]
    summary: Mapped[dict[str, Any]] = mapped_column(JSONB)
