"""Money of a year, by source and class: of an item of a plan, or of what the budget office counts by a code."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import (
    Code,
    InstitutionRow,
    Model,
    Money,
    Name,
    Reference,
    Versioned,
    money_in_range,
    of_institution,
    within,
)
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem


class BudgetLine(InstitutionRow, Versioned, Model):
    """Initial and current budget of the year; its months hang below it.

    A line with a budget code comes from the budget office. It hangs on the item that has the same code, and stays with
    the institution, known by its code and name, where no item has.
    """

    __tablename__ = "budget_line"
    __table_args__ = (
        of_institution(),
        within("plan_item_id", "plan_item", ondelete="CASCADE"),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("institution_id", "id"),
        Index(
            "uq_budget_line_of_plan",
            *("plan_item_id", "org_unit_id", "year", "funding_source", "expense_class", "project_code"),
            unique=True,
            postgresql_where=text("budget_code = ''"),
        ),
        Index(
            "uq_budget_line_of_code",
            *("institution_id", "year", "budget_code", "org_unit_id"),
            *("funding_source", "expense_class", "project_code"),
            unique=True,
            postgresql_where=text("budget_code <> ''"),
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("plan_item_id IS NOT NULL OR budget_code <> ''", name="hangs_on_an_item_or_a_code"),
        CheckConstraint("plan_item_id IS NULL OR org_unit_id IS NOT NULL", name="an_item_has_its_unit"),
        CheckConstraint("year BETWEEN 1990 AND 2100", name="year_is_plausible"),
        money_in_range("initial"),
        money_in_range("current"),
        Index("ix_budget_line_plan_item_id", "plan_item_id"),
        Index("ix_budget_line_org_unit_id", "org_unit_id"),
    )

    plan_item_id: Mapped[Reference | None]
    org_unit_id: Mapped[Reference | None]
    year: Mapped[int]
    funding_source: Mapped[str] = mapped_column(String(120))
    expense_class: Mapped[str] = mapped_column(String(60), default="", server_default="")
    project_code: Mapped[str] = mapped_column(String(60), default="", server_default="")
    budget_code: Mapped[Code] = mapped_column(default="", server_default="")
    name: Mapped[Name] = mapped_column(default="", server_default="")
    initial: Mapped[Money] = mapped_column(default=Decimal(0), server_default=text("0"))
    current: Mapped[Money] = mapped_column(default=Decimal(0), server_default=text("0"))

    plan_item: Mapped[PlanItem | None] = relationship(primaryjoin="PlanItem.id == foreign(BudgetLine.plan_item_id)")
    org_unit: Mapped[OrgUnit | None] = relationship(primaryjoin="OrgUnit.id == foreign(BudgetLine.org_unit_id)")
