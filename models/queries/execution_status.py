"""Which months of execution are loaded: of the institution, and of each dependency that has a budget (S3-D04)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func, or_, select

from models.queries.money_at_cut import STAGES
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.import_run import ImportRun
from models.tables.org_unit import OrgUnit

_SPENT = STAGES[1:]


class LoadedUnit(NamedTuple):
    """A dependency with budget in a year: its lines, its current budget, and the last month that it has spending of.

    Without a unit (`org_unit_id` None) they are the lines of the institution itself.
    """

    org_unit_id: int | None
    name: str
    lines: int
    current: Decimal
    last_month: str | None

    def lacks(self, month: str) -> bool:
        """Tell whether a month is not loaded."""
        return self.last_month is None or self.last_month < month


class LastLoad(NamedTuple):
    """The newest execution file, until which month it goes, and who loaded it when."""

    file_name: str
    period: str | None
    loaded_by: str
    loaded_at: datetime


def loaded_units(institution_id: int, year: int) -> Sequence[LoadedUnit]:
    """Dependencies with lines of a year that the reader sees, by name, the institution itself last; one statement."""
    spent = or_(*(getattr(BudgetMonth, stage) != 0 for stage in _SPENT))
    months = (
        select(BudgetMonth.budget_line_id, func.max(BudgetMonth.period).label("last"))
        .where(BudgetMonth.period.like(f"{year}-__"), BudgetMonth.period <= f"{year}-12", spent)
        .group_by(BudgetMonth.budget_line_id)
        .subquery()
    )
    question = (
        select(
            BudgetLine.org_unit_id, OrgUnit.name, func.count(), func.sum(BudgetLine.current), func.max(months.c.last)
        )
        .outerjoin(OrgUnit, OrgUnit.id == BudgetLine.org_unit_id)
        .outerjoin(months, months.c.budget_line_id == BudgetLine.id)
        .where(BudgetLine.institution_id == institution_id, BudgetLine.year == year)
        .group_by(BudgetLine.org_unit_id, OrgUnit.name)
        .order_by(OrgUnit.name.asc().nulls_last())
    )
    return [LoadedUnit(unit, name or "", *rest) for unit, name, *rest in db.session.execute(question)]


def last_load(institution_id: int) -> LastLoad | None:
    """The newest execution file that was stored; None before the first."""
    run = ImportRun
    row = db.session.execute(
        select(run.file_name, run.period, run.imported_by, run.imported_at)
        .where(run.institution_id == institution_id, run.plan_id.is_(None))
        .order_by(run.imported_at.desc(), run.id.desc())
        .limit(1)
    ).one_or_none()
    return LastLoad(*row) if row else None
