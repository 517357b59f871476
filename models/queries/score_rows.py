"""The rows that a score is made of, in as few statements as there are kinds: a plan has a million values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from models.queries.score_tables import NOW, PAST_TABLES, Source
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class ScoreRows:
    """Items of a plan's version, and one row for each indicator and unit with its values as text.

    `items`: id, parent_id, level, weight, org_unit_id. `cells`: item_id, indicator_id, weight, direction, accumulation,
    use_baseline, baseline, tolerance, decimals, unit, org_unit_id, and four texts (or None) of which two and two go
    together, word by word: the periods with a target and its values (`-`: does not apply), the same for actuals.
    """

    items: Sequence[Any]
    cells: Sequence[Any]


_ITEMS = """
    SELECT item.id, item.parent_id, level.code, item.weight, item.org_unit_id
      FROM {plan_item} item JOIN level ON level.id = item.level_id
     WHERE item.institution_id = :institution_id AND item.plan_version_id = :plan_version_id
     ORDER BY item.ordinal, item.id
"""

_CELLS = """
    WITH chosen AS (
        SELECT * FROM {indicator} each
         WHERE each.institution_id = :institution_id AND each.plan_version_id = :plan_version_id {narrowed}
    ), planned AS (
        SELECT target.indicator_id, target.org_unit_id, string_agg(target.period, ' ') AS periods,
               string_agg(coalesce(trim_scale(target.planned)::text, '-'), ' ') AS numbers
          FROM {target} target JOIN chosen ON chosen.id = target.indicator_id
         WHERE target.institution_id = :institution_id
         GROUP BY target.indicator_id, target.org_unit_id
    ), actual AS (
        SELECT progress.indicator_id, progress.org_unit_id, string_agg(progress.period, ' ') AS periods,
               string_agg(trim_scale(progress.counted_actual)::text, ' ') AS numbers
          FROM {progress} progress JOIN chosen ON chosen.id = progress.indicator_id
         WHERE progress.institution_id = :institution_id AND progress.counted_actual IS NOT NULL
         GROUP BY progress.indicator_id, progress.org_unit_id
    )
    SELECT chosen.plan_item_id, chosen.id, chosen.weight, chosen.direction, chosen.accumulation, chosen.use_baseline,
           chosen.baseline, chosen.tolerance, chosen.decimals, chosen.unit, values.org_unit_id,
           values.planned_periods, values.planned, values.actual_periods, values.actual
      FROM chosen LEFT JOIN (
           SELECT indicator_id, org_unit_id, planned.periods AS planned_periods, planned.numbers AS planned,
                  actual.periods AS actual_periods, actual.numbers AS actual
             FROM planned FULL JOIN actual USING (indicator_id, org_unit_id)) AS values
        ON values.indicator_id = chosen.id
     ORDER BY chosen.plan_item_id, chosen.code, values.org_unit_id
"""

_BUDGETS = """
    SELECT line.plan_item_id, sum(line.current)
      FROM {budget_line} line JOIN {plan_item} item ON item.id = line.plan_item_id
     WHERE line.institution_id = :institution_id AND item.plan_version_id = :plan_version_id AND line.year = :year
     GROUP BY line.plan_item_id
"""


def score_rows(institution_id: int, plan_version_id: int, source: Source) -> ScoreRows:
    """Read a whole version: two statements."""
    values = source.bound(institution_id=institution_id, plan_version_id=plan_version_id)
    items = db.session.execute(text(_filled(_ITEMS, source)), values).all()
    cells = db.session.execute(text(_filled(_CELLS, source)), values).all()
    return ScoreRows(items, cells)


def cells_of(institution_id: int, plan_version_id: int, item_ids: Collection[int]) -> Sequence[Any]:
    """Read the indicators of some items as they stand: one statement."""
    narrowed = "AND each.plan_item_id = ANY(:item_ids)"
    values = {"institution_id": institution_id, "plan_version_id": plan_version_id, "item_ids": list(item_ids)}
    return db.session.execute(text(_filled(_CELLS, NOW, narrowed)), values).all()


def budget_rows(institution_id: int, plan_version_id: int, year: int, source: Source) -> dict[int, Decimal]:
    """Read the current budget of the year that hangs directly on each item: one statement."""
    values = source.bound(institution_id=institution_id, plan_version_id=plan_version_id, year=year)
    return dict(db.session.execute(text(_filled(_BUDGETS, source)), values).all())


def _filled(statement: str, source: Source, narrowed: str = "") -> str:
    return statement.format(narrowed=narrowed, **source.tables(*PAST_TABLES))
