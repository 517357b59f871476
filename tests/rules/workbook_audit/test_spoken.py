from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.cell import Cell, ErrorCell, UncachedFormula
from models.rules.workbook_audit.formula.values import Fault, Scalar
from models.rules.workbook_audit.spoken import figure_text, standing_text, value_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1500.25", "1\u00a0500,25"),
        ("0.12345", "0,1235"),
        ("0.0000123", "0,000012"),  # what rounds to nothing is still something
        ("0", "0"),
    ],
)
def test_it_writes_a_figure_that_no_reader_can_take_for_another(value: str, text: str) -> None:
    assert figure_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("0.5"), "0,5"),
        (True, "VERDADERO"),
        (False, "FALSO"),
        (Fault("#N/A"), "#N/A"),
        (None, "vacío"),
        ("a", "«a»"),
    ],
)
def test_it_writes_any_value_as_a_spanish_sheet_does(value: Scalar, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [(UncachedFormula(), ""), (ErrorCell("#REF!"), "#REF!"), (12, "12"), ("  dos   palabras ", "dos palabras")],
)
def test_it_writes_what_stands_in_a_cell(cell: Cell, text: str) -> None:
    assert standing_text(cell) == text
