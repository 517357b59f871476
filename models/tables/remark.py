"""What a head writes when a sheet goes back: on the whole sheet or on one line."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, within
from models.tables.capture_sheet import CaptureSheet


class Remark(InstitutionRow, Model):
    """A remark of one round (S0-II-05); earlier rounds stay readable."""

    __tablename__ = "remark"
    __table_args__ = (
        of_institution(),
        within("capture_sheet_id", "capture_sheet"),
        within("indicator_id", "indicator"),
        CheckConstraint("text <> ''", name="has_a_text"),
        Index("ix_remark_capture_sheet_id", "capture_sheet_id"),
    )

    capture_sheet_id: Mapped[Reference]
    indicator_id: Mapped[Reference | None]
    round: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Moment]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))

    capture_sheet: Mapped[CaptureSheet] = relationship(
        primaryjoin="CaptureSheet.id == foreign(Remark.capture_sheet_id)"
    )
