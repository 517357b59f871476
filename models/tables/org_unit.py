"""Dependencia, unidad orgánica, secretaría…: the tree of who is responsible."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Code, InstitutionRow, Model, Name, Reference, Versioned, of_institution, within


class OrgUnit(InstitutionRow, Versioned, Model):
    """One unit. Its kind is a code of the preset; only units `in_scope` get tasks and deadlines (S0-AMB)."""

    __tablename__ = "org_unit"
    __table_args__ = (
        of_institution(),
        within("parent_id", "org_unit"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "code"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_to_follows_valid_from"),
        Index("ix_org_unit_parent_id", "parent_id"),
    )

    parent_id: Mapped[Reference | None]
    code: Mapped[Code]
    name: Mapped[Name]
    kind: Mapped[Code]
    in_scope: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    parent: Mapped[OrgUnit | None] = relationship(
        primaryjoin="foreign(OrgUnit.parent_id) == remote(OrgUnit.id)", remote_side="OrgUnit.id"
    )

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return self.name
