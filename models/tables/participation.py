"""Units that take part in a project that another unit answers for."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.tables.base import InstitutionRow, Model, Reference, within
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem


class Participation(InstitutionRow, Model):
    """Taking part gives reading and the early-warning notice, nothing else (rulings 17, S0-I-02)."""

    __tablename__ = "participation"
    __table_args__ = (
        within("plan_item_id", "plan_item", ondelete="CASCADE"),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("plan_item_id", "org_unit_id"),
        Index("ix_participation_org_unit_id", "org_unit_id"),
    )

    plan_item_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]

    plan_item: Mapped[PlanItem] = relationship(primaryjoin="PlanItem.id == foreign(Participation.plan_item_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(Participation.org_unit_id)")
