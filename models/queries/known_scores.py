"""Stored figures as the rules know them, so that one changed leaf is rolled up beside its siblings as they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from models.rules import counts as counting
from models.rules.counts import Counts
from models.rules.figures import Figures, Flag
from models.rules.measure import State
from models.rules.project_percent import Advance
from models.rules.score_item import ItemInput, ItemScore
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class BranchItem:
    """An item of a branch; `is_touched` says that its figures change, `stored` has those that stand, by period."""

    item_id: int
    parent_id: int | None
    level: str
    weight: Decimal | None
    org_unit_id: int
    is_touched: bool
    stored: dict[str, tuple[Figures, Counts, str | None]]

    def known(self, period: str) -> ItemInput:
        """Give the item with its stored figures of a period, to be taken as they are."""
        bare = ItemInput(self.item_id, self.parent_id, self.level, self.weight)
        found = self.stored.get(period)
        return bare if found is None else bare._replace(known=ItemScore(bare, found[0], found[1]))

    def basis(self, period: str) -> str | None:
        """Give the stored basis of a period."""
        found = self.stored.get(period)
        return None if found is None else found[2]


FIGURES = ", ".join(f"score.{name}" for name in Figures._fields)
"""Columns of `score` in the order of Figures."""

# Up from the indicators that changed to the tops; then everything that hangs under one of these, and the tops. The
# unions and OFFSET 0 keep each step on an index: a plan has tens of thousands of items, a branch a few hundred, and
# the planner cannot know that of a recursion.
_BRANCH = text(
    f"""
    WITH RECURSIVE changed AS (
        SELECT indicator.plan_item_id AS id FROM indicator
         WHERE indicator.institution_id = :institution_id AND indicator.plan_version_id = :plan_version_id
           AND indicator.id = ANY(:indicator_ids)
         UNION
        SELECT indicator.plan_item_id FROM target JOIN indicator ON indicator.id = target.indicator_id
         WHERE target.institution_id = :institution_id AND target.org_unit_id = :org_unit_id
           AND indicator.plan_version_id = :plan_version_id
         UNION
        SELECT item.id FROM plan_item item JOIN indicator ON indicator.plan_item_id = item.id
         WHERE item.institution_id = :institution_id AND item.plan_version_id = :plan_version_id
           AND item.org_unit_id = :org_unit_id
           AND NOT EXISTS (SELECT FROM target WHERE target.indicator_id = indicator.id)
    ), touched AS (
        SELECT item.id, item.parent_id FROM changed JOIN plan_item item ON item.id = changed.id
         UNION
        SELECT above.id, above.parent_id
          FROM touched CROSS JOIN LATERAL (SELECT * FROM plan_item WHERE id = touched.parent_id OFFSET 0) AS above
    ), wanted AS (
        SELECT each.id, bool_or(each.is_touched) AS is_touched
          FROM (SELECT id, true FROM touched
                 UNION ALL
                SELECT below.id, false FROM touched
                 CROSS JOIN LATERAL (SELECT id FROM plan_item WHERE parent_id = touched.id OFFSET 0) AS below
                 UNION ALL
                SELECT top.id, false FROM plan_item top
                 WHERE top.institution_id = :institution_id AND top.plan_version_id = :plan_version_id
                   AND top.parent_id IS NULL) AS each (id, is_touched)
         GROUP BY each.id
    )
    SELECT item.id, item.parent_id, level.code, item.weight, item.org_unit_id, wanted.is_touched,
           score.period, {FIGURES}, score.counts, score.basis
      FROM wanted
     CROSS JOIN LATERAL (SELECT * FROM plan_item WHERE id = wanted.id OFFSET 0) AS item
      JOIN level ON level.id = item.level_id
      LEFT JOIN LATERAL (
           SELECT * FROM score
            WHERE plan_version_id = item.plan_version_id AND plan_item_id = item.id AND period = ANY(:periods)
              AND institution_id = :institution_id OFFSET 0) AS score ON true
     ORDER BY item.ordinal, item.id
    """  # noqa: S608 -- names of our own fields
)


@dataclass(frozen=True, slots=True)
class Changed:
    """Which indicators changed: those named, and all that a unit answers for."""

    indicator_ids: Collection[int] = ()
    org_unit_id: int | None = None


def branch(institution_id: int, plan_version_id: int, changed: Changed, periods: Sequence[str]) -> list[BranchItem]:
    """Give the items of what changed, all above them, the siblings of all of these, and the tops: one statement."""
    values = {
        "institution_id": institution_id,
        "plan_version_id": plan_version_id,
        "indicator_ids": list(changed.indicator_ids),
        "org_unit_id": changed.org_unit_id,
        "periods": list(periods),
    }
    items: dict[int, BranchItem] = {}
    for item_id, parent_id, level, weight, unit_id, is_touched, period, *rest in db.session.execute(_BRANCH, values):
        found = items.setdefault(item_id, BranchItem(item_id, parent_id, level, weight, unit_id, is_touched, {}))
        if period is not None:
            found.stored[period] = stored_score(rest)
    return list(items.values())


def stored_score(row: Sequence[Any]) -> tuple[Figures, Counts, str | None]:
    """Figures, counts and basis from a row of FIGURES, counts and basis."""
    *plain, counts, basis = row
    figures = Figures(*plain)
    figures = figures._replace(
        state=State(figures.state),
        period_state=State(figures.period_state),
        flags=tuple(Flag(flag) for flag in figures.flags),
        advance=None if figures.advance is None else Advance(*figures.advance),
    )
    return figures, counting.one(figures) if counts is None else Counts(**counts), basis
