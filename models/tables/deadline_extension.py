"""One unit's later date for one period: prórroga."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import (
    InstitutionRow,
    Model,
    Moment,
    PeriodCode,
    Reference,
    Versioned,
    is_period,
    of_institution,
    within,
)
from models.tables.org_unit import OrgUnit


class DeadlineExtension(InstitutionRow, Versioned, Model):
    """Until `due_at` the unit's reports of the period are on time, whatever was announced to all (R 2.2 A)."""

    __tablename__ = "deadline_extension"
    __table_args__ = (
        of_institution(),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("org_unit_id", "period"),
        is_period(),
        CheckConstraint("reason <> ''", name="gives_a_reason"),
    )

    org_unit_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    due_at: Mapped[Moment]
    reason: Mapped[str] = mapped_column(String(1000))
    granted_at: Mapped[Moment]
    granted_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))

    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(DeadlineExtension.org_unit_id)")
