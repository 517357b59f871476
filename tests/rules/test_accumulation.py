from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.accumulation import accumulate
from models.rules.measure import AVERAGE, AVERAGE_PERCENT, LAST, MAX, SUM, Accumulation


@pytest.mark.parametrize(
    ("way", "expected"), [(SUM, "17"), (LAST, "3"), (MAX, "9"), (AVERAGE, "4.25"), (AVERAGE_PERCENT, "4.25")]
)
def test_it_makes_one_value_of_several(way: Accumulation, expected: str) -> None:
    assert accumulate(way, [Decimal(5), Decimal(0), Decimal(9), Decimal(3)]) == Decimal(expected)


@pytest.mark.parametrize("way", Accumulation)
def test_it_makes_nothing_of_nothing(way: Accumulation) -> None:
    assert accumulate(way, []) is None
