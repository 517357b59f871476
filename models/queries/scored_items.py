"""Projects or functions of the plans in force with their stored scores, as the rules know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, text

from models.queries.known_scores import FIGURES, stored_score
from models.queries.preset_in_use import preset_in_use
from models.rules.score_item import ItemInput, ItemScore
from models.rules.traffic_light import BandKind
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.participation import Participation


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """An item, whose it is, the code of its plan type, and its score."""

    item_id: int
    code: str
    name: str
    unit_code: str
    unit_name: str
    plan_type: str
    score: ItemScore


_ITEMS = text(
    f"""
    SELECT item.id, item.parent_id, level.code, item.weight, item.code, item.name, org_unit.code, org_unit.name,
           plan_type.code, {FIGURES}, score.counts, score.basis
      FROM plan_item item
      JOIN plan_version version ON version.id = item.plan_version_id AND version.state = 'in_force'
      JOIN level ON level.id = item.level_id
      JOIN plan_type ON plan_type.id = level.plan_type_id
      JOIN org_unit ON org_unit.id = item.org_unit_id
      JOIN score ON score.plan_version_id = version.id AND score.plan_item_id = item.id AND score.period = :period
     WHERE item.institution_id = :institution_id
       AND plan_type.code || '.' || level.code = ANY(:levels)
     ORDER BY org_unit.code, item.ordinal, item.code
    """  # noqa: S608 -- names of our own fields
)


def scored_items(institution_id: int, period: str, kind: BandKind) -> list[ScoredItem]:
    """All items coloured as `kind`, by unit; one statement."""
    levels = levels_of(institution_id, kind)
    values = {"institution_id": institution_id, "period": period, "levels": [".".join(level) for level in levels]}
    found = []
    for item_id, parent, level, weight, code, name, unit, unit_name, plan_type, *rest in db.session.execute(
        _ITEMS, values
    ):
        figures, counts, _ = stored_score(rest)
        score = ItemScore(ItemInput(item_id, parent, level, weight), figures, counts)
        found.append(ScoredItem(item_id, code, name, unit, unit_name, plan_type, score))
    return found


def levels_of(institution_id: int, kind: BandKind) -> list[tuple[str, str]]:
    """Plan type and level codes of a kind of object."""
    preset = preset_in_use(institution_id).preset
    return [
        (plan_type.code, level)
        for plan_type in preset.plan_types
        for level, rule in plan_type.score.levels.items()
        if rule.bands is kind
    ]


def participants_of(item_ids: Collection[int]) -> dict[int, list[str]]:
    """Codes of the units that take part in some projects, by project."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(Participation.plan_item_id, OrgUnit.code)
        .join(OrgUnit, OrgUnit.id == Participation.org_unit_id)
        .where(Participation.plan_item_id.in_(item_ids))
        .order_by(OrgUnit.code)
    )
    for item, unit in rows:
        found[item].append(unit)
    return dict(found)
