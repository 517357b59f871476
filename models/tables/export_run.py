"""A workbook that a job makes and keeps: with its parameters, its hash and the trail's head at that moment."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, PeriodCode, is_period, of_institution


class ExportRun(InstitutionRow, Model):
    """One consolidation: unique by its occasion, so that it is built once however often the job runs."""

    __tablename__ = "export_run"
    __table_args__ = (
        of_institution(),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "occasion"),
        is_period(),
        CheckConstraint("(done_at IS NULL) = (sha256 = '')", name="done_has_hash"),
        Index("ix_export_run_institution_id_period", "institution_id", "period"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    occasion: Mapped[str] = mapped_column(String(120))
    period: Mapped[PeriodCode]
    asked_at: Mapped[Moment]
    asked_by: Mapped[str] = mapped_column(String(120))
    done_at: Mapped[Moment | None]
    file_name: Mapped[str] = mapped_column(String(255), default="", server_default="")
    sha256: Mapped[str] = mapped_column(String(64), default="", server_default="")
    audit_head: Mapped[str] = mapped_column(String(64), default="", server_default="")
