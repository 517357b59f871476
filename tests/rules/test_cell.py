from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.rules.cell import Cell, ErrorCell, UncachedFormula, cell_name, cell_text, is_blank

TEXTS: list[tuple[Cell, str]] = [
    (" a\r\nb ", "a\nb"),
    (1, "1"),
    (Decimal("1.0"), "1"),
    (Decimal("0.10"), "0.1"),
    (Decimal("1e3"), "1000"),
    (True, "1"),
    (False, "0"),
    (date(2027, 3, 31), "2027-03-31"),
    (ErrorCell("#N/A"), "#N/A"),
    (UncachedFormula(), ""),
    (None, ""),
]


@pytest.mark.parametrize(("cell", "text"), TEXTS)
def test_it_writes_a_cell_as_text(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(("column", "name"), [(0, "A12"), (25, "Z12"), (26, "AA12"), (701, "ZZ12"), (16_383, "XFD12")])
def test_it_names_a_cell_as_a_spreadsheet_does(column: int, name: str) -> None:
    assert cell_name(12, column) == name


def test_it_takes_spaces_for_nothing_and_zero_for_something() -> None:
    assert [is_blank(cell) for cell in (None, "", " \u00a0", 0, False, "0")] == [True, True, True, False, False, False]
