"""What stands behind the figure of a project or function: its activities, worst first, and how each explains itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import and_, select

from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.progress import Progress
from models.tables.score import Score


@dataclass(frozen=True, slots=True)
class Explanation:
    """What its unit wrote about an activity in the period."""

    cause: str
    corrective_action: str
    no_report_reason: str


@dataclass(frozen=True, slots=True)
class ActivityFigure:
    """An activity with its stored figures and its explanations, one for each indicator that has any."""

    item_id: int
    code: str
    name: str
    unit_name: str
    measured_in: str
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    percent: Decimal | None
    color: str
    state: str
    explanations: tuple[Explanation, ...]


def item_activities(item: PlanItem, period: str) -> list[ActivityFigure]:
    """Every activity under `item`, or itself, with a stored figure in the period that the reader may see.

    Lowest percent first, what has none last; four statements.
    """
    rows = db.session.execute(
        select(PlanItem, Score, OrgUnit.name)
        .join(Score, and_(Score.plan_item_id == PlanItem.id, Score.plan_version_id == PlanItem.plan_version_id))
        .join(Level, and_(Level.id == PlanItem.level_id, Level.reports))
        .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
        .where(PlanItem.id.in_(_below(item)), Score.period == period)
    ).all()
    ids = [found.id for found, _, _ in rows]
    units, explained = _measured_in(ids), _explanations(ids, period)
    figures = [
        ActivityFigure(
            item_id=found.id,
            code=found.code,
            name=found.name,
            unit_name=unit_name,
            measured_in=", ".join(units[found.id]),
            planned_to_date=score.planned_to_date,
            actual_to_date=score.actual_to_date,
            percent=score.to_date_percent,
            color=score.color,
            state=score.state.value,
            explanations=tuple(explained[found.id]),
        )
        for found, score, unit_name in rows
    ]
    return sorted(figures, key=lambda figure: (figure.percent is None, figure.percent or 0, figure.code))


def _below(item: PlanItem) -> Collection[int]:
    """Ids of the item and of all below it."""
    table = PlanItem.__table__
    tree = (
        select(table.c.id)
        .where(table.c.id == item.id, table.c.institution_id == item.institution_id)
        .cte(recursive=True)
    )
    child = table.alias()
    tree = tree.union_all(select(child.c.id).where(child.c.parent_id == tree.c.id))
    return db.session.scalars(select(tree.c.id)).all()


def _measured_in(item_ids: Collection[int]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(Indicator.plan_item_id, Indicator.unit)
        .where(Indicator.plan_item_id.in_(item_ids))
        .group_by(Indicator.plan_item_id, Indicator.unit)
        .order_by(Indicator.unit)
    )
    for item_id, unit in rows:
        found[item_id].append(unit)
    return found


def _explanations(item_ids: Collection[int], period: str) -> dict[int, list[Explanation]]:
    """Only what was sent: a draft is its writer's (rulings 6)."""
    found: defaultdict[int, list[Explanation]] = defaultdict(list)
    rows = db.session.execute(
        select(Indicator.plan_item_id, Progress.cause, Progress.corrective_action, Progress.counted_reason)
        .join(Indicator, Indicator.id == Progress.indicator_id)
        .where(Indicator.plan_item_id.in_(item_ids), Progress.period == period, Progress.counted_at.is_not(None))
        .order_by(Indicator.code)
    )
    for item_id, *texts in rows:
        if any(texts):
            found[item_id].append(Explanation(*texts))
    return found
