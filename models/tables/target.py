"""What is programmed: the value of an indicator for a unit and a period."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import (
    InstitutionRow,
    Model,
    PeriodCode,
    Quantity,
    Reference,
    Versioned,
    is_period,
    quantity_in_range,
    within,
)
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit


class Target(InstitutionRow, Versioned, Model):
    """No row: not programmed. Zero: a target of zero. `does_not_apply`: neither (R C-02, rulings 23)."""

    __tablename__ = "target"
    __table_args__ = (
        within("indicator_id", "indicator", ondelete="CASCADE"),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("indicator_id", "org_unit_id", "period"),
        is_period(),
        quantity_in_range("planned"),
        CheckConstraint("does_not_apply = (planned IS NULL)", name="planned_or_does_not_apply"),
        # What a unit answers for: asked by every sheet and by every refreshed figure.
        Index("ix_target_org_unit_id_indicator_id", "org_unit_id", "indicator_id"),
        Index("ix_target_institution_id_period_id", "institution_id", "period", "id"),  # the order of its list
    )

    indicator_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    planned: Mapped[Quantity | None]
    does_not_apply: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    indicator: Mapped[Indicator] = relationship(primaryjoin="Indicator.id == foreign(Target.indicator_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(Target.org_unit_id)")
