from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.figures import Flag, recolored, settle
from models.rules.measure import State
from models.rules.score_rules import ScoreRules
from models.rules.traffic_light import DEFAULT_BANDS, Band
from tests.rules.scoring import Row, figure, number, words


@pytest.mark.parametrize(
    ("raw", "shown", "exact", "color"),
    [
        ("89.995", "90.00", "89.9950000000", "green"),  # the colour of what a person sees (C-01)
        ("89.99499999999", "89.99", "89.9950000000", "yellow"),  # rounded once, from the raw percent
        ("66.666666666666", "66.67", "66.6666666667", "red"),
    ],
)
def test_it_keeps_two_precisions(raw: str, shown: str, exact: str, color: str) -> None:
    found = figure(raw)
    assert words(found.to_date_percent, found.percent_exact, found.color) == words(shown, exact, color)


def test_it_gives_each_percent_its_own_rounding() -> None:
    found = figure("1", period=number("2"), year=number("3"), plan=number("4"), plan_expected=number("5"))
    assert words(*found.rounded_percents) == "2.00 1.00 3.00 4.00 5.00"
    assert [percent for percent in found.exact_percents if percent is not None] == [2, 1, 3, 4, 5]


@pytest.mark.parametrize(("raw", "capped"), [("120", "100"), ("-7", "0"), ("99.999", "100.00"), ("-", "-")])
def test_it_caps_what_people_see(raw: str, capped: str) -> None:
    assert words(figure(raw).capped_percent) == capped


def test_it_rounds_and_caps_as_the_plan_type_says() -> None:
    draft = Row("- - 8", "- - 9.57").draft()
    found = settle(draft, ScoreRules(rounding=1, cap=Decimal(110)), DEFAULT_BANDS)
    assert words(found.to_date_percent, found.capped_percent) == "119.6 110"


def test_it_clips_each_percent_that_no_column_holds() -> None:
    found = figure("50", year=Decimal("1e9"), plan=Decimal("-1e9"))
    assert words(found.year_percent, found.plan_percent) == "999999.99 -999999.99"
    assert found.flags == (Flag.PERCENT_OVERFLOW,)


@pytest.mark.parametrize(("raw", "expected"), [("99.995", True), ("99.994", False), ("140", True), ("-", False)])
def test_it_meets_the_programmed_percent_as_seen(raw: str, *, expected: bool) -> None:
    assert figure(raw, period=number("50")).is_met is expected


def test_it_takes_the_colours_of_other_bands() -> None:
    bands = (Band("green", Decimal(50)), Band("red", Decimal(0)))
    assert words(figure("60").color, recolored(figure("60"), bands).color) == "red green"
    assert recolored(figure("60", State.NO_REPORT), bands).period_color == "red"
