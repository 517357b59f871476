"""What is measured of an item: unit, direction, accumulation, baseline."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction
from models.rules.period import PeriodKind
from models.tables.base import (
    Code,
    InstitutionRow,
    Model,
    Name,
    Quantity,
    Reference,
    Versioned,
    one_of,
    percent_in_range,
    within,
)
from models.tables.plan_item import PlanItem


class Indicator(InstitutionRow, Versioned, Model):
    """The code is unique inside a plan's version, because targets and actuals of a package refer to it."""

    __tablename__ = "indicator"
    __table_args__ = (
        within("plan_version_id", "plan_version", ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["plan_version_id", "plan_item_id"], ["plan_item.plan_version_id", "plan_item.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("plan_version_id", "code"),
        percent_in_range("weight"),
        CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals_fit_a_quantity"),
        CheckConstraint("tolerance >= 0", name="tolerance_is_not_negative"),
        CheckConstraint("NOT use_baseline OR baseline IS NOT NULL", name="use_baseline_names_baseline"),
        Index("ix_indicator_plan_item_id", "plan_item_id"),
    )

    plan_version_id: Mapped[Reference]
    plan_item_id: Mapped[Reference]
    code: Mapped[Code]
    name: Mapped[Name]
    unit: Mapped[str] = mapped_column(String(120), default="", server_default="")
    kind: Mapped[IndicatorKind] = mapped_column(one_of(IndicatorKind, "kind_is_known"))
    direction: Mapped[Direction] = mapped_column(one_of(Direction, "direction_is_known"))
    accumulation: Mapped[Accumulation] = mapped_column(one_of(Accumulation, "accumulation_is_known"))
    use_baseline: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    baseline: Mapped[Quantity | None]
    tolerance: Mapped[Quantity] = mapped_column(default=Decimal(0), server_default=text("0"))
    decimals: Mapped[int] = mapped_column(default=2, server_default=text("2"))
    weight: Mapped[Decimal | None] = mapped_column(Numeric(9, 4))
    frequency: Mapped[PeriodKind] = mapped_column(one_of(PeriodKind, "frequency_is_known"))

    plan_item: Mapped[PlanItem] = relationship(primaryjoin="PlanItem.id == foreign(Indicator.plan_item_id)")

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return f"{self.code} {self.name}"
