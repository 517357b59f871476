"""From children to parent: the weighted mean of capped percents (R C-15, C-16), each percent over who has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

from models.rules.percent import ZERO
from models.rules.score_rules import WeightMode

Percents: TypeAlias = Sequence[Decimal | None]
"""Of the period, to date, of the year, of the plan, expected of the plan: the five that a figure has."""

_ONE = Decimal(1)


def weights_by(
    mode: WeightMode, weights: Sequence[Decimal | None], budgets: Sequence[Decimal | None]
) -> Sequence[Decimal]:
    """Give what each sibling weighs; what has none weighs zero, and where all do they weigh the same."""
    if mode is not WeightMode.EQUAL:
        chosen = [value or ZERO for value in (weights if mode is WeightMode.WEIGHTED else budgets)]
        if any(chosen):
            return chosen
    return [_ONE] * len(weights)


def weighted_means(parts: Iterable[tuple[Decimal, Percents]], cap: Decimal) -> Percents:
    """Give the weighted mean of each percent over the parts that have it, capped; None where none weighs."""
    columns = list(zip(*((weight, *percents) for weight, percents in parts), strict=True))
    if not columns:
        return (None,) * 5
    return [_weighted_mean(columns[0], column, cap) for column in columns[1:]]


def shared(own: Percents, children: Percents, own_share: Decimal, cap: Decimal) -> Percents:
    """Give an item's own indicators their share (0 to 100) beside its children (R C-17); alone either counts whole."""
    return weighted_means(((own_share, own), (100 - own_share, children)), cap)


def _weighted_mean(weights: Sequence[Decimal], percents: Percents, cap: Decimal) -> Decimal | None:
    """Unrolled into one loop, since it runs over every leaf of a plan."""
    total = weighing = ZERO
    for weight, percent in zip(weights, percents, strict=True):
        if percent is None:
            continue
        weighing += weight
        if percent > cap:
            total += weight * cap
        elif percent > ZERO:
            total += weight * percent
    return total / weighing if weighing else None
