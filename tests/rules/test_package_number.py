from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.cell import Cell, ErrorCell
from models.rules.numbers import Ambiguous, Reading, Refused, Room, Understood, unambiguous
from models.rules.package_number import read_package_number

SIGNED = Room(negative=True)


def outcome(reading: Reading) -> object:
    if isinstance(reading, Understood):
        return reading.value
    return reading.code if isinstance(reading, Refused) else [choice.value for choice in reading.choices]


CENTS = Room(whole_digits=16, decimals=2)
CELLS: list[tuple[Cell, object]] = [
    (1500, Decimal(1500)),
    (Decimal("0.1"), Decimal("0.1")),
    (Decimal("0.30000000000000004"), Decimal("0.3")),  # 0.1 + 0.2 in a spreadsheet
    (Decimal("1.1500000000000001"), Decimal("1.15")),
    (Decimal("2.9999999999999996"), Decimal(3)),
    (Decimal("999999999.123456"), Decimal("999999999.123456")),
    (Decimal("0.333333333333333"), "too_many_decimals"),  # a third is no noise: the office rounds it
    (Decimal("1e300"), "number_too_large"),
    (-1, "negative_number"),
    (True, "not_a_number"),
    (None, "not_a_number"),
    (date(2027, 3, 31), "not_a_number"),
    (ErrorCell("#N/A"), "not_a_number"),
    ("1500", Decimal(1500)),
    ("1500.250", Decimal("1500.25")),
    (" 1500.25 ", Decimal("1500.25")),
    ("0.125", Decimal("0.125")),
    ("1.2340", Decimal("1.234")),
    ("123456789012.123456", Decimal("123456789012.123456")),
    ("1.500", [Decimal(1500), Decimal("1.5")]),
    ("1,500", [Decimal(1500), Decimal("1.5")]),
    ("-1,500", "negative_number"),
    ("1,5", "wrong_separator"),
    ("1,500.25", "wrong_separator"),
    ("1.500.000", "wrong_separator"),
    ("+5", "not_a_number"),
    ("1e5", "not_a_number"),
    ("1_000", "not_a_number"),
    ("NaN", "not_a_number"),
    ("-inf", "not_a_number"),
    ("٣", "not_a_number"),
    ("SD", "not_a_number"),
    ("5%", "not_a_number"),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_it_reads_a_cell_or_says_why_not(cell: Cell, expected: object) -> None:
    assert outcome(read_package_number(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("12345678901234.56", "12345678901234.56"),  # sixteen digits: a national budget in pesos
        ("12345678901234.562", "12345678901234.56"),  # the same after a sum of doubles
        ("999999999999999.99", "999999999999999.99"),
        ("0.30000000000000004", "0.3"),
    ],
)
def test_it_never_takes_cents_for_noise(cell: str, kept: str) -> None:
    assert outcome(read_package_number(Decimal(cell), CENTS)) == Decimal(kept)


def test_it_keeps_the_sign_of_both_choices() -> None:
    assert outcome(read_package_number("-1.500", SIGNED)) == [Decimal(-1500), Decimal("-1.5")]


def test_it_says_how_to_write_what_is_ambiguous() -> None:
    reading = read_package_number("1,234")
    assert isinstance(reading, Ambiguous)
    assert reading.message == "«1,234» puede ser 1234 o 1.2340. Escríbalo de una de esas dos maneras."


@given(st.decimals(-(Decimal(10) ** 12) + 1, Decimal(10) ** 12 - 1, places=6))
def test_it_reads_what_a_package_writes(value: Decimal) -> None:
    assert outcome(read_package_number(unambiguous(value), SIGNED)) == value


@given(st.decimals(-(Decimal(10) ** 9), Decimal(10) ** 9, places=5))
def test_it_reads_a_float_of_a_spreadsheet_exactly(value: Decimal) -> None:
    assert outcome(read_package_number(Decimal(repr(float(value))), SIGNED)) == value
