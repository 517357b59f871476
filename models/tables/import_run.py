"""One applied import: the file, what it changed, and the warnings kept beside the data."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import (
    InstitutionRow,
    Model,
    Moment,
    PeriodCode,
    Reference,
    is_period,
    of_institution,
    within,
)


class ImportRun(InstitutionRow, Model):
    """Who loaded which file into which plan, and when; an execution file has no plan, and the last month it tells."""

    __tablename__ = "import_run"
    __table_args__ = (
        of_institution(),
        within("plan_id", "plan"),
        is_period(),
        Index("ix_import_run_plan_id", "plan_id"),
    )

    plan_id: Mapped[Reference | None]
    period: Mapped[PeriodCode | None]
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[Moment]
    imported_by: Mapped[str] = mapped_column(String(120))
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    problems: Mapped[list[Any]] = mapped_column(JSONB)
