"""CEPLAN's printed follow-up of an operating plan: cap, rounding first, S.P., S.I. and the three accumulations."""

from __future__ import annotations

from decimal import Decimal

from models.rules.measure import AVERAGE_PERCENT, Measure
from models.rules.score_rules import LevelRule, RollUp, ScoreRule, ScoreRules, WeightMode
from models.rules.score_tree import summary
from tests.rules.scoring import BANDS, RULES, UP_LAST, Row, item, tree, words

CEPLAN = ScoreRules(
    score_rule=ScoreRule.CEPLAN,
    weight_mode=WeightMode.EQUAL,
    levels={"activity": LevelRule(own_share=Decimal(100))},
    total=LevelRule(RollUp.LEAVES),
)
NOT_ACCUMULATED = Measure(accumulation=AVERAGE_PERCENT)
PRINT = (
    item("A1", None, "-", level="action"),
    item("A2", None, "-", level="action"),
    item("sum", "A1", "90", Row("10 10 10", "10 5 5")),  # acumulado anual: 20 of 30
    item("level", "A1", "5", Row("4 4 4", "4 3 0", UP_LAST)),  # acumulado mensual: 3 of 4, the last above 0
    item("half", "A1", "5", Row("- - 10", "- - 5")),
    item("none", "A1", "-", Row("- - -", "1 - -")),  # S.P., with execution
    item("mean", "A2", "-", Row("2 0 4", "1 0 6", NOT_ACCUMULATED)),  # no acumulado: 50 and 100 truncated
    item("over", "A2", "-", Row("1 1 1", "3 3 3")),
)


def percents(*keys: str, of: tuple = PRINT) -> str:
    scores = tree(*of, rules=CEPLAN)
    return words(*(scores[key].figures.to_date_percent for key in keys))


def test_it_accumulates_in_the_three_ways() -> None:
    assert percents("sum", "level", "mean") == "66.67 75.00 75.00"


def test_the_last_value_above_zero_counts_only_the_ceplan_way() -> None:
    row = Row("4 4 4", "4 3 0", UP_LAST)
    assert words(row.score(rules=CEPLAN).to_date_percent, row.score(rules=RULES).to_date_percent) == "75.00 0.00"
    assert words(row.score(rules=CEPLAN).actual, row.score(rules=CEPLAN).actual_to_date) == "0 3"
    assert words(Row("4 4 4", "0 0 0", UP_LAST).score(rules=CEPLAN).to_date_percent) == "0.00"
    assert words(Row("4 - -", "3 0 0", UP_LAST).score(rules=CEPLAN).year_percent) == "75.00"


def test_an_action_is_the_mean_of_rounded_activities_with_programming() -> None:
    assert percents("A1", "A2") == "63.89 87.50"  # weights say nothing; 300 counts as 100
    pair = (PRINT[0], PRINT[2], PRINT[3])
    assert percents("A1", of=pair) == "70.84"  # of 66.67 and 75.00; unrounded it would be 70.83


def test_the_total_is_the_mean_of_the_activities_and_not_of_the_actions() -> None:
    scores = tree(*PRINT, rules=CEPLAN)
    assert words(summary(scores, CEPLAN, BANDS).percent) == "73.33"
    assert scores["none"].figures.state.value == "unplanned_execution"


def test_an_empty_month_that_was_due_leaves_its_action_uncomputed() -> None:
    silent = (*PRINT, item("silent", "A1", "-", Row("1 1 1", "1 - 1")))
    scores = tree(*silent, rules=CEPLAN)
    assert words(*(scores[key].figures.state for key in ("silent", "A1", "A2"))) == "not_computed not_computed measured"
    assert words(summary(scores, CEPLAN, BANDS).percent) == "-"


def test_tasks_are_details_of_an_activity_that_is_measured_itself() -> None:
    detailed = (*PRINT, item("task", "half", "-", Row("- - 1", "- - 1"), level="task"))
    scores = tree(*detailed, rules=CEPLAN)
    assert words(scores["half"].figures.to_date_percent, scores["half"].counts.by_color) == "50.00 {'red': 1}"
    assert percents("A1", of=detailed) == "63.89"
    assert words(summary(scores, CEPLAN, BANDS).percent) == "73.33"


def test_an_activity_without_an_indicator_is_measured_by_its_tasks() -> None:
    parts = (item("A", None, "-"), item("t", "A", "-", Row("- - 2", "- - 1"), level="task"))
    scores = tree(*parts, rules=CEPLAN)
    assert words(scores["A"].figures.to_date_percent, summary(scores, CEPLAN, BANDS).percent) == "50.00 50.00"


def test_a_level_of_leaves_stops_at_what_is_measured_itself() -> None:
    rules = ScoreRules(levels={"dimension": LevelRule(RollUp.LEAVES), "product": LevelRule(own_share=Decimal(100))})
    parts = (
        item("D", None, "-", level="dimension"),
        item("p", "D", "-", Row("- - 10", "- - 8"), level="product"),
        item("q", "D", "-", Row("- - 10", "- - 6"), level="product"),
        item("t", "p", "-", Row("- - 1", "- - -"), level="activity"),
    )
    assert words(tree(*parts, rules=rules)["D"].figures.to_date_percent) == "70.00"
