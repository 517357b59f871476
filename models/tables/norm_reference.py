"""Referencia normativa: an act, decree, law or manual that a procedure or plan rests on (S0-REF, S3-LEG)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import InstitutionRow, Model, Name, Reference, Versioned, of_institution, within


class NormReference(InstitutionRow, Versioned, Model):
    """Its kind and number, its date as far as it is known, and what it modifies or repeals."""

    __tablename__ = "norm_reference"
    __table_args__ = (
        of_institution(),
        within("modifies_id", "norm_reference"),
        within("repeals_id", "norm_reference"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "kind", "number", "title"),
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("modifies_id <> id AND repeals_id <> id", name="does_not_change_itself"),
        CheckConstraint("year BETWEEN 1800 AND 2199", name="year_is_a_year"),
        CheckConstraint("url = '' OR url ~ '^https?://'", name="address_is_of_the_web"),
    )

    kind: Mapped[str] = mapped_column(String(60))
    number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    title: Mapped[Name]
    issued_on: Mapped[date | None]
    year: Mapped[int | None]
    url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    modifies_id: Mapped[Reference | None]
    repeals_id: Mapped[Reference | None]

    modifies: Mapped[NormReference | None] = relationship(
        primaryjoin="NormReference.id == foreign(NormReference.modifies_id)",
        remote_side="NormReference.id",
        foreign_keys="NormReference.modifies_id",
    )
    repeals: Mapped[NormReference | None] = relationship(
        primaryjoin="NormReference.id == foreign(NormReference.repeals_id)",
        remote_side="NormReference.id",
        foreign_keys="NormReference.repeals_id",
    )

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return f"{self.kind} {self.number}".strip()
