"""Projects, functions and top items with their stored figures, worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true, tuple_

from models.queries.part import Part
from models.queries.preset_in_use import preset_in_use
from models.queries.scored_items import levels_of
from models.rules.traffic_light import BandKind, Color, is_not_green
from models.tables.base import db
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.score import Score

ANSWERED_FOR = (BandKind.PROJECT, BandKind.FUNCTION)
"""What a unit answers for by name: the institution's projects and functions, whatever it calls them."""


class ItemLine(NamedTuple):
    """An item with its figure to date. `counts` are its activities by colour; empty where it counts only itself."""

    item_id: int
    code: str
    name: str
    plan_type: str
    level: str
    level_name: str
    reports: bool
    org_unit_id: int
    unit_name: str
    percent: Decimal | None
    year_percent: Decimal | None
    color: str
    state: str
    reported: int
    expected: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list, and how long the whole is."""

    rows: Sequence[ItemLine]
    total: int


COLUMNS: tuple[Any, ...] = (
    *(PlanItem.id, PlanItem.code, PlanItem.name, PlanType.code, Level.code, Level.name, Level.reports),
    *(OrgUnit.id, OrgUnit.name, Score.to_date_percent, Score.year_percent, Score.color, Score.state),
    *(Score.reported, Score.expected, Score.counts),
)
"""What an ItemLine is made of, in its order."""

WORST_FIRST = (
    # What is red comes first, also without a percent; then whatever has one; what is not measured closes the list.
    case((Score.color == "red", 0), (Score.to_date_percent.is_not(None), 1), else_=2),
    Score.to_date_percent.asc().nulls_first(),
    PlanItem.code,
)


def worst_items(institution_id: int, period: str, part: Part, *, only_behind: bool = False) -> Page:
    """Projects and functions of the plans in force, all or those whose colour asks for action; one statement."""
    asking = Score.color.not_in(_fine_colors(institution_id)) if only_behind else true()
    return _page(institution_id, period, and_(_is_answered_for(institution_id), asking), part)


def top_items(institution_id: int, period: str, part: Part) -> Page:
    """What the plans in force begin with, but for functions: objectives, dimensions; one statement."""
    functions = levels_of(institution_id, BandKind.FUNCTION)
    is_function = tuple_(PlanType.code, Level.code).in_(functions)
    return _page(institution_id, period, and_(PlanItem.parent_id.is_(None), ~is_function), part)


def children_of(institution_id: int, item_id: int, period: str) -> Sequence[ItemLine]:
    """What hangs directly under an item and is not captured itself; one statement."""
    return _page(institution_id, period, and_(PlanItem.parent_id == item_id, ~Level.reports), Part()).rows


def items_of_unit(institution_id: int, org_unit_id: int, period: str) -> Sequence[ItemLine]:
    """Projects and functions that a unit answers for; one statement."""
    own = and_(PlanItem.org_unit_id == org_unit_id, _is_answered_for(institution_id))
    return _page(institution_id, period, own, Part()).rows


def line_of(institution_id: int, item_id: int, period: str) -> ItemLine | None:
    """One item; None where no figure of the period is stored or the reader does not see it."""
    rows = _page(institution_id, period, PlanItem.id == item_id, Part()).rows
    return rows[0] if rows else None


def item_lines(institution_id: int, period: str) -> Select[Any]:
    """Every item of the plans in force with a stored figure: the columns of ItemLine, in no order."""
    return (
        select(*COLUMNS)
        .join(Score, and_(Score.plan_item_id == PlanItem.id, Score.plan_version_id == PlanItem.plan_version_id))
        .join(PlanVersion, and_(PlanVersion.id == PlanItem.plan_version_id, PlanVersion.state == "in_force"))
        .join(Level, Level.id == PlanItem.level_id)
        .join(PlanType, PlanType.id == Level.plan_type_id)
        .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
        .where(PlanItem.institution_id == institution_id, Score.period == period)
    )


def line(row: Sequence[Any]) -> ItemLine:
    """An ItemLine from its columns."""
    *plain, color, state, reported, expected, counts = row
    # No counts are stored where they would only repeat the figure: an item of one activity counts as that one.
    by_color = counts["by_color"] if counts else {color: 1}
    return ItemLine._make([*plain, color, state.value, reported, expected, by_color])


def _is_answered_for(institution_id: int) -> ColumnElement[bool]:
    levels = [level for kind in ANSWERED_FOR for level in levels_of(institution_id, kind)]
    return tuple_(PlanType.code, Level.code).in_(levels)


def _fine_colors(institution_id: int) -> list[str]:
    """Colours that ask for nothing: see `is_not_green`."""
    types = preset_in_use(institution_id).preset.plan_types
    lists = [bands for shape in types for bands in (shape.bands.default, *shape.bands.by_kind.values())]
    named = {Color.GREEN.value, Color.BLUE.value, Color.GREY.value}
    return sorted(named | {band.color for bands in lists for band in bands if not is_not_green(band.color, bands)})


def _page(institution_id: int, period: str, condition: ColumnElement[bool], part: Part) -> Page:
    rows = db.session.execute(
        item_lines(institution_id, period)
        .add_columns(func.count().over())
        .where(condition)
        .order_by(*WORST_FIRST)
        .limit(part.limit)
        .offset(part.offset)
    ).all()
    return Page([line(row[:-1]) for row in rows], rows[0][-1] if rows else 0)
