from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.workbook_audit.written_numbers import looks_like_number, number_of, with_unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.500,50", "1500.50"),
        (" 25 ", "25"),
        ("40 %", "0.4"),
        ("$1.500.000", "1500000"),
        ("1.500", None),  # one and a half, or a thousand and a half
        ("2024-2027", None),  # a span of years
        ("ND", None),
    ],
)
def test_it_reads_a_text_that_has_one_meaning_as_a_number(text: str, number: str | None) -> None:
    assert number_of(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(("text", "is_one"), [("1.500", True), ("12", True), ("12 km", False), ("", False)])
def test_a_number_of_two_meanings_is_written_as_one(text: str, is_one: object) -> None:
    assert looks_like_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12 km", 12),
        ("1.250,5 m²", Decimal("1250.5")),
        ("1.2.3 km", None),
        ("km 12", None),
        ("12 kilómetros de vía", None),
    ],
)
def test_it_reads_a_figure_with_its_unit_beside_it(text: str, number: Decimal | None) -> None:
    assert with_unit(text) == number
