"""What the early-warning notice of each dependency says: its strategic projects, and its functions that lag."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import and_, select, tuple_

from models.queries.dependencies import dependencies, participants
from models.queries.scored_items import levels_of
from models.rules.traffic_light import BandKind
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.score import Score


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """A project or function with its figure to date."""

    item_id: int
    org_unit_id: int
    code: str
    name: str
    percent: Decimal | None
    color: str
    state: str
    reported: int
    expected: int
    counts: dict[str, int]


@dataclass(slots=True)
class WarningContent:
    """Both parts of one dependency's notice (rulings 19)."""

    projects: list[ItemFigure] = field(default_factory=list)
    functions: list[ItemFigure] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """A dependency with neither part gets no notice."""
        return not self.projects and not self.functions


def warning_content(institution_id: int, period: str) -> dict[int, WarningContent]:
    """Content by dependency in scope, from the stored scores; three statements."""
    content: dict[int, WarningContent] = {unit: WarningContent() for unit in dependencies(institution_id)}
    projects = item_figures(institution_id, period, BandKind.PROJECT)
    taking_part = participants([project.item_id for project in projects])
    for project in projects:
        for unit in {project.org_unit_id, *taking_part.get(project.item_id, ())}:
            if unit in content:
                content[unit].projects.append(project)
    for function in item_figures(institution_id, period, BandKind.FUNCTION):
        if function.org_unit_id in content and _lags(function):
            content[function.org_unit_id].functions.append(function)
    return {unit: found for unit, found in content.items() if not found.is_empty}


def item_figures(institution_id: int, period: str, kind: BandKind) -> list[ItemFigure]:
    """Stored figures of all projects, or of all functions, of the plans in force; one statement."""
    levels = levels_of(institution_id, kind)
    if not levels:
        return []
    rows = db.session.execute(
        select(PlanItem, Score)
        .join(Score, and_(Score.plan_item_id == PlanItem.id, Score.period == period))
        .join(PlanVersion, and_(PlanVersion.id == PlanItem.plan_version_id, PlanVersion.state == "in_force"))
        .join(Level, Level.id == PlanItem.level_id)
        .join(PlanType, PlanType.id == Level.plan_type_id)
        .where(PlanItem.institution_id == institution_id, tuple_(PlanType.code, Level.code).in_(levels))
        .order_by(PlanItem.code)
    )
    return [_figure(item, score) for item, score in rows]


def _figure(item: PlanItem, score: Score) -> ItemFigure:
    # No counts are stored where they would only repeat the figure: an item of one activity counts as that one.
    stored = score.counts or {"by_color": {score.color: 1}, "by_state": {score.state.value: 1}}
    counts = {**stored["by_color"], "no_report": stored["by_state"].get("no_report", 0)}
    return ItemFigure(
        item_id=item.id,
        org_unit_id=item.org_unit_id,
        code=item.code,
        name=item.name,
        percent=score.to_date_percent,
        color=score.color,
        state=score.state.value,
        reported=score.reported,
        expected=score.expected,
        counts=counts,
    )


def _lags(function: ItemFigure) -> bool:
    """Red, yellow or missing activities (rulings 19)."""
    return any(function.counts.get(key, 0) for key in ("red", "yellow", "no_report"))
