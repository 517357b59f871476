"""Objective, project, function, activity…: the levels of a plan type, top to bottom."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.tables.base import Code, InstitutionRow, Model, Name, Reference, of_institution, within
from models.tables.plan_type import PlanType


class Level(InstitutionRow, Model):
    """One level of a plan type; `reports` says that its items are captured."""

    __tablename__ = "level"
    __table_args__ = (
        of_institution(),
        within("plan_type_id", "plan_type"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("plan_type_id", "code"),
        UniqueConstraint("plan_type_id", "id"),
    )

    plan_type_id: Mapped[Reference]
    code: Mapped[Code]
    name: Mapped[Name]
    ordinal: Mapped[int]
    reports: Mapped[bool]

    plan_type: Mapped[PlanType] = relationship(primaryjoin="PlanType.id == foreign(Level.plan_type_id)")

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return self.name
