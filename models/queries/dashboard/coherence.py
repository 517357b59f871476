"""What was done beside what was spent (R C-20 to C-22): items that have money of their own, and any one item."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select

from models.queries.dashboard.items import ItemLine
from models.queries.dashboard.skeleton import below
from models.queries.money_at_cut import STAGES, spent_until
from models.queries.preset_in_use import preset_in_use
from models.rules.money import Comparison, Money, compare
from models.rules.period import Period
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.score import Score


class MoneyLine(NamedTuple):
    """An item on which a budget of the year hangs, with its comparison."""

    item_id: int
    code: str
    name: str
    unit_name: str
    color: str
    money: Money
    comparison: Comparison


def money_lines(institution_id: int, period: str) -> Sequence[MoneyLine]:
    """Items of the plans in force with lines of their own, the widest gap first; one statement."""
    cut, preset = Period.parse(period), preset_in_use(institution_id).preset
    question = (
        _amounts(cut)
        .add_columns(PlanItem.id, PlanItem.code, PlanItem.name, OrgUnit.name, PlanType.code, Score.color)
        .add_columns(Score.year_percent)
        .join(PlanItem, PlanItem.id == BudgetLine.plan_item_id)
        .join(PlanVersion, and_(PlanVersion.id == PlanItem.plan_version_id, PlanVersion.state == "in_force"))
        .join(Level, Level.id == PlanItem.level_id)
        .join(PlanType, PlanType.id == Level.plan_type_id)
        .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
        .join(Score, and_(Score.plan_item_id == PlanItem.id, Score.period == period))
        .where(BudgetLine.institution_id == institution_id)
        .group_by(PlanItem.id, OrgUnit.name, PlanType.code, Score.color, Score.year_percent)
    )
    lines = []
    for *amounts, item_id, code, name, unit_name, plan_type, color, year_percent in db.session.execute(question):
        money = Money(*amounts)
        found = compare(year_percent, money, preset.plan_type(plan_type).score)
        lines.append(MoneyLine(item_id, code, name, unit_name, color, money, found))
    return sorted(lines, key=lambda each: (-abs(each.comparison.gap or Decimal(0)), each.code))


def comparison_of(institution_id: int, line: ItemLine, period: str) -> Comparison | None:
    """What an item and all below it have spent, beside the advance of its year; None without any budget.

    One statement. The amounts are those that the reader may see.
    """
    tree = below(institution_id, [line.item_id])
    question = _amounts(Period.parse(period)).where(BudgetLine.plan_item_id.in_(select(tree.c.id)))
    money = Money(*db.session.execute(question).one())
    if money.current is None:
        return None
    return compare(line.year_percent, money, preset_in_use(institution_id).preset.plan_type(line.plan_type).score)


def _amounts(cut: Period) -> Select[Any]:
    """Sums of the lines of the year: initial, current, and each stage from the first of the year to the cut."""
    spent = spent_until(cut)
    stages = (func.sum(spent.c[stage]) for stage in STAGES)
    sums: tuple[Any, ...] = (func.sum(BudgetLine.initial), func.sum(BudgetLine.current), *stages)
    return (
        select(*sums).outerjoin(spent, spent.c.budget_line_id == BudgetLine.id).where(BudgetLine.year == cut.end.year)
    )
