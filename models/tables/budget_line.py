"""Money of an item, unit, year, source and class."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import (
    InstitutionRow,
    Model,
    Money,
    Reference,
    Versioned,
    money_in_range,
    within,
)
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem


class BudgetLine(InstitutionRow, Versioned, Model):
    """Initial and current budget of the year; its months hang below it."""

    __tablename__ = "budget_line"
    __table_args__ = (
        within("plan_item_id", "plan_item", ondelete="CASCADE"),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("plan_item_id", "org_unit_id", "year", "funding_source", "expense_class", "project_code"),
        CheckConstraint("year BETWEEN 1990 AND 2100", name="year_is_plausible"),
        money_in_range("initial"),
        money_in_range("current"),
        Index("ix_budget_line_org_unit_id", "org_unit_id"),
    )

    plan_item_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    year: Mapped[int]
    funding_source: Mapped[str] = mapped_column(String(120))
    expense_class: Mapped[str] = mapped_column(String(60), default="", server_default="")
    project_code: Mapped[str] = mapped_column(String(60), default="", server_default="")
    initial: Mapped[Money] = mapped_column(default=Decimal(0), server_default=text("0"))
    current: Mapped[Money] = mapped_column(default=Decimal(0), server_default=text("0"))

    plan_item: Mapped[PlanItem] = relationship(primaryjoin="PlanItem.id == foreign(BudgetLine.plan_item_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(BudgetLine.org_unit_id)")
