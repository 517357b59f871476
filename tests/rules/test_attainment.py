from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.attainment import attainment, check_baseline
from models.rules.errors import RuleBroken
from models.rules.measure import AVERAGE, DOWN, KEEP, LAST, MILESTONE, SUM, UP, Measure
from models.rules.percent import rounded
from tests.rules.scoring import number

CAPACITY = Measure(UP, LAST, use_baseline=True, baseline=Decimal(40))
REDUCTION = Measure(DOWN, LAST, use_baseline=True, baseline=Decimal(20))
RATIO = Measure(DOWN, AVERAGE, baseline=Decimal(20))  # it has a baseline and does not use it
FALLING_SUM = Measure(DOWN, SUM, use_baseline=True, baseline=Decimal(20))
MAINTAINED = Measure(KEEP, LAST, tolerance=Decimal(2))
DONE = Measure(MILESTONE)
RISING = Measure()
NO_BASELINE = Measure(UP, LAST, use_baseline=True)
NO_BASELINE_DOWN = Measure(DOWN, LAST, use_baseline=True)


@pytest.mark.parametrize(
    ("measure", "planned", "actual", "expected"),
    [
        # more is better (C-04)
        (RISING, "6", "7", "116.67"),
        (RISING, "4", "0", "0.00"),
        (RISING, "4", "-", "-"),
        (RISING, "-", "4", "-"),
        (RISING, "0", "4", "-"),  # C-11
        (RISING, "-5", "4", "-"),  # a percent of a negative target says nothing
        (CAPACITY, "60", "50", "50.00"),
        (CAPACITY, "60", "30", "-50.00"),  # kept as raw
        (CAPACITY, "40", "50", "-"),  # the target is the baseline
        (NO_BASELINE, "60", "50", "-"),
        # less is better (C-05)
        (REDUCTION, "15", "16", "80.00"),
        (REDUCTION, "15", "22", "-40.00"),
        (REDUCTION, "0", "5", "75.00"),  # C-11: zero is a true target
        (REDUCTION, "20", "16", "-"),
        (REDUCTION, "25", "16", "-"),
        (NO_BASELINE_DOWN, "15", "16", "-"),
        (RATIO, "10", "12.5", "80.00"),
        (RATIO, "10", "0", "100.00"),
        (RATIO, "0", "0", "100.00"),
        (RATIO, "0", "3", "0.00"),
        (RATIO, "-1", "3", "-"),
        (FALLING_SUM, "10", "8", "125.00"),
        # neither more nor less (C-06)
        (MAINTAINED, "50", "52", "100.00"),
        (MAINTAINED, "50", "48", "100.00"),
        (MAINTAINED, "50", "60", "80.00"),
        (MAINTAINED, "50", "0", "0.00"),
        (MAINTAINED, "50", "200", "0.00"),
        # done or not (C-07)
        (DONE, "1", "1", "100.00"),
        (DONE, "1", "0", "0.00"),
        (DONE, "-", "1", "-"),
    ],
)
def test_it_gives_the_raw_percent(measure: Measure, planned: str, actual: str, expected: str) -> None:
    raw = attainment(measure, number(planned), number(actual))
    assert ("-" if raw is None else str(rounded(raw))) == expected


@pytest.mark.parametrize(
    ("measure", "planned", "code"),
    [
        (NO_BASELINE, "60", "baseline_missing"),
        (NO_BASELINE_DOWN, "60", "baseline_missing"),
        (REDUCTION, "20", "baseline_not_above_target"),
        (CAPACITY, "40", "baseline_not_below_target"),
    ],
)
def test_it_refuses_a_baseline_on_the_wrong_side(measure: Measure, planned: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_baseline(measure, number(planned))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("measure", "planned"),
    [
        (REDUCTION, "15"),
        (CAPACITY, "60"),
        (REDUCTION, "-"),  # nothing to compare with
        (FALLING_SUM, "30"),  # a falling sum never uses it
        (RATIO, "30"),
        (MAINTAINED, "30"),
    ],
)
def test_it_accepts_a_baseline_on_the_worse_side_and_one_that_is_not_used(measure: Measure, planned: str) -> None:
    check_baseline(measure, number(planned))
