from __future__ import annotations

import pytest

from models.rules.measure import AVERAGE_PERCENT, Measure
from models.rules.split_check import differing_whole
from tests.rules.scoring import DONE, UP_AVERAGE, UP_LAST, UP_MAX, UP_SUM, number, numbers, words


@pytest.mark.parametrize(
    ("measure", "whole", "parts", "expected"),
    [
        (UP_SUM, "120", "0 10 20 10 10 10 0 20 10 10 20 0", "-"),
        (UP_SUM, "120", "0 10 20 10 10 10 0 20 10 10 20 -", "-"),
        (UP_SUM, "120.00", "100 20.001", "120.001"),
        (UP_SUM, "121", "100 20", "120"),
        (UP_LAST, "100", "10 50 100", "-"),
        (UP_LAST, "100", "10 50 100 - -", "-"),  # the last programmed
        (UP_LAST, "100", "10 100 90", "90"),
        (UP_MAX, "100", "10 100 90", "-"),  # the highest, wherever it falls
        (UP_MAX, "100", "10 90 90", "90"),
        (UP_AVERAGE, "20", "10 20 30", "-"),
        (UP_AVERAGE, "33.33", "33 33 34", "-"),  # with as many decimals as the indicator shows
        (UP_AVERAGE, "33.330000", "33 33 34", "-"),
        (UP_AVERAGE, "33.3333", "33 33 34", "-"),  # or as the whole was typed
        (UP_AVERAGE, "33.34", "33 33 34", "33.333333"),
        (UP_AVERAGE, "100", "90 100 110", "-"),
        (DONE, "1", "- - 1 -", "-"),
        (Measure(accumulation=AVERAGE_PERCENT), "7", "1 2 3", "-"),  # it has no quantity of a year
        (UP_SUM, "-", "1 2 3", "-"),
        (UP_SUM, "5", "- - -", "-"),
    ],
)
def test_it_compares_the_parts_with_the_whole(measure: Measure, whole: str, parts: str, expected: str) -> None:
    assert words(differing_whole(measure, number(whole), numbers(parts))) == expected
