"""A plan's tree at one cut: every item's figures, from the leaves to the top, and the plan's summary.

The tree may be a part of a plan: an item whose parent is not given is a top, and an item with a `known` score is taken
as it is. So the activities of one sheet are scored anew beside the stored scores of their siblings.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from models.rules import counts as counting
from models.rules.errors import RuleBroken
from models.rules.figures import Figures, settle
from models.rules.gather import blank
from models.rules.measure import State
from models.rules.percent import rounded, share
from models.rules.score_item import ItemInput, ItemScore, Scorer, combine
from models.rules.score_rules import LevelRule, RollUp, ScoreRules

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from models.rules.counts import Counts
    from models.rules.period import Period
    from models.rules.traffic_light import Bands


class Group(NamedTuple):
    """Several items as one: an org unit, a dimension, a plan (R C-18)."""

    figures: Figures
    counts: Counts


class Summary(NamedTuple):
    """The plan in one line.

    `by_state` and `by_color` count items of all levels, as they are listed; `total.counts` counts activities.
    `coverage_percent` is reported / expected, None where nothing is expected.
    """

    items: int
    by_state: Mapping[str, int]
    by_color: Mapping[str, int]
    percent: Decimal | None
    coverage_percent: Decimal | None
    total: Group


def score_tree(items: Sequence[ItemInput], cut: Period, rules: ScoreRules, bands: Bands) -> dict[Hashable, ItemScore]:
    """Score all items; the answer has them in the order given. Linear in the items and in their periods.

    Raise RuleBroken `duplicate_item` or `plan_cycle` where the items are no tree.
    """
    scorer = Scorer(cut, rules, bands)
    children = _children(items)
    scores: dict[Hashable, ItemScore] = {}
    leaves: dict[Hashable, list[ItemScore]] = {}
    for item in _bottom_up(items, children):
        below = [scores[child.key] for child in children.get(item.key, ())]
        if item.known is not None:
            scores[item.key] = item.known
        elif not below:
            scores[item.key] = scorer.leaf(item)
        else:
            if rules.uses_leaves:
                leaves[item.key] = [leaf for child in below for leaf in leaves.get(child.item.key, (child,))]
            scores[item.key] = scorer.node(item, below, leaves.get(item.key, ()))
            if item.series and rules.is_measured_alone(item.level):
                leaves.pop(item.key, None)
    return {item.key: scores[item.key] for item in items}


def group(parts: Sequence[ItemScore], rule: LevelRule, rules: ScoreRules, bands: Bands) -> Group:
    """Put items together that need not be siblings, by a rule such as `rules.org_unit`; each counts once."""
    draft = blank(State.DOES_NOT_APPLY) if rule.roll_up is RollUp.NONE else combine(parts, rule, rules)
    draft = draft._replace(
        reported=sum(part.figures.reported for part in parts), expected=sum(part.figures.expected for part in parts)
    )
    return Group(settle(draft, rules, bands.of(rule.bands)), counting.added(part.counts for part in parts))


def summary(scores: Mapping[Hashable, ItemScore], rules: ScoreRules, bands: Bands) -> Summary:
    """Sum a scored tree up: its percent is the roll-up of the top items, or of all leaves, as the plan type says."""
    tops = [score for score in scores.values() if score.item.parent not in scores]
    total = group(tops, rules.total, rules, bands)
    if rules.total.roll_up is RollUp.LEAVES:
        total = total._replace(figures=group(_leaves(scores, rules), rules.total, rules, bands).figures)
    listed = counting.tally(score.figures for score in scores.values())
    coverage = share(Decimal(total.figures.reported), Decimal(total.figures.expected))
    return Summary(
        len(scores),
        listed.by_state,
        listed.by_color,
        total.figures.capped_percent,
        None if coverage is None else rounded(coverage, rules.rounding),
        total,
    )


def _leaves(scores: Mapping[Hashable, ItemScore], rules: ScoreRules) -> list[ItemScore]:
    """Give what has nothing below it, or nothing that counts."""
    parents = {score.item.parent for score in scores.values()}
    alone = {
        key for key, score in scores.items() if score.item.series and rules.is_measured_alone(score.item.level)
    } & parents
    return [
        score
        for key, score in scores.items()
        if (key not in parents or key in alone) and not (alone and _hangs_under(alone, score, scores))
    ]


def _hangs_under(alone: AbstractSet[Hashable], score: ItemScore, scores: Mapping[Hashable, ItemScore]) -> bool:
    parent = score.item.parent
    while parent in scores and parent not in alone:
        parent = scores[parent].item.parent
    return parent in alone


def _children(items: Sequence[ItemInput]) -> dict[Hashable, list[ItemInput]]:
    keys = {item.key for item in items}
    if len(keys) != len(items):
        raise RuleBroken("duplicate_item", "Hay elementos del plan con el mismo código: deje uno de cada uno.")
    children: defaultdict[Hashable, list[ItemInput]] = defaultdict(list)
    for item in items:
        children[item.parent if item.parent in keys else None].append(item)
    return children


def _bottom_up(items: Sequence[ItemInput], children: Mapping[Hashable, list[ItemInput]]) -> list[ItemInput]:
    """Order the items so that each comes after all that is below it."""
    order = list(children.get(None, ()))
    for item in order:
        order.extend(children.get(item.key, ()))
    if len(order) != len(items):
        raise RuleBroken(
            "plan_cycle", "Hay elementos del plan que dependen de sí mismos: corrija su elemento superior."
        )
    order.reverse()
    return order
