from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.rollup import shared, weighted_means, weights_by
from models.rules.score_rules import WeightMode
from tests.rules.scoring import numbers, words

CAP = Decimal(100)


@pytest.mark.parametrize(
    ("mode", "weights", "budgets", "expected"),
    [
        (WeightMode.WEIGHTED, "40 30 -", "1 2 3", "40 30 0"),
        (WeightMode.WEIGHTED, "- - -", "1 2 3", "1 1 1"),  # no weights at all: the same for each
        (WeightMode.WEIGHTED, "0 0 -", "1 2 3", "1 1 1"),
        (WeightMode.EQUAL, "40 30 -", "1 2 3", "1 1 1"),
        (WeightMode.BUDGET, "40 30 -", "1 - 3", "1 0 3"),
        (WeightMode.BUDGET, "40 30 -", "0 - -", "1 1 1"),
    ],
)
def test_it_weighs_siblings(mode: WeightMode, weights: str, budgets: str, expected: str) -> None:
    assert words(*weights_by(mode, numbers(weights), numbers(budgets))) == expected


def test_it_means_each_percent_over_who_has_it() -> None:
    parts = [(Decimal(1), numbers("50 50 - - 0")), (Decimal(3), numbers("90 - 80 - 10"))]
    assert words(*weighted_means(parts, CAP)) == "80 50 80 - 7.5"


def test_it_counts_capped_percents_and_never_less_than_zero() -> None:
    parts = [(Decimal(1), numbers("150 -20 - - -")), (Decimal(1), numbers("50 50 - - -"))]
    assert words(*weighted_means(parts, CAP)) == "75 25 - - -"
    assert words(*weighted_means(parts, Decimal(120))) == "85 25 - - -"


def test_it_has_no_mean_where_nothing_weighs() -> None:
    assert words(*weighted_means([(Decimal(0), numbers("50 50 50 50 50"))], CAP)) == "- - - - -"
    assert words(*weighted_means([], CAP)) == "- - - - -"


def test_it_gives_own_indicators_their_share() -> None:
    own, children = numbers("50 50 - 40 -"), numbers("100 - 90 80 -")
    assert words(*shared(own, children, Decimal(20), CAP)) == "90 50 90 72 -"
