"""What calls for the urgent meeting of a quarter (S0-I-09, R C-28)."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import text

from models.queries.preset_in_use import preset_of_version
from models.queries.scored_items import levels_of
from models.rules.period import Period, PeriodKind
from models.rules.persistence import calls_for_meeting
from models.rules.preset import PlanTypeShape
from models.rules.traffic_light import BandKind
from models.tables.base import db


class CalledItem(NamedTuple):
    """A project, its unit, and its colour at each closed month of the quarter, in order."""

    item_id: int
    code: str
    name: str
    org_unit: str
    colors: list[str]


# The rules of the last month decide, as they were when it closed.
_COLORS = text(
    """
    SELECT item.id, item.code, item.name, unit.code AS org_unit, plan_type.code AS plan_type,
           array_agg(frozen.color ORDER BY cut.period) AS colors, max(cut.period) AS last_month,
           (array_agg(cut.preset_version_id ORDER BY cut.period DESC))[1] AS preset_version_id
      FROM (SELECT DISTINCT ON (plan_version_id, period) id, plan_version_id, period, preset_version_id FROM cut
             WHERE institution_id = :institution_id AND period = ANY(:months)
             ORDER BY plan_version_id, period, number DESC) AS cut
      JOIN plan_version version ON version.id = cut.plan_version_id AND version.state = 'in_force'
      JOIN cut_item frozen ON frozen.cut_id = cut.id
      JOIN plan_item item ON item.id = frozen.plan_item_id
      JOIN level ON level.id = item.level_id
      JOIN plan_type ON plan_type.id = level.plan_type_id
      JOIN org_unit unit ON unit.id = item.org_unit_id
     WHERE plan_type.code || '.' || level.code = ANY(:levels)
     GROUP BY item.id, unit.code, plan_type.code
     ORDER BY unit.code, item.ordinal, item.code
    """
)


def quarter_list(institution_id: int, quarter: str) -> list[CalledItem]:
    """Give the strategic projects not green at the quarter's last month and in as many months as the plan type says.

    Empty while the last month is not closed. One statement, and one for each declaration by which months were closed.
    Raises RuleBroken for what is no period.
    """
    months = [str(month) for month in Period.parse(quarter).parts(PeriodKind.MONTH)]
    levels = [".".join(level) for level in levels_of(institution_id, BandKind.PROJECT)]
    bound = {"institution_id": institution_id, "months": months, "levels": levels}
    rows = [row for row in db.session.execute(_COLORS, bound) if row.last_month == months[-1]]
    presets = {each: preset_of_version(institution_id, each).preset for each in {row.preset_version_id for row in rows}}
    return [
        CalledItem(row.id, row.code, row.name, row.org_unit, row.colors)
        for row in rows
        if _calls(presets[row.preset_version_id].plan_type(row.plan_type), row.colors)
    ]


def _calls(shape: PlanTypeShape, colors: list[str]) -> bool:
    return calls_for_meeting(colors, shape.score.persist_window, shape.bands.of(BandKind.PROJECT))
