from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.errors import RuleBroken
from models.rules.measure import State
from models.rules.traffic_light import (
    DEFAULT_BANDS,
    Band,
    BandKind,
    Bands,
    color_for,
    color_of,
    combined_color,
    is_not_green,
)
from tests.rules.scoring import number

FIVE = (
    Band("exceeded", Decimal("100.01"), "sobre lo programado"),
    Band("green", Decimal(95)),
    Band("yellow", Decimal(75)),
    Band("red", Decimal(0)),
)


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        ("150", "green"),
        ("90.00", "green"),
        ("89.99", "yellow"),
        ("70.00", "yellow"),
        ("69.99", "red"),
        ("0.00", "red"),
        ("-40.00", "red"),  # worse than the baseline
    ],
)
def test_it_finds_the_band_of_a_percent(percent: str, expected: str) -> None:
    assert color_of(Decimal(percent), DEFAULT_BANDS) == expected


def test_it_knows_the_bands_that_an_institution_names() -> None:
    assert color_of(Decimal("100.01"), FIVE) == "exceeded"
    assert color_of(Decimal("100.00"), FIVE) == "green"


@pytest.mark.parametrize(
    "limits",
    [
        [],  # nothing covered
        [90, 70],  # a gap above 0
        [70, 90, 0],  # not from the highest down
        [90, 90, 0],  # two bands from one limit
        [90, 0, -10],
    ],
)
def test_it_refuses_bands_with_a_gap_or_an_overlap(limits: list[int]) -> None:
    bands = tuple(Band(str(limit), Decimal(limit)) for limit in limits)
    with pytest.raises(RuleBroken) as refusal:
        Bands(by_kind={"project": bands})
    assert refusal.value.code == "bad_bands"


def test_it_has_bands_for_a_kind_or_those_of_all() -> None:
    bands = Bands(by_kind={"project": FIVE})
    assert bands.of(BandKind.PROJECT) == FIVE
    assert bands.of(BandKind.FUNCTION) == bands.of(None) == DEFAULT_BANDS


@pytest.mark.parametrize(
    ("state", "percent", "expected"),
    [
        (State.MEASURED, "95", "green"),
        (State.MEASURED, "-", "grey"),
        (State.NO_REPORT, "95", "red"),  # at any percent
        (State.NO_REPORT, "-", "red"),
        (State.UNPLANNED_EXECUTION, "-", "blue"),
        (State.PENDING, "-", "grey"),
        (State.NOT_PROGRAMMED, "-", "grey"),
        (State.EXEMPT, "-", "grey"),
        (State.DOES_NOT_APPLY, "-", "grey"),
        (State.NOT_COMPUTED, "-", "grey"),
    ],
)
def test_it_colours_a_state(state: State, percent: str, expected: str) -> None:
    assert color_for(state, number(percent), DEFAULT_BANDS) == expected


@pytest.mark.parametrize(
    ("physical", "financial", "expected"),
    [
        ("green", "red", "red"),
        ("yellow", "green", "yellow"),
        ("red", "yellow", "red"),
        ("green", "grey", "green"),  # no money measured
        ("grey", "red", "grey"),  # nothing done measured
        ("green", None, "green"),  # work alone, or no money at all
    ],
)
def test_it_combines_the_worse_of_work_and_money(physical: str, financial: str | None, expected: str) -> None:
    assert combined_color(physical, financial, DEFAULT_BANDS) == expected


@pytest.mark.parametrize("color", ["red", "yellow", "orange"])
def test_it_sees_what_is_not_green(color: str) -> None:
    assert is_not_green(color)
    assert is_not_green(color, FIVE)


@pytest.mark.parametrize("color", ["green", "blue", "grey", "exceeded"])
def test_it_asks_nothing_of_what_is_green_better_or_not_measured(color: str) -> None:
    assert not is_not_green(color, FIVE)
