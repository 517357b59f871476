"""The stored figures of an item for a cut: every surface reads them, none computes its own."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped

from models.tables.base import Model, PeriodCode, Reference, is_period, within
from models.tables.score_figures import ScoreFigures


class Score(ScoreFigures, Model):
    """One row per plan version, period and item."""

    __tablename__ = "score"
    __table_args__ = (
        PrimaryKeyConstraint("plan_version_id", "period", "plan_item_id"),
        within("plan_version_id", "plan_version", ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["plan_version_id", "plan_item_id"], ["plan_item.plan_version_id", "plan_item.id"], ondelete="CASCADE"
        ),
        is_period(),
        CheckConstraint("reported BETWEEN 0 AND expected", name="reported_is_at_most_expected"),
        CheckConstraint("basis IN ('captured', 'verified', 'frozen')", name="basis_is_known"),
    )

    institution_id: Mapped[Reference]
    plan_version_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    plan_item_id: Mapped[Reference]
