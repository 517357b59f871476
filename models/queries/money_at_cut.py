"""Money at a cut: what each budget line had, and what it spent from the first of the year (R C-20, C-21).

Every screen, book, report and cut that shows money adds up these lines; percents are made after the sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, Subquery, func, or_, select, text

from models.queries.score_tables import Source
from models.rules.money import Money, total_money
from models.rules.period import Period
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion

STAGES = ("programmed", "certified", "committed", "accrued", "paid")
Key = TypeVar("Key", bound=Hashable)


_AS_OF = f"""
    SELECT line.id, line.plan_item_id, line.org_unit_id, line.funding_source, line.expense_class, line.project_code,
           line.budget_code, line.name, line.initial, line.current, {", ".join(f"spent.{stage}" for stage in STAGES)}
      FROM {{budget_line}} line
      LEFT JOIN (SELECT month.budget_line_id, {", ".join(f"sum(month.{stage}) AS {stage}" for stage in STAGES)}
                   FROM {{budget_month}} month WHERE month.period = ANY(:ended) GROUP BY month.budget_line_id) AS spent
        ON spent.budget_line_id = line.id
     WHERE line.year = :year AND line.id = ANY(:seen)
     ORDER BY line.id
"""  # noqa: S608 -- names of our own columns


class LineAtCut(NamedTuple):
    """A budget line of the year of the cut, with its amounts to the cut; without an item it has a budget code."""

    line_id: int
    plan_item_id: int | None
    org_unit_id: int | None
    funding_source: str
    expense_class: str
    project_code: str
    budget_code: str
    name: str
    money: Money


def lines_at_cut(institution_id: int, period: str, plan_version_id: int | None = None) -> list[LineAtCut]:
    """The lines that the reader sees, of one version of a plan, or of all in force and of no plan; one statement."""
    cut = Period.parse(period)
    spent = spent_until(cut)
    line = BudgetLine
    question = (
        select(line.id, line.plan_item_id, line.org_unit_id, line.funding_source, line.expense_class)
        .add_columns(line.project_code, line.budget_code, line.name, line.initial, line.current)
        .add_columns(*(spent.c[stage] for stage in STAGES))
        .outerjoin(spent, spent.c.budget_line_id == line.id)
        .where(line.institution_id == institution_id, line.year == cut.end.year, _of_plan(plan_version_id))
        .order_by(line.id)
    )
    return [LineAtCut._make((*row[:8], Money(*row[8:]))) for row in db.session.execute(question)]


def lines_as_of(institution_id: int, period: str, plan_version_id: int | None, moment: datetime) -> list[LineAtCut]:
    """The same lines, those that the reader sees today, with what they said at a past moment.

    The trail knows it (rulings 29): what was loaded or corrected after a cut was frozen is not in that cut. Two
    statements.
    """
    seen = {line.line_id for line in lines_at_cut(institution_id, period, plan_version_id)}
    source, cut = Source(moment), Period.parse(period)
    statement = _AS_OF.format(**source.tables("budget_line", "budget_month"))
    bound = {"institution_id": institution_id, "year": cut.end.year, "ended": ended_by(cut), "seen": list(seen)}
    rows = db.session.execute(text(statement), source.bound(**bound))
    return [LineAtCut._make((*row[:8], Money(*row[8:]))) for row in rows]


def money_by(lines: Iterable[LineAtCut], key: Callable[[LineAtCut], Key]) -> dict[Key, Money]:
    """Add lines up by what `key` says of each: its unit, its source, its class."""
    found: defaultdict[Key, list[Money]] = defaultdict(list)
    for line in lines:
        found[key(line)].append(line.money)
    return {each: total_money(amounts) for each, amounts in found.items()}


def money_of_items(institution_id: int, plan_version_id: int, period: str) -> dict[int, Money]:
    """What hangs on each item of a version and on all below it; items without any money are left out.

    Two statements. The skeleton of the plan is followed whoever reads; the amounts are those that the reader sees.
    """
    table = PlanItem.__table__
    above = select(table.c.id, table.c.parent_id).where(
        table.c.institution_id == institution_id, table.c.plan_version_id == plan_version_id
    )
    parents: dict[int, int | None] = {row.id: row.parent_id for row in db.session.execute(above)}
    return with_all_below(lines_at_cut(institution_id, period, plan_version_id), parents)


def with_all_below(lines: Iterable[LineAtCut], parents: Mapping[int, int | None]) -> dict[int, Money]:
    """Add each line up at its item and at every item above; `parents` has the item above each."""
    found: defaultdict[int, list[Money]] = defaultdict(list)
    for item, money in money_by(lines, lambda line: line.plan_item_id).items():
        above: int | None = item
        while above is not None:
            found[above].append(money)
            above = parents.get(above)
    return {item: total_money(amounts) for item, amounts in found.items()}


def ended_by(cut: Period) -> list[str]:
    """The periods of the cut's year that end by it."""
    year = Period.of(cut.end.year, "year")
    return [str(each) for each in (*year.shorter(), year) if each.last_month <= cut.last_month]


def spent_until(cut: Period) -> Subquery:
    """The stages of each line, added up over the periods of the year that end by the cut."""
    sums: tuple[Any, ...] = tuple(func.sum(getattr(BudgetMonth, stage)).label(stage) for stage in STAGES)
    question = select(BudgetMonth.budget_line_id, *sums).where(BudgetMonth.period.in_(ended_by(cut)))
    return question.group_by(BudgetMonth.budget_line_id).subquery()


def _of_plan(plan_version_id: int | None) -> ColumnElement[bool]:
    """The plan is looked up whoever reads: which lines are seen is the line's own rule."""
    if plan_version_id is None:
        return or_(BudgetLine.plan_item_id.is_(None), BudgetLine.plan_item_id.in_(_items(None)))
    return BudgetLine.plan_item_id.in_(_items(plan_version_id))


def _items(plan_version_id: int | None) -> Select[tuple[int]]:
    item, version = PlanItem.__table__.alias(), PlanVersion.__table__.alias()
    in_force = select(version.c.id).where(version.c.state == "in_force")
    of_version = item.c.plan_version_id.in_(in_force if plan_version_id is None else [plan_version_id])
    return select(item.c.id).where(of_version)
