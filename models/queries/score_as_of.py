"""A plan's figures as they could be known at a past moment: read back through the trail, computed, not stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import text

from models.queries.run_summary import summary_document
from models.queries.score_tables import Source
from models.queries.scored_tree import plan_inputs, scored_tree
from models.queries.scoring_rules import scored_version
from models.queries.stored_scores import FIGURES, ScoreLine
from models.rules.score_item import ItemScore
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class PastScores:
    """The lines of the tree in the plan's order, and its summary."""

    lines: Sequence[ScoreLine]
    summary: dict[str, Any]


_NAMES = """
    SELECT item.id, item.code, item.name, above.code, level.code, unit.code, unit.id
      FROM {plan_item} item
      JOIN level ON level.id = item.level_id
      JOIN org_unit unit ON unit.id = item.org_unit_id
      LEFT JOIN {plan_item} above ON above.id = item.parent_id
     WHERE item.institution_id = :institution_id AND item.plan_version_id = :plan_version_id
"""


def score_as_of(institution_id: int, plan_version_id: int, period: str, moment: datetime) -> PastScores:
    """Score a version as everything stood at `moment` (with zone): values, sheets, targets, rules, windows.

    Raises RuleBroken for what is no period and for an unknown version.
    """
    source = Source(moment)
    scoring = scored_version(plan_version_id, institution_id, source).rules_at(period, moment)
    tree = scored_tree(scoring, plan_inputs(scoring, moment, source))
    bound = source.bound(institution_id=institution_id, plan_version_id=plan_version_id)
    statement = text(_NAMES.format(**source.tables("plan_item")))
    names = {row[0]: tuple(row) for row in db.session.execute(statement, bound)}
    lines = [_line(names[cast("int", score.item.key)], score, tree.bases) for score in tree.scores]
    return PastScores(lines, summary_document(tree.summary, tree.bases.values()))


def _line(names: tuple[Any, ...], score: ItemScore, bases: Any) -> ScoreLine:  # noqa: ANN401 -- a mapping by id
    figures = score.figures
    known = {name: getattr(figures, name) for name in FIGURES if hasattr(figures, name)}
    counts = score.counts._asdict()
    return ScoreLine(*names, **(known | {"basis": bases[score.item.key], "counts": counts}))
