from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.errors import RuleBroken
from models.rules.score_rules import LevelRule, RollUp, ScoreRules, WeightMode
from models.rules.score_tree import group, summary
from tests.rules.scoring import BANDS, RULES, Row, item, tree, words

EIGHTY, SIXTY, HALF = Row("- - 10", "- - 8"), Row("- - 10", "- - 6"), Row("- - 10", "- - 5")
SILENT, NOTHING = Row("- - 10", "- - -"), Row("", "")

PLAN = (
    item("F1", None, "60"),
    item("F2", None, "40"),
    item("a", "F1", "50", EIGHTY),
    item("b", "F1", "50", SIXTY),
    item("c", "F2", "100", HALF),
)


def test_it_scores_from_the_leaves_to_the_top_in_the_order_given() -> None:
    scores = tree(*PLAN)
    assert list(scores) == ["F1", "F2", "a", "b", "c"]
    assert words(*(score.figures.to_date_percent for score in scores.values())) == "70.00 50.00 80.00 60.00 50.00"


def test_it_takes_an_item_whose_parent_is_not_given_for_a_top() -> None:
    scores = tree(item("b", "F1", "50", SIXTY), item("a", "F1", "50", EIGHTY))
    assert words(*(score.figures.to_date_percent for score in scores.values())) == "60.00 80.00"


def test_it_takes_a_known_score_as_it_is() -> None:
    before = tree(*PLAN)
    known = [before[key].item._replace(known=before[key], series=()) for key in ("F2", "b")]
    changed = tree(PLAN[0], *known, item("a", "F1", "50", Row("- - 10", "- - 10")))
    assert words(*(changed[key].figures.to_date_percent for key in ("F1", "F2", "b"))) == "80.00 50.00 60.00"
    assert changed["F1"].counts.by_color == {"green": 1, "red": 1}


def test_it_weighs_by_budget() -> None:
    rules = ScoreRules(weight_mode=WeightMode.BUDGET)
    rich, poor = (PLAN[place]._replace(budget=Decimal(amount)) for place, amount in ((2, 300), (3, 100)))
    assert words(tree(PLAN[0], rich, poor, rules=rules)["F1"].figures.to_date_percent) == "75.00"


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((item("a"), item("a")), "duplicate_item"),
        ((item("a", "b"), item("b", "a")), "plan_cycle"),
        ((item("a"), item("b", "b")), "plan_cycle"),
    ],
)
def test_it_refuses_what_is_no_tree(items: tuple, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        tree(*items)
    assert refusal.value.code == code


def test_it_scores_nothing() -> None:
    assert tree() == {}
    empty = summary({}, RULES, BANDS)
    assert words(empty.items, empty.percent, empty.coverage_percent) == "0 - -"


def test_it_goes_as_deep_as_a_plan_does() -> None:
    deep = [item(str(level), str(level - 1), "1") for level in range(3000)]
    assert words(tree(*deep, item("leaf", "2999", "1", EIGHTY))["0"].figures.to_date_percent) == "80.00"


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (LevelRule(), "62.00"),  # 60 % of 70 and 40 % of 50
        (LevelRule(weights=WeightMode.EQUAL), "60.00"),
        (LevelRule(RollUp.LEAVES, WeightMode.EQUAL), "63.33"),
        (LevelRule(RollUp.NONE), "-"),
    ],
)
def test_it_sums_the_plan_up_as_its_type_says(total: LevelRule, expected: str) -> None:
    rules = ScoreRules(total=total)
    assert words(summary(tree(*PLAN, rules=rules), rules, BANDS).percent) == expected


def test_it_says_what_the_summary_is_made_of() -> None:
    plan = summary(tree(*PLAN, item("d", "F2", "100", SILENT), item("e", "F2", "-", NOTHING)), RULES, BANDS)
    assert words(plan.items, plan.percent, plan.coverage_percent) == "7 52.00 75.00"
    assert {state: count for state, count in plan.by_state.items() if count} == {
        "measured": 5,
        "no_report": 1,
        "not_programmed": 1,
    }
    assert plan.by_color == {"green": 0, "yellow": 2, "red": 4, "blue": 0, "grey": 1}
    assert sum(plan.total.counts.by_state.values()) == 5  # activities only
    assert words(plan.total.figures.reported, plan.total.figures.expected) == "3 4"


def test_it_groups_functions_of_a_unit_from_anywhere_in_the_tree() -> None:
    scores = tree(*PLAN)
    unit = group([scores["b"], scores["F2"]], LevelRule(weights=WeightMode.EQUAL), RULES, BANDS)
    assert words(unit.figures.to_date_percent, unit.figures.color, unit.counts.by_color) == "55.00 red {'red': 2}"
    assert words(unit.figures.reported, unit.figures.expected) == "2 2"


def test_it_caps_the_summary() -> None:
    rules = ScoreRules(total=LevelRule(RollUp.RATIO))
    scores = tree(item("a", None, "1", Row("- - 5 10", "- - 9")), rules=rules)
    plan = summary(scores, rules, BANDS)
    assert words(plan.total.figures.to_date_percent, plan.percent) == "180.00 100"
