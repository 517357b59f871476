"""What was not green at this cut and at the one before (R C-27)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import and_, tuple_
from sqlalchemy.orm import aliased

from models.queries.dashboard.items import WORST_FIRST, ItemLine, item_lines, line
from models.queries.preset_in_use import preset_in_use
from models.queries.scored_items import levels_of
from models.rules.persistence import continues
from models.rules.traffic_light import BandKind
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.score import Score


class PersistentItem(NamedTuple):
    """An item that stays out of the green, with the colour and percent of the cut before."""

    item: ItemLine
    color_before: str
    percent_before: Decimal | None


def followed_kind(institution_id: int) -> BandKind:
    """What is followed from cut to cut: strategic projects, or functions where the institution has no projects."""
    return BandKind.PROJECT if levels_of(institution_id, BandKind.PROJECT) else BandKind.FUNCTION


def persistent_items(institution_id: int, period: str, previous: str) -> Sequence[PersistentItem]:
    """Projects that were not green at either cut, worst first; one statement."""
    kind = followed_kind(institution_id)
    levels = levels_of(institution_id, kind)
    if not levels:
        return []
    preset, before = preset_in_use(institution_id).preset, aliased(Score)
    rows = db.session.execute(
        item_lines(institution_id, period)
        .add_columns(before.color, before.to_date_percent)
        .join(before, and_(before.plan_item_id == PlanItem.id, before.plan_version_id == PlanItem.plan_version_id))
        .where(before.period == previous, tuple_(PlanType.code, Level.code).in_(levels), Score.color != "green")
        .order_by(*WORST_FIRST)
    )
    found = [PersistentItem(line(row[:-2]), *row[-2:]) for row in rows]
    return [
        each
        for each in found
        if continues(each.item.color, each.color_before, preset.plan_type(each.item.plan_type).bands.of(kind))
    ]
