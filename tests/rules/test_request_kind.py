"""Which indicators a request asks for, when a target is missed, and what no declaration may say (S0-I-07, S0-I-10)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.period import Period
from models.rules.request_kind import asked_frequencies, is_under_target
from tests.rules.declarations import GONE, HACIENDA, assert_refused

BROKEN = [
    ("information_requests.0.rule", "S0-D99", "information_requests[0].rule"),
    ("information_requests.0.rule", "S0-D01", "information_requests[0].rule"),  # a deadline of another subject
    ("information_requests.1.rule", "S0-D09", "information_requests[1].rule"),  # twice
    ("information_requests.0.plans", ["PDM"], "information_requests[0].plans[0]"),
    ("information_requests.0.plans", GONE, "information_requests[0].plans"),
    ("information_requests.0.indicator_kinds", ["result"], "information_requests[0].indicator_kinds[0]"),
    ("information_requests.0.indicator_kinds", [], "information_requests[0].indicator_kinds"),
    ("information_requests.0.needs_actions", "no", "information_requests[0].needs_actions"),
    ("information_requests.0.due", 5, "information_requests[0].due"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_refuses_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place)


@pytest.mark.parametrize(
    ("period", "asked"),
    [
        ("2027-Q1", ["month", "quarter"]),
        ("2027-Q3", ["month", "quarter"]),
        ("2027-S1", ["month", "bimonth", "quarter", "semester"]),
        ("2027-S2", ["month", "bimonth", "quarter", "semester", "year"]),  # the yearly ones at the end of the year
    ],
)
def test_it_asks_for_what_ends_with_its_period(period: str, asked: list[str]) -> None:
    assert [str(kind) for kind in asked_frequencies(Period.parse(period))] == asked


@pytest.mark.parametrize(
    ("period_percent", "to_date_percent", "is_under"),
    [
        ("99.99", "120", True),
        ("100", "80", False),  # this period's target is met
        (None, "99", True),  # only the year has a target
        (None, None, False),  # nothing to miss
    ],
)
def test_it_knows_a_missed_target(period_percent: str | None, to_date_percent: str | None, *, is_under: bool) -> None:
    pair = [None if each is None else Decimal(each) for each in (period_percent, to_date_percent)]
    assert is_under_target(*pair) is is_under


def test_it_asks_for_actions_in_the_half_year_alone() -> None:
    assert {kind.rule: kind.needs_actions for kind in HACIENDA.information_requests} == {
        "S0-D09": False,
        "S0-D12": True,
    }
