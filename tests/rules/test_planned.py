from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.measure import AVERAGE, LAST, MAX, SUM, Accumulation, Measure
from models.rules.period import Period
from models.rules.planned import planned_in

QUARTER = Period.parse("2027-Q1")


def targets(words: str) -> dict[Period, Decimal]:
    """« 2027-01 5 2027-02 7 »."""
    parts = words.split()
    return {Period.parse(code): Decimal(value) for code, value in zip(parts[::2], parts[1::2], strict=True)}


@pytest.mark.parametrize(
    ("way", "words", "planned"),
    [
        (SUM, "2027-01 0 2027-02 10 2027-03 20 2027-04 10", "30"),  # R 6.5
        (LAST, "2027-01 4 2027-02 6 2027-03 0", "6"),
        (AVERAGE, "2027-01 4 2027-02 6", "5"),
        (MAX, "2027-01 4 2027-02 6 2027-03 5", "6"),
        (SUM, "2027-Q1 25 2027-01 10 2027-02 10", "25"),  # its own target goes first
        (SUM, "2027 120", None),  # never a small one from a large one
        (SUM, "2026-12 9", None),
        (SUM, "", None),
    ],
)
def test_a_quarter_is_programmed_by_its_months(way: Accumulation, words: str, planned: str | None) -> None:
    expected = None if planned is None else Decimal(planned)
    assert planned_in(Measure(accumulation=way), targets(words), QUARTER) == expected


def test_a_period_knows_the_shorter_ones_inside_it() -> None:
    assert [str(part) for part in QUARTER.shorter()] == ["2027-01", "2027-02", "2027-03", "2027-B1"]
    assert len(Period.parse("2027").shorter()) == 12 + 6 + 4 + 2
    assert Period.parse("2027-03").shorter() == ()
