"""Rules C-03, C-12 and C-14: each row is a series of 2027, read to date at March unless it says otherwise."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.gaps import gaps_of
from models.rules.measure import AVERAGE, AVERAGE_PERCENT, DOWN, KEEP, MAX, Accumulation, Measure
from models.rules.percent import rounded
from models.rules.reading import Reading, known_actual, read
from tests.rules.scoring import (
    DONE,
    DOWN_LAST,
    DOWN_SUM,
    KEEP_LAST,
    UP_AVERAGE,
    UP_LAST,
    UP_MAX,
    UP_SUM,
    Row,
    months,
    words,
)

WITH_QUARTER = months("01 02 03 04 05 06 07 08 09 10 11 12 Q1 Q2")
NOT_ACCUMULATED = Measure(accumulation=AVERAGE_PERCENT)
FALLING_MEAN = Measure(DOWN, AVERAGE)
FALLING_PEAK = Measure(DOWN, MAX)
CAPACITY_MEAN = Measure(accumulation=AVERAGE, use_baseline=True, baseline=Decimal(2))
BROKEN = Measure(DOWN, AVERAGE, use_baseline=True)


def shown(reading: Reading) -> str:
    values = (reading.planned, reading.actual, reading.raw)
    return words(*(None if value is None else rounded(value) for value in values))


def to_date(row: Row, cut: str = "2027-03") -> Reading:
    lines = row.lines(cut)
    return read(lines, lines.view.to_date, gaps_of(lines).silent)


@pytest.mark.parametrize(
    ("measure", "planned", "actual", "expected"),
    [
        # the sum
        (UP_SUM, "2 2 2 9", "2 2 3 9", "6.00 7.00 116.67"),
        (UP_SUM, "- 4 -", "1 1 1", "4.00 3.00 75.00"),  # what was not programmed counts in A (C-11)
        (UP_SUM, "- - -", "1 1 1", "- 3.00 -"),
        (UP_SUM, "0 0 0", "- - -", "0.00 - -"),  # zero is not empty
        # the last: P of the latest programmed period, A since then
        (UP_LAST, "10 20 40", "10 20 30", "40.00 30.00 75.00"),
        (UP_LAST, "10 20 -", "10 15 18", "20.00 18.00 90.00"),
        (UP_LAST, "- 20 -", "15 20 -", "20.00 20.00 100.00"),
        (UP_LAST, "- - -", "15 20 -", "- 20.00 -"),
        (UP_LAST, "20 0 -", "15 18 -", "20.00 18.00 90.00"),  # a zero that asks for nothing replaces no target
        (DOWN_LAST, "20 0 -", "15 18 -", "0.00 18.00 0.00"),  # where less is better it does
        (UP_LAST, "0 0 0", "0 0 0", "0.00 0.00 -"),
        # the mean of the programmed periods
        (UP_AVERAGE, "4 6 8", "4 6 2", "6.00 4.00 66.67"),
        (UP_AVERAGE, "4 - 8", "4 9 2", "6.00 3.00 50.00"),
        (UP_AVERAGE, "4 0 8", "4 9 2", "6.00 3.00 50.00"),
        (UP_AVERAGE, "- - -", "4 9 2", "- 5.00 -"),
        # the highest
        (UP_MAX, "4 9 5", "3 6 7", "9.00 7.00 77.78"),
        (UP_MAX, "- - 4", "8 1 2", "4.00 8.00 200.00"),
        (DONE, "- 1 -", "- 1 -", "1.00 1.00 100.00"),
        (DONE, "- 1 -", "1 - -", "1.00 1.00 100.00"),  # reached early
        # CEPLAN's mean of monthly percents, each truncated
        (NOT_ACCUMULATED, "4 - 8", "8 9 4", "6.00 6.00 75.00"),
        (NOT_ACCUMULATED, "- - -", "8 9 4", "- 7.00 -"),
    ],
)
def test_it_accumulates_to_date(measure: Measure, planned: str, actual: str, expected: str) -> None:
    assert shown(to_date(Row(planned, actual, measure))) == expected


@pytest.mark.parametrize(
    ("measure", "planned", "actual", "expected"),
    [
        (UP_SUM, "2 2 2", "2 - 2", "6.00 4.00 66.67"),
        (UP_SUM, "2 2 2", "- - -", "6.00 - 0.00"),
        (UP_SUM, "- - -", "- - -", "- - -"),
        (UP_LAST, "10 20 40", "10 20 -", "40.00 - 0.00"),
        (UP_LAST, "10 20 40", "- - 30", "40.00 30.00 75.00"),
        (UP_AVERAGE, "4 6 8", "4 6 -", "6.00 5.00 55.56"),  # (4 + 6 + 0) / 3 over 6
        (CAPACITY_MEAN, "4 6 8", "4 6 -", "6.00 5.00 33.33"),  # a zero of the value, not of the percent
        (UP_MAX, "4 6 8", "4 6 -", "8.00 6.00 75.00"),
        (UP_MAX, "4 6 8", "- - -", "8.00 - 0.00"),
        (NOT_ACCUMULATED, "4 4 8", "4 - 4", "5.33 4.00 50.00"),
        # where less is better a zero would be the best there is
        (DOWN_SUM, "2 2 2", "2 - 4", "6.00 6.00 44.44"),  # 4/6 of what was due, over two thirds of it
        (DOWN_SUM, "2 2 2", "- - -", "6.00 - 0.00"),
        (DOWN_LAST, "2 2 2", "2 2 -", "2.00 - 0.00"),
        (FALLING_MEAN, "2 4 2", "2 - 4", "2.67 3.00 44.44"),
        (FALLING_PEAK, "2 2 2", "2 4 -", "2.00 4.00 50.00"),
        (BROKEN, "2 4 2", "2 - 4", "2.67 3.00 -"),
        (Measure(KEEP), "2 2 2", "2 - 2", "6.00 4.00 66.67"),
        (Measure(KEEP), "- 2 2", "2 - -", "4.00 2.00 0.00"),  # only what nobody had programmed was reported
        (DONE, "- - 1", "- - -", "1.00 - 0.00"),
    ],
)
def test_it_counts_silence_as_nothing_achieved(measure: Measure, planned: str, actual: str, expected: str) -> None:
    assert shown(to_date(Row(planned, actual, measure))) == expected


@pytest.mark.parametrize(
    ("measure", "planned", "actual", "expected"),
    [
        # the quarter's own row goes before its months, for each of the two sides
        (UP_SUM, "2 2 2 - - - - - - - - - 9", "2 2 3", "9.00 7.00 77.78"),
        (UP_SUM, "2 2 2", "- - - - - - - - - - - - 3", "6.00 3.00 50.00"),
        (UP_LAST, "- - - - - - - - - - - - 9", "- 4 6", "9.00 6.00 66.67"),
        (UP_LAST, "- - - - - - - - - - - - 9", "- 4 -", "9.00 4.00 44.44"),
        (KEEP_LAST, "- - - - - - - - - - - - 9", "- 4 9", "9.00 9.00 100.00"),
        (UP_AVERAGE, "- - - - - - - - - - - - 9", "3 6 9", "9.00 6.00 66.67"),
        (UP_AVERAGE, "4 6 8", "- - - - - - - - - - - - 3", "6.00 3.00 50.00"),
        (NOT_ACCUMULATED, "- - - - - - - - - - - - 8 8", "4 4 - - 9", "8.00 4.00 50.00"),
    ],
)
def test_it_makes_a_quarter_of_months_and_never_months_of_a_quarter(
    measure: Measure, planned: str, actual: str, expected: str
) -> None:
    assert shown(to_date(Row(planned, actual, measure, at=WITH_QUARTER), "2027-Q1")) == expected


def test_it_averages_quarters_and_not_the_months_that_make_them() -> None:
    row = Row("- - - - - - - - - - - - 9 3", "3 6 9 2", UP_AVERAGE, at=WITH_QUARTER)
    assert shown(to_date(row, "2027-S1")) == "6.00 4.00 66.67"  # 6 and 2


@pytest.mark.parametrize("way", Accumulation)
def test_it_reads_a_single_month_as_it_is(way: Accumulation) -> None:
    lines = Row("2 2 4", "2 2 3", Measure(accumulation=way)).lines()
    assert shown(read(lines, lines.view.inside)) == "4.00 3.00 75.00"


def test_it_leaves_out_what_is_not_to_count() -> None:
    lines = Row("2 2 4", "2 - 3").lines()
    assert shown(read(lines, lines.view.to_date, left_out=frozenset({1}))) == "6.00 5.00 83.33"


def test_it_knows_the_last_report_where_a_later_one_is_missing() -> None:
    row = Row("10 20 40", "10 20 -", UP_LAST)
    assert known_actual(row.lines(), to_date(row)) == 20
    assert known_actual(Row("1", "").lines(), to_date(Row("1", ""))) is None
