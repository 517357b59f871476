"""R C-08 and C-19: V_year, V_plan and what was expected of it at the end of 2026 of a plan for 2024 to 2027."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.horizon import Horizon, horizon_of
from models.rules.measure import AVERAGE_PERCENT, DOWN, KEEP, LAST, MILESTONE, SUM, UP, Measure
from models.rules.percent import rounded
from models.rules.reading import read
from tests.rules.scoring import UP_AVERAGE, UP_LAST, UP_MAX, UP_SUM, Row, months, words

YEARS = "2024 2025 2026 2027 2024/2027"
REDUCTION = Measure(DOWN, LAST, use_baseline=True, baseline=Decimal(18))
CAPACITY = Measure(UP, LAST, use_baseline=True, baseline=Decimal(10))


def horizon(row: Row, cut: str) -> Horizon:
    lines = row.lines(cut)
    return horizon_of(lines, read(lines, lines.view.to_date))


def shown(found: Horizon) -> str:
    return words(*(None if value is None else rounded(value) for value in found[:3]))


@pytest.mark.parametrize(
    ("measure", "planned", "actual", "expected"),
    [
        # a sum over all years
        (UP_SUM, "10 10 10 10", "10 8 12", "120.00 75.00 75.00"),
        (UP_SUM, "10 10 10 10 50", "10 8 12", "120.00 60.00 60.00"),  # the horizon's own row beats the years
        (UP_SUM, "- - - 5", "- - -", "- 0.00 0.00"),  # not begun, and nothing was asked yet
        (UP_SUM, "- - - -", "- - -", "- - -"),
        (UP_SUM, "10 10 - 10", "10 8 -", "- 60.00 66.67"),
        # what is kept each year: the mean of the years, those not reached being zero
        (UP_LAST, "95 95 95 95", "95 95 92", "96.84 74.21 75.00"),
        (UP_LAST, "95 95 95 95", "99 - 92", "96.84 49.21 75.00"),  # over 100 is capped, a year without report is zero
        (UP_LAST, "- - 50 -", "- - 60", "120.00 100.00 100.00"),
        (UP_LAST, "- - - - 80", "- - 60", "- 75.00 0.00"),  # only the horizon has a target
        (UP_AVERAGE, "50 50 50 50", "50 25 50", "100.00 62.50 75.00"),
        (Measure(KEEP, SUM), "10 10 10 10", "10 20 10", "100.00 50.00 75.00"),
        (Measure(DOWN, AVERAGE_PERCENT), "10 10 10 10", "10 20 10", "100.00 62.50 75.00"),
        # from a baseline to the target of the horizon
        (REDUCTION, "- - 16 14", "- - 17", "50.00 25.00 50.00"),
        (REDUCTION, "- - 16 14", "- 17 -", "0.00 25.00 50.00"),
        (CAPACITY, "- - 20 30", "- - 15", "50.00 25.00 50.00"),
        (Measure(DOWN, LAST), "40 30 20 10", "40 30 25", "80.00 40.00 50.00"),
        # the highest, and what is done once
        (UP_MAX, "5 9 7 10", "4 8 6", "85.71 80.00 90.00"),
        (Measure(MILESTONE), "- - - 1", "- - 1", "- 100.00 0.00"),
    ],
)
def test_it_measures_the_advance_of_year_and_plan(measure: Measure, planned: str, actual: str, expected: str) -> None:
    assert shown(horizon(Row(planned, actual, measure, at=YEARS), "2026")) == expected


def test_it_takes_the_year_for_the_plan_where_there_is_one_year() -> None:
    assert shown(horizon(Row("2 2 2 2", "2 2 3"), "2027-03")) == "87.50 87.50 -"


def test_it_spreads_percents_that_do_not_accumulate_over_the_year() -> None:
    row = Row("4 4 8 8", "4 2 8", Measure(accumulation=AVERAGE_PERCENT))
    assert shown(horizon(row, "2027-03")) == "62.50 62.50 -"


def test_it_expects_the_programmed_part_of_percents_that_do_not_accumulate() -> None:
    way = Measure(accumulation=AVERAGE_PERCENT)
    row = Row("4 4 8 8 10", "4 2 8 - 10", way, at=f"{months('01 02 03 04')} 2026")
    assert shown(horizon(row, "2027-03")) == "62.50 81.25 87.50"
    empty = Row("- - 10", "- - 5", way, at=f"{months('01 02')} 2026")
    assert shown(horizon(empty, "2027-03")) == "- 50.00 100.00"


def test_it_knows_the_quantities_behind() -> None:
    found = horizon(Row("10 10 10 10", "10 8 12", at=YEARS), "2026")
    assert words(found.planned_in_year, found.planned_in_plan, found.known) == "10 40 12"
