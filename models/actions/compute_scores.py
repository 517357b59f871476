"""Score a whole plan for a period and store every figure, so that all surfaces read the same ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from models.actions.store_scores import Tree, replace_scores
from models.queries.run_summary import summary_document
from models.queries.scored_tree import ScoredTree, plan_inputs, scored_tree
from models.queries.scoring_rules import ScoringRules, scoring_rules
from models.rules.uncollected import uncollected
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class ComputedScores:
    """What was stored: the head of the tree."""

    plan_version_id: int
    period: str
    summary: Mapping[str, Any]


_LOCK = text("SELECT FROM plan_version WHERE id = :plan_version_id FOR NO KEY UPDATE")
_STORED = text("SELECT period FROM score_run WHERE plan_version_id = :plan_version_id")
_KEEP = text(
    """
    INSERT INTO score_run (institution_id, plan_version_id, period, preset_version_id, window_ended, computed_at,
                           summary)
    VALUES (:institution_id, :plan_version_id, :period, :preset_version_id, :window_ended, :now,
            CAST(:summary AS jsonb))
    ON CONFLICT (plan_version_id, period) DO UPDATE
       SET preset_version_id = excluded.preset_version_id, window_ended = excluded.window_ended,
           computed_at = excluded.computed_at, summary = excluded.summary
    """
)


def compute_scores(plan_version_id: int, period: str, now: datetime) -> ComputedScores:
    """Compute every item of a version at a cut and store the tree in the place of the one that stood.

    The version is locked first, so that two who score one plan take turns and the later sees the earlier's values. The
    caller commits. Raises RuleBroken for what is no period and for an unknown version.
    """
    return _compute(plan_version_id, [period], now)[0]


def compute_periods(plan_version_id: int, periods: Sequence[str], now: datetime) -> list[ComputedScores]:
    """Compute some periods from values that are read once. The caller commits; raises RuleBroken as above."""
    return _compute(plan_version_id, periods, now)


def compute_stored_periods(plan_version_id: int, periods: Iterable[str], now: datetime) -> list[ComputedScores]:
    """Compute the periods named and all that are stored already, from values that are read once. The caller commits."""
    stored = set(db.session.scalars(_STORED, {"plan_version_id": plan_version_id}))
    return _compute(plan_version_id, sorted(stored.union(periods)), now)


@uncollected()
def _compute(plan_version_id: int, periods: Sequence[str], now: datetime) -> list[ComputedScores]:
    db.session.flush()
    db.session.execute(_LOCK, {"plan_version_id": plan_version_id})
    cuts = [scoring_rules(plan_version_id, period) for period in periods]
    if not cuts:
        return []
    inputs = plan_inputs(cuts[0], now)
    return [store_tree(scoring, scored_tree(scoring, inputs), now) for scoring in cuts]


def store_tree(scoring: ScoringRules, scored: ScoredTree, now: datetime) -> ComputedScores:
    """Put a tree that was scored at `now` in the place of the one that stood. The caller commits."""
    period = str(scoring.cut)
    tree = Tree(scoring.institution_id, scoring.plan_version_id, period)
    replace_scores(tree, scored.scores, scored.bases)
    document = summary_document(scored.summary, scored.bases.values())
    head = {
        "preset_version_id": scoring.preset_version_id,
        "window_ended": scored.window_ended,
        "now": now,
        "summary": json.dumps(document),
    }
    db.session.execute(_KEEP, asdict(tree) | head)
    return ComputedScores(scoring.plan_version_id, period, document)
