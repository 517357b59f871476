"""What was done: one line of a capture sheet."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.measure import State
from models.tables.base import (
    InstitutionRow,
    Model,
    PeriodCode,
    Quantity,
    Reference,
    Versioned,
    is_period,
    one_of,
    quantity_in_range,
    within,
)
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit


class Progress(InstitutionRow, Versioned, Model):
    """An indicator's line for a unit and period: the draft, and beside it what counts since the last sending.

    `actual`, `no_report_reason` and the texts are the draft; what begins with `counted_` is what was last submitted at
    `counted_at`: the value is all that scores read, the texts all that others than its writers see (rulings 6).
    """

    __tablename__ = "progress"
    __table_args__ = (
        within("capture_sheet_id", "capture_sheet"),
        within("indicator_id", "indicator"),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("indicator_id", "org_unit_id", "period"),
        is_period(),
        quantity_in_range("actual"),
        quantity_in_range("counted_actual"),
        CheckConstraint(
            "counted_at IS NOT NULL OR (counted_actual IS NULL AND counted_reason = '' AND counted_cause = ''"
            " AND counted_corrective_action = '' AND counted_note = '')",
            name="counted_has_moment",
        ),
        CheckConstraint("actual IS NULL OR no_report_reason = ''", name="value_or_reason"),
        Index("ix_progress_capture_sheet_id", "capture_sheet_id"),
    )

    capture_sheet_id: Mapped[Reference]
    indicator_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    actual: Mapped[Quantity | None]
    no_report_reason: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    cause: Mapped[str] = mapped_column(Text, default="", server_default="")
    corrective_action: Mapped[str] = mapped_column(Text, default="", server_default="")
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    counted_actual: Mapped[Quantity | None]
    counted_reason: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    counted_cause: Mapped[str] = mapped_column(Text, default="", server_default="")
    counted_corrective_action: Mapped[str] = mapped_column(Text, default="", server_default="")
    counted_note: Mapped[str] = mapped_column(Text, default="", server_default="")
    counted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    period_percent: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    to_date_percent: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    color: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[State | None] = mapped_column(one_of(State, "state_is_known"))

    capture_sheet: Mapped[CaptureSheet] = relationship(
        primaryjoin="CaptureSheet.id == foreign(Progress.capture_sheet_id)"
    )
    indicator: Mapped[Indicator] = relationship(primaryjoin="Indicator.id == foreign(Progress.indicator_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(Progress.org_unit_id)")
