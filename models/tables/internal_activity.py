"""What arose in execution and is not in the plan: listed, never counted."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import (
    InstitutionRow,
    Model,
    Name,
    Quantity,
    Reference,
    Versioned,
    quantity_in_range,
    within,
)
from models.tables.capture_sheet import CaptureSheet


class InternalActivity(InstitutionRow, Versioned, Model):
    """S0-DEF-01, rulings 14: a line of a sheet of its own, never a plan item, never in a percent."""

    __tablename__ = "internal_activity"
    __table_args__ = (
        within("capture_sheet_id", "capture_sheet"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("capture_sheet_id", "name"),
        CheckConstraint("name <> ''", name="has_a_name"),
        quantity_in_range("actual"),
        Index("ix_internal_activity_capture_sheet_id", "capture_sheet_id"),
    )

    capture_sheet_id: Mapped[Reference]
    name: Mapped[Name]
    unit: Mapped[str] = mapped_column(String(120), default="", server_default="")
    actual: Mapped[Quantity | None]
    note: Mapped[str] = mapped_column(Text, default="", server_default="")

    capture_sheet: Mapped[CaptureSheet] = relationship(
        primaryjoin="CaptureSheet.id == foreign(InternalActivity.capture_sheet_id)"
    )
