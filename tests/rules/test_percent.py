from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.percent import capped, quantity, rounded, share


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("89.995", 2, "90.00"),  # half goes up, so that a person sees what decides the colour
        ("89.9949", 2, "89.99"),
        ("-0.005", 2, "-0.01"),  # away from zero
        ("66.65", 1, "66.7"),
        ("66.5", 0, "67"),
    ],
)
def test_it_rounds_half_up(value: str, places: int, expected: str) -> None:
    assert str(rounded(Decimal(value), places)) == expected


def test_it_rounds_a_computed_quantity_to_six_decimals() -> None:
    assert str(quantity(Decimal(2) / 3)) == "0.666667"


@pytest.mark.parametrize(("raw", "expected"), [("-5", "0"), ("0", "0"), ("116.67", "100"), ("99.99", "99.99")])
def test_it_caps_between_zero_and_a_hundred(raw: str, expected: str) -> None:
    assert capped(Decimal(raw)) == Decimal(expected)


def test_it_caps_where_the_plan_type_says() -> None:
    assert capped(Decimal(130), Decimal(120)) == 120


def test_it_gives_no_share_of_nothing() -> None:
    assert share(Decimal(3), Decimal(0)) is None
    assert share(Decimal(3), Decimal(4)) == 75
