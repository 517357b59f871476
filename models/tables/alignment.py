"""How an item of one plan serves an item of the plan above it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.tables.base import InstitutionRow, Model, Reference, within
from models.tables.plan_item import PlanItem


class Alignment(InstitutionRow, Model):
    """Item → item of the plan above (S0-DEF-06: the POA is aligned with the PEI)."""

    __tablename__ = "alignment"
    __table_args__ = (
        within("plan_item_id", "plan_item", ondelete="CASCADE"),
        within("aligns_to_id", "plan_item", ondelete="CASCADE"),
        UniqueConstraint("plan_item_id", "aligns_to_id"),
        CheckConstraint("plan_item_id <> aligns_to_id", name="not_to_itself"),
        Index("ix_alignment_aligns_to_id", "aligns_to_id"),
    )

    plan_item_id: Mapped[Reference]
    aligns_to_id: Mapped[Reference]

    plan_item: Mapped[PlanItem] = relationship(primaryjoin="PlanItem.id == foreign(Alignment.plan_item_id)")
    aligns_to: Mapped[PlanItem] = relationship(primaryjoin="PlanItem.id == foreign(Alignment.aligns_to_id)")
