"""What happened to a budget line in one period."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.tables.base import (
    InstitutionRow,
    Model,
    Money,
    PeriodCode,
    Reference,
    Versioned,
    is_period,
    money_in_range,
    within,
)
from models.tables.budget_line import BudgetLine


class BudgetMonth(InstitutionRow, Versioned, Model):
    """Programmed, certified, committed, accrued and paid; a negative month is a reversal (rulings 15)."""

    __tablename__ = "budget_month"
    __table_args__ = (
        within("budget_line_id", "budget_line", ondelete="CASCADE"),
        UniqueConstraint("budget_line_id", "period"),
        is_period(),
        *(
            money_in_range(column, reversals=True)
            for column in ("programmed", "certified", "committed", "accrued", "paid")
        ),
    )

    budget_line_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    programmed: Mapped[Money | None]
    certified: Mapped[Money | None]
    committed: Mapped[Money | None]
    accrued: Mapped[Money | None]
    paid: Mapped[Money | None]

    budget_line: Mapped[BudgetLine] = relationship(primaryjoin="BudgetLine.id == foreign(BudgetMonth.budget_line_id)")
