from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.persistence import calls_for_meeting, continues, non_green_run
from models.rules.traffic_light import Band


@pytest.mark.parametrize(
    ("color", "previous", "expected"),
    [
        ("yellow", "red", True),
        ("red", "red", True),
        ("yellow", "green", False),
        ("green", "red", False),
        ("red", None, False),  # the first cut
        ("red", "grey", False),  # it was not measured before
        ("blue", "red", False),
    ],
)
def test_it_continues_after_two_cuts_out_of_the_green(color: str, previous: str | None, *, expected: bool) -> None:
    assert continues(color, previous) is expected


@pytest.mark.parametrize(
    ("colors", "window", "expected"),
    [
        ("green yellow yellow", 2, True),
        ("red green yellow", 2, True),  # not the month before
        ("green green red", 2, False),
        ("red red green", 2, False),  # it recovered
        ("green yellow red", 3, False),
        ("red yellow red", 3, True),
        ("", 2, False),
        ("red", 1, True),
    ],
)
def test_it_lists_a_quarter_for_the_urgent_meeting(colors: str, window: int, *, expected: bool) -> None:
    assert calls_for_meeting(colors.split(), window) is expected


@pytest.mark.parametrize(
    ("colors", "expected"), [("red green yellow red", 2), ("green", 0), ("red red", 2), ("", 0), ("red grey red", 1)]
)
def test_it_counts_how_long_it_lasts(colors: str, expected: int) -> None:
    assert non_green_run(colors.split()) == expected


def test_it_asks_nothing_of_a_band_above_green() -> None:
    bands = (Band("exceeded", Decimal(101)), Band("green", Decimal(90)), Band("red", Decimal(0)))
    assert continues("exceeded", "red")
    assert not continues("exceeded", "red", bands)
    assert not calls_for_meeting(["red", "red", "exceeded"], bands=bands)
    assert non_green_run(["exceeded", "red"], bands) == 1
