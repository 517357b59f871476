"""Objective, strategy, project, function, activity…: a node of a plan's tree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import (
    Code,
    InstitutionRow,
    Model,
    Name,
    Reference,
    Versioned,
    percent_in_range,
    within,
)
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_version import PlanVersion


class PlanItem(InstitutionRow, Versioned, Model):
    """A node; its kind is its level. Parent and child stand in the same version."""

    __tablename__ = "plan_item"
    __table_args__ = (
        within("plan_version_id", "plan_version", ondelete="CASCADE"),
        within("level_id", "level"),
        within("org_unit_id", "org_unit"),
        ForeignKeyConstraint(["plan_version_id", "parent_id"], ["plan_item.plan_version_id", "plan_item.id"]),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("plan_version_id", "id"),
        UniqueConstraint("plan_version_id", "code"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on", name="ends_on_follows_starts_on"
        ),
        percent_in_range("weight"),
        Index("ix_plan_item_parent_id", "parent_id"),
        Index("ix_plan_item_org_unit_id", "org_unit_id"),
        Index("ix_plan_item_institution_id_code", "institution_id", "code"),
        Index(
            "ix_plan_item_words",
            text("to_tsvector('simple'::regconfig, folded((code::text || ' '::text) || name::text))"),
            postgresql_using="gin",
        ),
    )

    plan_version_id: Mapped[Reference]
    parent_id: Mapped[Reference | None]
    level_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    code: Mapped[Code]
    name: Mapped[Name]
    weight: Mapped[Decimal | None] = mapped_column(Numeric(9, 4))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    budget_code: Mapped[str] = mapped_column(String(60), default="", server_default="")
    description: Mapped[str] = mapped_column(Text, default="", server_default="")
    ordinal: Mapped[int] = mapped_column(default=0, server_default="0")

    plan_version: Mapped[PlanVersion] = relationship(primaryjoin="PlanVersion.id == foreign(PlanItem.plan_version_id)")
    parent: Mapped[PlanItem | None] = relationship(
        primaryjoin="foreign(PlanItem.parent_id) == remote(PlanItem.id)", remote_side="PlanItem.id"
    )
    level: Mapped[Level] = relationship(primaryjoin="Level.id == foreign(PlanItem.level_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(PlanItem.org_unit_id)")

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return f"{self.code} {self.name}"
