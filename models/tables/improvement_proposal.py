"""Propuesta de mejora: what somebody would change in a procedure, and what was decided (S0-RES-1 to S0-RES-3)."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.procedure import ProposalState
from models.tables.base import InstitutionRow, Model, Moment, Reference, Versioned, of_institution, one_of, within
from models.tables.procedure_document import ProcedureDocument


class ImprovementProposal(InstitutionRow, Versioned, Model):
    """Kept with author, date, text and decision; nobody decides on his own."""

    __tablename__ = "improvement_proposal"
    __table_args__ = (
        of_institution(),
        within("procedure_document_id", "procedure_document"),
        CheckConstraint("text <> ''", name="has_a_text"),
        CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)"
            " AND (state = 'proposed' OR note <> '')",
            name="decision_has_person_moment_and_note",
        ),
        CheckConstraint("decided_by_id <> proposed_by_id", name="is_decided_by_another_person"),
        Index("ix_improvement_proposal_procedure_document_id", "procedure_document_id"),
    )

    procedure_document_id: Mapped[Reference]
    text: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[Moment]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    state: Mapped[ProposalState] = mapped_column(
        one_of(ProposalState, "state_is_known"), default=ProposalState.PROPOSED, server_default="proposed"
    )
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    decided_at: Mapped[Moment | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    procedure_document: Mapped[ProcedureDocument] = relationship(
        primaryjoin="ProcedureDocument.id == foreign(ImprovementProposal.procedure_document_id)"
    )
    proposed_by: Mapped[User] = relationship(User, primaryjoin="User.id == foreign(ImprovementProposal.proposed_by_id)")
    decided_by: Mapped[User | None] = relationship(
        User, primaryjoin="User.id == foreign(ImprovementProposal.decided_by_id)"
    )
