from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.cell import Cell
from models.rules.measure import Accumulation
from models.rules.package_rows import TargetRow
from models.rules.period import Period
from tests.rules.package_sheets import changed, found, found_with, parsed_with


def target(period: str, planned: str) -> TargetRow:
    return TargetRow("I-a", Period.parse(period), planned=Decimal(planned))


def quarter(value: Cell) -> dict[str, Cell]:
    """Three months of 2, 2 and 2 stand in the package already."""
    return {"targets!A7": "I-a", "targets!C7": "2027-Q1", "targets!D7": value}


@pytest.mark.parametrize(
    ("accumulation", "march", "right"),
    [
        (Accumulation.SUM, 4, 8),
        (Accumulation.LAST, 4, 4),
        (Accumulation.AVERAGE, 5, 3),
        (Accumulation.AVERAGE, 3, "2.333333"),
        (Accumulation.MAX, 1, 2),
    ],
)
def test_it_compares_by_the_accumulation(accumulation: str, march: int, right: Cell) -> None:
    edits: dict[str, Cell] = {"indicators!G2": accumulation, "targets!D4": march}
    assert found_with(edits | quarter(right)) == []
    assert found_with(edits | quarter(99)) == [("parts_differ", "targets!D7")]


def test_it_says_both_values() -> None:
    (problem,) = parsed_with(quarter(7)).problems
    assert problem.message == "El valor de 2027-Q1 (7) difiere del que dan sus partes (6). Vale el propio."
    assert problem.severity == "warning"


def test_it_compares_no_percents_of_ceplan() -> None:
    assert found_with({"indicators!G2": "average_percent"} | quarter(99)) == []


def test_it_compares_actuals_too() -> None:
    edits: dict[str, Cell] = {"actuals!A5": "I-a", "actuals!C5": "2027-Q1", "actuals!D5": 9}
    assert found_with(edits) == [("parts_differ", "actuals!D5")]


def test_it_keeps_units_apart() -> None:
    assert found_with(quarter(9) | {"targets!B7": "DGP"}) == []


# Own rows of a series, and the periods whose value differs from that of their parts.
SERIES = [
    ([("2027", "12"), ("2027-Q1", "6"), ("2027-Q2", "6")], []),
    ([("2027", "13"), ("2027-Q1", "6"), ("2027-Q2", "6")], ["2027"]),
    ([("2027", "7"), ("2027-Q1", "7"), ("2027-01", "2")], ["2027-Q1"]),  # the year goes by the quarter's own value
    ([("2027", "6"), ("2027-Q1", "4"), ("2027-04", "2")], []),  # a month outside the quarter counts beside it
    ([("2027-S1", "9"), ("2027-B2", "1"), ("2027-Q1", "1")], []),  # two months and a quarter overlap: no one sum
    ([("2027", "9")], []),
]


@pytest.mark.parametrize(("rows", "periods"), SERIES)
def test_it_takes_the_largest_parts(rows: list[tuple[str, str]], periods: list[str]) -> None:
    result = changed(targets=tuple(target(*row) for row in rows))
    assert [problem.value for problem in result.problems if problem.code == "parts_differ"] == periods


def test_it_leaves_the_years_of_a_plan_alone() -> None:
    edits: dict[str, Cell] = {"plan!E2": "2028-12-31"}
    assert found_with(edits | quarter(6) | {"targets!C7": "2027/2028", "targets!D7": 99}) == []


def test_it_leaves_alone_what_has_no_indicator() -> None:
    assert found(changed(targets=(TargetRow("I-x", Period.parse("2027"), planned=Decimal(1)),))) == [
        ("unknown_indicator", "targets!A2")
    ]
