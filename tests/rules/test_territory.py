"""R C-13: one indicator in two or three units; percents come from the totals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.measure import DOWN, KEEP, LAST, AcrossUnits, Measure
from models.rules.percent import rounded
from models.rules.period import Period
from models.rules.score_rules import MissingPolicy, ScoreRules
from models.rules.territory import score_territory
from tests.rules.scoring import DOWN_LAST, DOWN_SUM, UP_AVERAGE, UP_LAST, UP_MAX, UP_SUM, Row, Sheets, months, words

FIRST_TWO = Sheets(closed=months("01 02"))
WAIVED = Sheets(waived=months("03"))
EXCLUDE = ScoreRules(missing_policy=MissingPolicy.EXCLUDE)
FALLING_PEAK = Measure(DOWN, UP_MAX.accumulation)
HEADS = Measure(accumulation=LAST, across_units=AcrossUnits.SUM)
BROKEN = Measure(DOWN, LAST, use_baseline=True, baseline=Decimal(1))


def together(*rows: Row, rules: ScoreRules | None = None) -> str:
    """State, P_cum, A_cum and K_cum of March."""
    draft = score_territory([row.series for row in rows], Period.parse("2027-03"), rules or ScoreRules())
    values = (draft.planned_to_date, draft.actual_to_date, draft.to_date)
    return words(draft.state, *(None if value is None else rounded(value) for value in values))


@pytest.mark.parametrize(
    ("measure", "one", "other", "expected"),
    [
        (UP_SUM, ("2 2 2", "2 2 3"), ("4 4 4", "4 4 1"), "measured 18.00 16.00 88.89"),
        (UP_SUM, ("2 2 2", "2 2 3"), ("- - -", "1 1 1"), "measured 6.00 10.00 166.67"),  # A counts (C-11)
        (UP_SUM, ("- - 0", "- - 1"), ("- - -", "- - 1"), "unplanned_execution 0.00 2.00 -"),
        (UP_LAST, ("10 20 40", "10 20 30"), ("20 40 80", "20 40 30"), "measured 60.00 30.00 50.00"),
        (UP_LAST, ("10 20 40", "10 20 30"), ("- - -", "9 9 90"), "measured 40.00 30.00 75.00"),  # no part of a mean
        (HEADS, ("10 20 40", "10 20 30"), ("20 40 80", "20 40 30"), "measured 120.00 60.00 50.00"),
        (UP_AVERAGE, ("4 4 4", "4 2 4"), ("8 8 8", "8 4 8"), "measured 6.00 5.00 83.33"),
        (DOWN_LAST, ("- - 10", "- - 20"), ("- - 10", "- - 5"), "measured 10.00 12.50 80.00"),
        (BROKEN, ("- - 10", "- - 20"), ("- - 10", "- - 5"), "not_computed 10.00 12.50 -"),
    ],
)
def test_it_puts_values_together(measure: Measure, one: tuple[str, str], other: tuple[str, str], expected: str) -> None:
    assert together(Row(*one, measure), Row(*other, measure)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # a silent unit counts as zero: its plan stays
        ((Row("2 2 2", "2 2 2"), Row("4 4 4", "4 4 -")), "measured 18.00 14.00 77.78"),
        ((Row("- - 4", "- - 4", UP_LAST), Row("- - 8", "- - -", UP_LAST)), "measured 6.00 2.00 33.33"),
        # who is awaited or let off is left out as long as another reported
        ((Row("2 2 2", "2 2 2"), Row("4 4 4", "4 4 -", sheets=FIRST_TWO)), "measured 14.00 14.00 100.00"),
        ((Row("2 2 2", "2 2 2"), Row("4 4 4", "4 4 -", sheets=WAIVED)), "measured 14.00 14.00 100.00"),
        # nobody reported
        ((Row("2 2 2", "2 2 -"), Row("4 4 4", "4 4 -")), "no_report 18.00 12.00 66.67"),
        ((Row("2 2 2", "2 2 -"), Row("4 4 4", "4 4 -", sheets=FIRST_TWO)), "no_report 18.00 12.00 66.67"),
        ((Row("2 2 2", "2 2 -", sheets=WAIVED), Row("4 4 4", "4 4 -", sheets=FIRST_TWO)), "pending 18.00 12.00 -"),
        ((Row("2 2 2", "2 2 -", sheets=WAIVED), Row("4 4 4", "4 4 -", sheets=WAIVED)), "exempt 18.00 12.00 -"),
        # what does not apply in one unit, or in both
        ((Row("2 2 2", "2 2 2"), Row("4 4 4", "4 4 -", does_not_apply=months("03"))), "measured 14.00 14.00 100.00"),
        (
            (
                Row("2 2 2", "2 2 2", does_not_apply=months("03")),
                Row("4 4 4", "4 4 4", does_not_apply=months("03")),
            ),
            "does_not_apply 12.00 12.00 -",
        ),
    ],
)
def test_it_knows_who_is_missing(rows: tuple[Row, ...], expected: str) -> None:
    assert together(*rows) == expected


@pytest.mark.parametrize(
    ("measure", "silent", "expected"),
    [
        # half of the units due in March are silent, and a zero would be the best value
        (DOWN_LAST, "20 20 -", "measured 20.00 10.00 100.00"),
        (DOWN_SUM, "20 20 -", "measured 100.00 70.00 119.05"),  # 5 of 6 reports came in
        (FALLING_PEAK, "20 20 -", "measured 20.00 15.00 133.33"),  # the highest of what was reported
        (Measure(KEEP, LAST), "20 20 -", "measured 20.00 10.00 25.00"),
    ],
)
def test_it_spreads_over_silent_units_where_less_is_better(measure: Measure, silent: str, expected: str) -> None:
    assert together(Row("20 20 20", "10 10 10", measure), Row("20 20 20", silent, measure)) == expected


def test_it_takes_silent_units_out_where_the_plan_type_says() -> None:
    rows = (Row("2 2 2", "2 2 1"), Row("4 4 4", "4 4 -"))
    assert together(*rows, rules=EXCLUDE) == "measured 14.00 13.00 92.86"
    falling = (Row("20 20 20", "10 10 10", DOWN_LAST), Row("20 20 20", "20 20 -", DOWN_LAST))
    assert together(*falling, rules=EXCLUDE) == "measured 20.00 10.00 200.00"


@pytest.mark.parametrize(
    ("monthly", "cut", "expected"),
    [
        (("2 2 2", "2 2 1"), "2027-03", "measured 12 10"),  # a quarter made of months beside a quarter
        (("2 2 2", "2 2 1"), "2027-02", "measured 4 4"),  # the quarter is not due yet
        (("2 2 2", "2 - 2"), "2027-Q1", "measured 12 9"),
        (("2 2 2", "- - -"), "2027-Q1", "measured 12 5"),
    ],
)
def test_it_aligns_units_that_report_by_other_periods(monthly: tuple[str, str], cut: str, expected: str) -> None:
    quarterly = Row("6", "5", at="2027-Q1", sheets=Sheets(closed="2027-Q1"))
    series = [Row(*monthly).series, quarterly.series]
    draft = score_territory(series, Period.parse(cut), ScoreRules())
    assert words(draft.state, draft.planned_to_date, draft.actual_to_date) == expected
