from __future__ import annotations

import pytest

from models.rules.measure import AVERAGE, DOWN, KEEP, LAST, MAX, MILESTONE, SUM, UP, AcrossUnits, Direction, Measure
from tests.rules.scoring import number


@pytest.mark.parametrize(
    ("direction", "planned", "expected"),
    [
        (UP, "-", False),  # not programmed is not zero (R C-02)
        (UP, "0", False),  # a zero target that asks for nothing (R C-11)
        (UP, "3", True),
        (KEEP, "0", False),
        (MILESTONE, "1", True),
        (DOWN, "0", True),  # where less is better, zero is a true target
        (DOWN, "-", False),
    ],
)
def test_it_knows_which_targets_ask_for_something(direction: Direction, planned: str, *, expected: bool) -> None:
    assert Measure(direction).is_programmed(number(planned)) is expected


def test_it_keeps_a_milestone_that_was_reached() -> None:
    assert Measure(MILESTONE, LAST).way_over_time is MAX
    assert Measure(UP, LAST).way_over_time is LAST


def test_it_adds_sums_over_units_and_averages_the_rest_unless_told() -> None:
    assert Measure(accumulation=SUM).way_across_units is AcrossUnits.SUM
    assert Measure(accumulation=AVERAGE).way_across_units is AcrossUnits.MEAN
    assert Measure(accumulation=LAST, across_units=AcrossUnits.SUM).way_across_units is AcrossUnits.SUM
