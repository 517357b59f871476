from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.measure import DOWN, LAST, Measure
from models.rules.period import Period, PeriodKind
from models.rules.score_rules import LevelRule, MissingPolicy, RollUp, ScoreRule, ScoreRules
from models.rules.score_series import score_lines
from models.rules.series import lines_of
from models.rules.timeline import Timeline, view_of
from tests.rules.scoring import DONE, DOWN_LAST, UP_AVERAGE, UP_LAST, Row, Sheets, months, words

EXCLUDE = ScoreRules(missing_policy=MissingPolicy.EXCLUDE)
CEPLAN = ScoreRules(score_rule=ScoreRule.CEPLAN)
FIRST_TWO = Sheets(closed=months("01 02"))
REDUCTION = Measure(DOWN, LAST, use_baseline=True, baseline=Decimal(20))


def states(row: Row, cut: str = "2027-03", rules: ScoreRules | None = None) -> str:
    """State and percent to date, then of the period."""
    found = row.score(cut, rules or ScoreRules())
    return words(found.state, found.to_date_percent, "/", found.period_state, found.period_percent)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("2 2 2", "2 2 1"), "measured 83.33 / measured 50.00"),
        (Row("2 2 -", "2 1 -"), "measured 75.00 / not_programmed -"),
        (Row("- - -", "- - -"), "not_programmed - / not_programmed -"),
        (Row("- - 0", "- - 0"), "not_programmed - / not_programmed -"),
        (Row("- - 0", "- - 3"), "unplanned_execution - / unplanned_execution -"),
        (Row("2 2 -", "2 1 3"), "measured 150.00 / unplanned_execution -"),  # out of K_per, in A_cum (C-11)
        (Row("- - -", "1 - -"), "unplanned_execution - / not_programmed -"),
        (Row("2 2 2", "2 2 -", sheets=FIRST_TWO), "pending - / pending -"),
        (Row("2 2 2", "2 2 -"), "no_report 66.67 / no_report 0.00"),
        (Row("2 2 2", "- 2 2"), "measured 66.67 / measured 100.00"),
        (Row("2 2 2", "2 2 -", sheets=Sheets(waived=months("03"))), "exempt - / exempt -"),
        (Row("2 2 2", "2 - 2", sheets=Sheets(waived=months("02"))), "measured 100.00 / measured 100.00"),
        (Row("2 2 2", "2 2 2", does_not_apply=months("03")), "does_not_apply - / does_not_apply -"),
        (Row("2 2 2", "2 2 2", does_not_apply=months("02")), "measured 100.00 / measured 100.00"),
        (Row("- - 0", "- - 4", DOWN_LAST), "measured 0.00 / measured 0.00"),  # zero is a true target
        (Row("- - 30", "- - 4", REDUCTION), "not_computed - / not_computed -"),  # the baseline is below the target
        (Row("- - 1", "1 - -", DONE), "measured 100.00 / measured 100.00"),  # a milestone reached early
        (Row("- - 1", "- - -", DONE), "no_report 0.00 / no_report 0.00"),
        (Row("- - 1", "- - -", DONE, sheets=FIRST_TWO), "pending - / pending -"),
    ],
)
def test_it_takes_the_first_state_that_holds(row: Row, expected: str) -> None:
    assert states(row) == expected


@pytest.mark.parametrize(
    ("row", "cut", "expected"),
    [
        # the year alone has a target: of the quarter nothing was programmed, and its work is not unplanned
        (Row("12", "- 3", at="2027 2027-Q1"), "2027-Q1", "not_programmed - / not_programmed -"),
        (Row("12", "- 3", at="2027 2027-03"), "2027-03", "not_programmed - / not_programmed -"),
        (Row("12 9 -", "- - 3", at="2027 2027-Q2 2027-Q1"), "2027-Q1", "unplanned_execution - / unplanned_execution -"),
        # a quarterly target is due with its last month, and is none of the month's
        (Row("6", "4", at="2027-Q1"), "2027-03", "measured 66.67 / not_programmed -"),
        (Row("6", "", at="2027-Q1", sheets=Sheets("2027-Q1")), "2027-03", "no_report 0.00 / not_programmed -"),
        (Row("6", "4", at="2027-Q1"), "2027-02", "not_programmed - / not_programmed -"),
        # monthly targets reported by quarter: the month itself cannot be told
        (Row("2 2 2 -", "- - - 6", at=months("01 02 03 Q1")), "2027-03", "measured 100.00 / not_computed -"),
        # a quarter shows to date what its last month shows
        (Row("2 2 2", "- 2 1"), "2027-Q1", "measured 50.00 / measured 50.00"),
        (Row("2 2 2", "2 2 -"), "2027-Q1", "no_report 66.67 / no_report 66.67"),
    ],
)
def test_it_reads_longer_periods(row: Row, cut: str, expected: str) -> None:
    assert states(row, cut) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("2 2 2", "2 2 -"), "no_report - / no_report -"),
        (Row("2 2 2", "- 1 2"), "measured 75.00 / measured 100.00"),  # January is taken out on both sides
        (Row("10 20 40", "- 10 30", UP_LAST), "measured 75.00 / measured 75.00"),
    ],
)
def test_it_takes_silence_out_where_the_plan_type_says(row: Row, expected: str) -> None:
    assert states(row, rules=EXCLUDE) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("2 2 2", "2 2 1"), "measured 83.33 / measured 50.00"),
        (Row("2 2 2", "2 2 -"), "no_report - / no_report -"),  # S.I.
        (Row("2 2 2", "- 2 2"), "not_computed - / measured 100.00"),  # S.I. for a month gone by
        (Row("2 2 2", "2 2 -", sheets=FIRST_TWO), "pending - / pending -"),
        (Row("- - -", "- 3 -"), "unplanned_execution - / not_programmed -"),  # S.P., executed all the same
    ],
)
def test_it_does_not_compute_what_is_silent_the_ceplan_way(row: Row, expected: str) -> None:
    assert states(row, rules=CEPLAN) == expected


def test_it_shows_the_plan_of_what_has_no_percent() -> None:
    found = Row("2 2 4", "2 2 -", sheets=FIRST_TWO).score()
    assert words(found.planned, found.actual, found.planned_to_date, found.actual_to_date) == "4 - 8 4"
    assert words(found.year_percent) == "50.00"


def test_it_shows_no_actual_where_nothing_was_reported() -> None:
    found = Row("- - 4", "- - -").score()
    assert words(found.actual, found.actual_to_date, found.to_date_percent) == "- - 0.00"


@pytest.mark.parametrize(
    ("row", "cut", "expected"),
    [
        (Row("2 2 2", "2 2 2"), "2027-03", "1 1"),
        (Row("2 2 2", "2 2 -"), "2027-03", "0 1"),
        (Row("2 2 2", "2 2 -", sheets=FIRST_TWO), "2027-03", "0 1"),
        (Row("2 2 -", "2 2 -"), "2027-03", "0 0"),
        (Row("2 2 2", "2 2 -", sheets=Sheets(waived=months("03"))), "2027-03", "0 0"),
        (Row("2 2 2", "2 - -"), "2027-Q1", "1 3"),
        (Row("6", "4", at="2027-Q1"), "2027-03", "1 1"),
    ],
)
def test_it_counts_the_reports_that_are_in(row: Row, cut: str, expected: str) -> None:
    found = row.score(cut)
    assert words(found.reported, found.expected) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("5 5 5", "5 5 6"), ""),  # 120 exactly is not more
        (Row("5 5 5", "5 5 6.01"), "over_execution"),  # of the period
        (Row("5 5 5", "9 9 5"), "over_execution"),  # to date
        (Row("5 5 5", "5 5 1", DOWN_LAST), ""),  # less is better, and is no over-execution
        (Row("0.000001 - 1", "1 1 1"), "over_execution"),
        (Row("- - 0.000001", "- - 1"), "over_execution percent_overflow"),
    ],
)
def test_it_flags_over_execution(row: Row, expected: str) -> None:
    assert words(*row.score().flags) == expected


def test_it_clips_a_percent_that_no_column_holds() -> None:
    found = Row("- - 0.000001", "- - 1").score()
    assert words(found.to_date_percent, found.percent_exact, found.capped_percent) == "999999.99 999999.9900000000 100"
    below = Row("- - 19.999999", "- - 9000", REDUCTION).score()
    assert words(below.to_date_percent, below.capped_percent, *below.flags) == "-999999.99 0 percent_overflow"


def test_it_rounds_the_means_that_it_shows_and_not_what_was_typed() -> None:
    mean = Row("1 1 2", "1 1 0", UP_AVERAGE).score()
    assert words(mean.planned_to_date, mean.actual_to_date, mean.to_date_percent) == "1.333333 0.666667 50.00"
    assert words(Row("1.5", "1", UP_LAST).score("2027-01").planned) == "1.5"


def test_it_knows_the_advance_only_where_a_level_compares_advances() -> None:
    row = Row("10 20 40", "10 20 30", UP_LAST)
    assert row.score().advance is None
    assert row.score(rules=ScoreRules(total=LevelRule(RollUp.RATIO))).advance is not None


@pytest.mark.parametrize(
    ("planned", "actual", "counts"),
    [
        ("- 10 20 -", "- - - 24", (1, 1)),
        ("- 10 20 -", "- - - -", (0, 1)),
        ("- - - 30", "- - - 24", (1, 1)),
        ("- - - -", "- - - 24", (0, 0)),
    ],
)
def test_a_quarter_with_monthly_targets_is_one_report(planned: str, actual: str, counts: tuple[int, int]) -> None:
    periods = f"{months('01 02 03')} 2027-Q1"
    row = Row(planned, actual, at=periods, sheets=Sheets(closed=periods))
    own = row.series.timeline
    timeline = Timeline(own.periods, own.reported, own.closed, own.waived, PeriodKind.QUARTER)
    quarter = Period.parse("2027-Q1")
    draft = score_lines(lines_of(row.series._replace(timeline=timeline), view_of(timeline, quarter)), ScoreRules())
    assert (draft.reported, draft.expected) == counts
