"""A plan of the institution or of one of its units; its content lives in versions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.tables.base import Code, InstitutionRow, Model, Name, Reference, Versioned, of_institution, within
from models.tables.org_unit import OrgUnit
from models.tables.plan_type import PlanType


class Plan(InstitutionRow, Versioned, Model):
    """A strategic plan of five years, an operating plan of one."""

    __tablename__ = "plan"
    __table_args__ = (
        of_institution(),
        within("plan_type_id", "plan_type"),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "code"),
        CheckConstraint("ends_on > starts_on", name="ends_on_follows_starts_on"),
    )

    plan_type_id: Mapped[Reference]
    org_unit_id: Mapped[Reference | None]
    code: Mapped[Code]
    name: Mapped[Name]
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    plan_type: Mapped[PlanType] = relationship(primaryjoin="PlanType.id == foreign(Plan.plan_type_id)")
    org_unit: Mapped[OrgUnit | None] = relationship(primaryjoin="OrgUnit.id == foreign(Plan.org_unit_id)")

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return self.name
