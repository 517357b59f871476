from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.errors import RuleBroken
from models.rules.score_rules import LevelRule, RollUp, ScoreRule, ScoreRules, WeightMode


@pytest.mark.parametrize(
    "settings",
    [
        {"cap": Decimal("99.99")},
        {"cap": Decimal(120), "score_rule": ScoreRule.CEPLAN},
        {"rounding": 3},
        {"rounding": -1},
        {"levels": {"project": LevelRule(own_share=Decimal(101))}},
        {"levels": {"project": LevelRule(own_share=Decimal(-1))}},
    ],
)
def test_it_refuses_settings_that_no_figure_could_follow(settings: dict) -> None:
    with pytest.raises(RuleBroken) as refusal:
        ScoreRules(**settings)
    assert refusal.value.code == "bad_score_rules"


def test_it_takes_the_weighted_mean_for_a_level_without_a_rule() -> None:
    rules = ScoreRules(levels={"project": LevelRule(RollUp.RATIO)})
    assert rules.level("project").roll_up is RollUp.RATIO
    assert rules.level("activity") == LevelRule()


def test_it_lets_a_level_weigh_in_its_own_way() -> None:
    rules = ScoreRules(weight_mode=WeightMode.BUDGET)
    assert rules.weights_of(LevelRule()) is WeightMode.BUDGET
    assert rules.weights_of(LevelRule(weights=WeightMode.EQUAL)) is WeightMode.EQUAL


@pytest.mark.parametrize(
    ("rules", "ratio", "leaves"),
    [
        (ScoreRules(), False, False),
        (ScoreRules(levels={"p": LevelRule(RollUp.RATIO)}), True, False),
        (ScoreRules(org_unit=LevelRule(RollUp.RATIO)), True, False),
        (ScoreRules(levels={"p": LevelRule(RollUp.LEAVES)}), False, True),
    ],
)
def test_it_knows_what_its_levels_need(rules: ScoreRules, *, ratio: bool, leaves: bool) -> None:
    assert (rules.uses_ratio, rules.uses_leaves) == (ratio, leaves)
