"""Procedimiento: one version of it, who signed it, what it changed and repealed (S0-MOD, S3-HDR, S3-CHG)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.procedure import ProcedureState
from models.tables.attached_file import AttachedFile, file_is_whole
from models.tables.base import Code, InstitutionRow, Model, Name, Reference, Versioned, of_institution, one_of, within


class ProcedureDocument(InstitutionRow, Versioned, AttachedFile, Model):
    """Of a code one version is in force; a repealed one names the version that repealed it.

    Posts and names of who prepared, reviewed and approved are typed: they sign documents and are no accounts.
    """

    __tablename__ = "procedure_document"
    __table_args__ = (
        of_institution(),
        within("repealed_by_id", "procedure_document"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "code", "version"),
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("(state = 'repealed') = (repealed_by_id IS NOT NULL)", name="repealed_names_what_repealed_it"),
        CheckConstraint("repealed_by_id <> id", name="does_not_repeal_itself"),
        file_is_whole(),
        Index(
            "uq_procedure_document_in_force",
            *("institution_id", "code"),
            unique=True,
            postgresql_where=text("state = 'in_force'"),
        ),
    )

    code: Mapped[Code]
    title: Mapped[Name]
    version: Mapped[str] = mapped_column(String(20), default="", server_default="")
    issued_on: Mapped[date | None]
    effective_from: Mapped[date | None]
    state: Mapped[ProcedureState] = mapped_column(
        one_of(ProcedureState, "state_is_known"), default=ProcedureState.DRAFT, server_default="draft"
    )
    change_text: Mapped[str] = mapped_column(Text, default="", server_default="")
    prepared_post: Mapped[str] = mapped_column(String(300), default="", server_default="")
    prepared_name: Mapped[str] = mapped_column(String(300), default="", server_default="")
    reviewed_post: Mapped[str] = mapped_column(String(300), default="", server_default="")
    reviewed_name: Mapped[str] = mapped_column(String(300), default="", server_default="")
    approved_post: Mapped[str] = mapped_column(String(300), default="", server_default="")
    approved_name: Mapped[str] = mapped_column(String(300), default="", server_default="")
    repealed_by_id: Mapped[Reference | None]

    repealed_by: Mapped[ProcedureDocument | None] = relationship(
        primaryjoin="ProcedureDocument.id == foreign(ProcedureDocument.repealed_by_id)",
        remote_side="ProcedureDocument.id",
        foreign_keys="ProcedureDocument.repealed_by_id",
    )

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return f"{self.code} v{self.version}" if self.version else self.code
