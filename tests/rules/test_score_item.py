from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.period import Period
from models.rules.score_item import Scorer
from models.rules.score_rules import LevelRule, RollUp, ScoreRule, ScoreRules
from models.rules.score_tree import score_tree
from models.rules.traffic_light import Band, BandKind, Bands
from tests.rules.scoring import BANDS, MARCH, UP_LAST, Row, item, tree, words

EIGHTY, SIXTY = Row("- - 10", "- - 8"), Row("- - 10", "- - 6")
STRICT = (Band("green", Decimal(99)), Band("red", Decimal(0)))


def test_it_scores_an_item_by_its_one_indicator() -> None:
    score = tree(item("a", None, "-", EIGHTY))["a"]
    assert words(score.figures.planned, score.figures.actual, score.figures.to_date_percent) == "10 8 80.00"
    assert score.series == [score.figures]
    assert score.counts.by_state == {"measured": 1}


def test_it_weighs_the_indicators_of_an_item() -> None:
    heavy, light = (Row(row.planned, row.actual, weight=weight) for row, weight in ((EIGHTY, "75"), (SIXTY, "25")))
    score = tree(item("a", None, "-", heavy, light))["a"]
    assert words(score.figures.planned, score.figures.to_date_percent, score.figures.reported) == "- 75.00 2"
    assert words(*(each.to_date_percent for each in score.series)) == "80.00 60.00"


def test_it_adds_up_the_units_of_one_indicator_before_it_weighs() -> None:
    rows = [Row("- - 10", "- - 8", indicator="one"), Row("- - 30", "- - 12", indicator="one"), SIXTY]
    score = tree(item("a", None, "-", *rows))["a"]
    assert words(score.figures.to_date_percent, score.figures.expected) == "55.00 3"  # 50 and 60
    assert words(*(each.to_date_percent for each in score.series)) == "80.00 40.00 60.00"


def test_it_has_nothing_to_score_without_indicators_or_children() -> None:
    figures = tree(item("a"))["a"].figures
    assert words(figures.state, figures.color, figures.to_date_percent, figures.expected) == "not_programmed grey - 0"


def test_it_colours_an_item_by_its_level_and_each_series_as_an_indicator() -> None:
    rules = ScoreRules(levels={"project": LevelRule(bands=BandKind.PROJECT)})
    bands = Bands(by_kind={"project": STRICT})
    two_units = [Row("- - 10", "- - 8", indicator="one"), Row("- - 10", "- - 8", indicator="one")]
    for rows in ([EIGHTY], two_units):
        score = score_tree([item("P", None, "-", *rows, level="project")], MARCH, rules, bands)["P"]
        assert words(score.figures.color, score.figures.period_color) == "red red"
        assert {each.color for each in score.series} == {"yellow"}


LEVELS = {
    "beside": LevelRule(),
    "share": LevelRule(own_share=Decimal(25)),
    "none": LevelRule(RollUp.NONE),
}


@pytest.mark.parametrize(
    ("level", "own", "child", "expected"),
    [
        ("beside", SIXTY, EIGHTY, "measured 80.00 80.00"),  # shown beside, with no share (C-17)
        ("share", SIXTY, EIGHTY, "measured 75.00 75.00"),
        ("share", SIXTY, Row("", ""), "measured 60.00 60.00"),
        ("share", Row("", ""), EIGHTY, "measured 80.00 80.00"),
        ("share", Row("", ""), Row("- - 0", "- - 1"), "unplanned_execution - -"),
        ("share", SIXTY, Row("- 10 -", "- 8 -"), "measured 75.00 60.00"),  # each measure over who has it
        ("share", Row("6 - -", "6 - -"), Row("- - 0", "- - 1"), "measured 100.00 -"),
        ("none", SIXTY, EIGHTY, "measured 60.00 60.00"),
    ],
)
def test_it_gives_an_items_own_indicators_their_share(level: str, own: Row, child: Row, expected: str) -> None:
    scores = tree(item("N", None, "-", own, level=level), item("n", "N", "1", child), rules=ScoreRules(levels=LEVELS))
    figures = scores["N"].figures
    assert words(figures.state, figures.to_date_percent, figures.period_percent) == expected
    assert scores["N"].series[0].to_date_percent == own.score().to_date_percent


def test_it_rolls_nothing_up_where_the_level_says_so() -> None:
    scores = tree(item("N", level="none"), item("n", "N", "1", EIGHTY), rules=ScoreRules(levels=LEVELS))
    figures = scores["N"].figures
    assert words(figures.state, figures.color, figures.to_date_percent) == "does_not_apply grey -"
    assert words(figures.reported, figures.expected, scores["N"].counts.by_color) == "1 1 {'yellow': 1}"


def test_it_takes_the_mean_of_the_leaves_where_the_level_says_so() -> None:
    rules = ScoreRules(levels={"axis": LevelRule(RollUp.LEAVES)})
    nodes = [item("axis", level="axis"), item("p", "axis", "50"), item("q", "axis", "50")]
    leaves = [item("1", "p", "1", EIGHTY), item("2", "q", "1", SIXTY), item("3", "q", "1", SIXTY)]
    scores = tree(*nodes, *leaves, rules=rules)
    assert words(scores["axis"].figures.to_date_percent) == "66.67"
    assert words(tree(*nodes, *leaves)["axis"].figures.to_date_percent) == "70.00"


def test_it_follows_the_ceplan_way_up_to_the_total() -> None:
    rules = ScoreRules(score_rule=ScoreRule.CEPLAN, levels={"action": LevelRule(), "goal": LevelRule(RollUp.LEAVES)})
    third, silent = Row("- - 3", "- - 1"), Row("- - 3", "- - -")
    nodes = [item("goal", level="goal"), item("one", "goal", level="action"), item("two", "goal", level="action")]
    leaves = [item("1", "one", "1", third), item("2", "one", "1", EIGHTY), item("3", "two", "1", Row("", ""))]
    scores = tree(*nodes, *leaves, rules=rules)
    assert words(*(scores[key].figures.to_date_percent for key in ("one", "two", "goal"))) == "56.67 - 56.67"
    assert scores["one"].figures.percent_exact == Decimal("56.665")  # 33.33 and 80.00, each rounded first
    scores = tree(*nodes, *leaves, item("4", "two", "1", silent), rules=rules)
    assert words(*(scores[key].figures.state for key in ("one", "two", "goal"))) == "measured not_computed not_computed"


def test_it_works_out_a_timeline_once() -> None:
    scorer = Scorer(Period.parse("2027-03"), ScoreRules(), BANDS)
    one = Row("1 1 1", "1 1 1", UP_LAST).series
    first = scorer.leaf(item("a")._replace(series=(one, one._replace(key="again"))))
    assert len(scorer._views) == 1
    assert words(first.figures.to_date_percent) == "100.00"
