"""Where a norm is cited: in a procedure or a plan; a report cites those of its procedure."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, relationship

from models.tables.base import InstitutionRow, Model, Reference, of_institution, within
from models.tables.norm_reference import NormReference
from models.tables.plan import Plan
from models.tables.procedure_document import ProcedureDocument


class ReferenceUse(InstitutionRow, Model):
    """A norm and one thing that rests on it."""

    __tablename__ = "reference_use"
    __table_args__ = (
        of_institution(),
        within("norm_reference_id", "norm_reference", ondelete="CASCADE"),
        within("procedure_document_id", "procedure_document", ondelete="CASCADE"),
        within("plan_id", "plan", ondelete="CASCADE"),
        CheckConstraint("num_nonnulls(procedure_document_id, plan_id) = 1", name="is_of_one_thing"),
        Index(
            "uq_reference_use_once",
            *("norm_reference_id", "procedure_document_id", "plan_id"),
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_reference_use_procedure_document_id", "procedure_document_id"),
        Index("ix_reference_use_plan_id", "plan_id"),
    )

    norm_reference_id: Mapped[Reference]
    procedure_document_id: Mapped[Reference | None]
    plan_id: Mapped[Reference | None]

    norm_reference: Mapped[NormReference] = relationship(
        primaryjoin="NormReference.id == foreign(ReferenceUse.norm_reference_id)"
    )
    procedure_document: Mapped[ProcedureDocument | None] = relationship(
        primaryjoin="ProcedureDocument.id == foreign(ReferenceUse.procedure_document_id)"
    )
    plan: Mapped[Plan | None] = relationship(primaryjoin="Plan.id == foreign(ReferenceUse.plan_id)")
