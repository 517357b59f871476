"""R C-10: p and e of an activity in March, and what a project makes of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.measure import DOWN, LAST, Measure
from models.rules.percent import rounded
from models.rules.project_percent import Advance, compliance
from models.rules.score_rules import LevelRule, MissingPolicy, RollUp, ScoreRules
from tests.rules.scoring import DONE, KEEP_LAST, UP_LAST, UP_SUM, Row, Sheets, item, months, tree, words

RULES = ScoreRules(levels={"project": LevelRule(RollUp.RATIO), "stage": LevelRule()})
PERCENT = Measure(accumulation=LAST, is_percent=True)
REDUCTION = Measure(DOWN, LAST, use_baseline=True, baseline=Decimal(20))
FIRST_TWO = Sheets(closed=months("01 02"))


@pytest.mark.parametrize(
    ("measure", "planned", "actual", "expected"),
    [
        # p, e to date; p, e of the period
        (UP_SUM, "2 2 2 2 2", "2 1 3", "60.00 60.00 20.00 30.00"),
        (UP_SUM, "2 2 2 2 2", "9 9 9", "60.00 100.00 20.00 90.00"),  # no more than the whole, and more than p
        (UP_SUM, "2 2 - 6", "2 1 3", "40.00 60.00 - -"),
        (UP_LAST, "10 20 40 80", "10 20 30", "50.00 37.50 50.00 37.50"),
        (UP_LAST, "10 20 40 80", "10 20 -", "50.00 25.00 50.00 25.00"),  # silent: the last report
        (UP_SUM, "2 2 2 2 2", "2 1 -", "60.00 30.00 20.00 0.00"),
        (UP_LAST, "- - - 80", "- - 20", "0.00 25.00 - -"),
        (PERCENT, "10 20 40 80", "10 20 30", "40.00 30.00 40.00 30.00"),  # a percent already
        (PERCENT, "10 20 40 80", "- - -", "40.00 0.00 40.00 0.00"),
        (REDUCTION, "19 18 16 10", "19 19 18", "40.00 20.00 40.00 20.00"),
        (REDUCTION, "25 25 25 10", "30 30 30", "0.00 0.00 0.00 0.00"),  # worse than the baseline
        (KEEP_LAST, "50 50 50 50", "50 50 60", "100.00 80.00 100.00 80.00"),
        (DONE, "- - - 1", "- - 1", "0.00 100.00 - -"),
    ],
)
def test_it_gives_p_and_e_of_an_activity(measure: Measure, planned: str, actual: str, expected: str) -> None:
    advance = Row(planned, actual, measure).score(rules=RULES).advance
    assert advance is not None
    assert words(*(None if part is None else rounded(part) for part in advance[:4])) == expected


def test_it_has_no_advance_without_a_target_at_the_end() -> None:
    assert Row("- - -", "1 1 1").score(rules=RULES).advance is None


def test_it_takes_the_target_of_the_whole_plan() -> None:
    years = "2026 2027 2028 2029"
    advance = Row("5 5 5 5", "5 4", at=years).score("2027", RULES).advance
    assert advance is not None
    assert words(advance.programmed, advance.executed, advance.year_programmed) == "25 20 25"


def advance(planned: int, executed: int) -> Advance:
    p, e = Decimal(planned), Decimal(executed)
    return Advance(p, e, p, e, Decimal(80), Decimal(100))


def test_it_compares_executed_with_programmed_advance() -> None:
    found = compliance([(Decimal(3), advance(40, 30)), (Decimal(1), advance(0, 30))])
    assert found is not None
    assert words(found.advance.programmed, found.advance.executed) == "30 30"
    assert words(*found[1:]) == "100 100 37.5 30 30"


def test_it_needs_weights_and_something_programmed() -> None:
    assert compliance([]) is None
    assert compliance([(Decimal(0), advance(40, 30))]) is None
    unbegun = compliance([(Decimal(1), advance(0, 30))])
    assert unbegun is not None
    assert unbegun.to_date is None
    outside = compliance([(Decimal(1), advance(40, 30)._replace(period_programmed=None, period_executed=None))])
    assert outside is not None
    assert outside.period is None


def project(*activities: Row, rules: ScoreRules = RULES) -> str:
    """State, PA, EA and percent of a project in March; activities weigh the same."""
    items = [item(f"A{place}", "P", "1", row) for place, row in enumerate(activities)]
    found = tree(item("P", level="project"), *items, rules=rules)["P"].figures
    return words(found.state, found.planned_to_date, found.actual_to_date, found.to_date_percent)


GOING = Row("10 20 40 100", "10 20 30", PERCENT)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (Row("- - - 100", "", PERCENT), "measured 20.000000 15.000000 75.00"),  # not begun: p and e are zero
        (Row("- - - -", "- - 7", PERCENT), "measured 40.000000 30.000000 75.00"),  # no target at all
        (Row("10 20 40 100", "10 20 -", PERCENT), "measured 40.000000 25.000000 62.50"),  # silent: keeps its e
        (Row("10 20 40 100", "10 20 -", PERCENT, sheets=FIRST_TWO), "measured 40.000000 30.000000 75.00"),
        (Row("- - - 100", "- - 60", PERCENT), "measured 20.000000 45.000000 225.00"),  # ahead of the plan
    ],
)
def test_it_puts_activities_together(second: Row, expected: str) -> None:
    assert project(GOING, second) == expected


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Row("- - - 100", "", PERCENT), "not_programmed 0.000000 0.000000 -"),
        (Row("- - - 100", "- - 60", PERCENT), "unplanned_execution 0.000000 60.000000 -"),
        (Row("10 20 40 100", "10 20 -", PERCENT), "no_report 40.000000 20.000000 50.00"),
        (Row("10 20 40 100", "10 20 -", PERCENT, sheets=FIRST_TWO), "pending - - -"),
        (Row("- - -", "", PERCENT), "not_programmed - - -"),
    ],
)
def test_it_says_why_a_project_has_no_percent(only: Row, expected: str) -> None:
    assert project(only) == expected


def test_it_leaves_silence_out_where_the_plan_type_says() -> None:
    rules = ScoreRules(levels=RULES.levels, missing_policy=MissingPolicy.EXCLUDE)
    assert project(GOING, Row("10 20 40 100", "10 20 -", PERCENT), rules=rules) == "measured 40.000000 30.000000 75.00"


def test_it_compares_advances_through_a_level_in_between() -> None:
    found = tree(
        item("P", level="project"),
        item("S", "P", "60", level="stage"),
        item("A", "S", "1", GOING),
        item("B", "P", "40", Row("10 20 50 100", "10 20 50", PERCENT)),
        rules=RULES,
    )
    assert words(found["P"].figures.planned_to_date, found["P"].figures.actual_to_date) == "44.000000 38.000000"
    assert words(found["S"].figures.to_date_percent, found["S"].figures.planned_to_date) == "75.00 -"


def test_it_keeps_the_projects_own_figures_raw_and_caps_them_above() -> None:
    found = tree(
        item("O"),
        item("P", "O", "1", level="project"),
        item("A", "P", "1", Row("- - 10 100", "- - 15", PERCENT)),
        rules=RULES,
    )
    assert words(found["P"].figures.to_date_percent, found["P"].figures.capped_percent) == "150.00 100"
    assert words(found["O"].figures.to_date_percent) == "100.00"
    assert words(found["P"].figures.year_percent, found["P"].figures.plan_expected_percent) == "15.00 10.00"
