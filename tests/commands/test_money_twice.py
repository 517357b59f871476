"""Execution files in which the same money comes twice: the same line written in two ways, and periods that overlap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.commands.conftest import Shell
from tests.commands.test_import_budget import bring
from tests.conftest import rows

HEADINGS = (
    *("item", "org_unit", "plan_code", "budget_code", "year", "period", "to_date", "funding_source", "current"),
    *("certified", "accrued"),
)
JANUARY = {"item": "b", "year": 2027, "period": "2027-01", "funding_source": "GOES"}
YEAR = JANUARY | {"period": "2027", "current": 1000}
CERTIFIED = JANUARY | {"period": "2027", "to_date": 1, "certified": 900}


def load(shell: Shell, *lines: Mapping[str, Any]) -> Any:
    return bring(shell, {"budget": [HEADINGS, *([line.get(each) for each in HEADINGS] for line in lines)]})


def told(document: Any) -> tuple[list[str], bool]:
    """The errors, and whether anything was stored."""
    return [each["code"] for each in document["problems"] if each["severity"] == "error"], document["applied"]


def stored() -> list[tuple[Any, ...]]:
    found = rows(
        "SELECT period, certified, accrued FROM budget_month"
        " WHERE budget_line_id = (SELECT max(id) FROM budget_line) ORDER BY period"
    )
    return [tuple(row) for row in found]


@pytest.mark.parametrize(
    "again",
    [
        {"org_unit": "DGA"},  # the unit that answers for b
        {"plan_code": "POA-2027"},
        {"org_unit": "DGA", "plan_code": "POA-2027", "period": "2027-02"},  # another month of the same line
    ],
)
def test_it_refuses_a_line_that_is_written_in_two_ways(example: Shell, again: dict[str, str]) -> None:
    document = load(example, JANUARY | {"accrued": 5}, JANUARY | {"accrued": 7} | again)
    assert told(document) == (["line_twice"], False)
    assert (document["problems"][0]["row"], document["problems"][0]["column"]) == (3, "item")


def test_it_refuses_it_over_lines_that_stand_too(example: Shell) -> None:
    assert load(example, YEAR)["applied"]
    document = load(example, JANUARY | {"accrued": 5}, JANUARY | {"accrued": 7, "org_unit": "DGA"})
    assert told(document) == (["line_twice"], False)
    assert stored() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("2027-02", "2027-Q1"), ("2027-Q1", "2027-02"), ("2027-B1", "2027-Q1"), ("2027-12", "2027")],
)
def test_it_refuses_a_month_beside_its_quarter(example: Shell, one: str, other: str) -> None:
    assert load(example, JANUARY | {"period": one, "accrued": 10})["applied"]
    document = load(example, JANUARY | {"period": other, "accrued": 30})
    assert told(document) == (["periods_overlap"], False)
    assert stored() == [(one, None, 10)]


def test_stages_of_their_own_rhythm_stand_side_by_side(example: Shell) -> None:
    quarter = JANUARY | {"period": "2027-Q1", "certified": 30}
    assert load(example, JANUARY | {"accrued": 10}, quarter)["applied"]


def test_a_total_of_the_year_without_any_month_asks_which_one(example: Shell) -> None:
    document = load(example, YEAR, CERTIFIED)
    assert told(document) == (["month_unknown"], False)
    assert "2027-01" in document["problems"][0]["message"]


def test_what_was_certified_before_any_month_is_counted_once(example: Shell) -> None:
    assert load(example, YEAR, CERTIFIED, JANUARY | {"accrued": 1})["applied"]
    document = load(example, CERTIFIED | {"certified": 950}, JANUARY | {"period": "2027-02", "accrued": 10})
    assert document["total"]["certified"] == "950.00"
    assert stored() == [("2027-01", 900, 1), ("2027-02", 50, 10)]
