from __future__ import annotations

import pytest

from models.rules.workbook_audit.formula.parse import parse
from models.rules.workbook_audit.formula.shape import Shape, shape_of
from models.rules.workbook_audit.formula.tokens import shifted, tokens_at
from models.rules.workbook_audit.formula.write import written


def shape(formula: str, row: int = 1, column: int = 8) -> Shape:
    return shape_of(parse(tokens_at(formula, row, column)))


SAME = [
    ("SUM(B2:D2)", "+B2+C2+D2"),
    ("(D2+C2)+B2", "SUM(B2,C2:D2)"),
    ("SUM(SUM(B2:C2),D2)", "B2+C2+D2"),
    ("B2*C2", "C2*B2"),
    ("-(B2-C2)", "C2-B2"),
    ("if(B2=0,0,C2/B2)", "IF(B2=0, 0, C2/B2)"),
    ("B2/4", "B2 / 4"),
]
DIFFERENT = [
    ("SUM(B2:D2)", "SUM(B2:C2)"),
    ("SUM(B2:D2)", "SUM(B2:D2)/4"),
    ("B2/C2", "C2/B2"),
    ("B2/C2", "B2/$C$2"),
    ("B2/C2", "IF(C2=0,0,B2/C2)"),
    ("B2-C2", "C2-B2"),
    ("Otra!B2", "B2"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_write_a_formula_have_one_shape(one: str, other: str) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_formulas_that_mean_something_else_have_another(one: str, other: str) -> None:
    assert shape(one) != shape(other)


def test_a_formula_copied_down_keeps_its_shape() -> None:
    assert shape("B2/C$1", row=1) == shape("B7/C$1", row=6)
    assert shape("B2/C1", row=1) != shape("B7/C1", row=6)


SHIFTS = [
    ("A1+$B$1", 2, 1, "B3+$B$1"),
    ("SUM(A$1:A1)", 3, 0, "SUM(A$1:A4)"),
    ("IF(A1=\"A1\",'B2'!C3,LOG10(D4))", 1, 1, "IF(B2=\"A1\",'B2'!D4,LOG10(E5))"),
    ("A1", -1, 0, "#REF!"),
    ("SUM(A:B)", 5, 1, "SUM(B:C)"),
    ("SUM(1:2)", 1, 9, "SUM(2:3)"),
]


@pytest.mark.parametrize(("formula", "rows", "columns", "moved"), SHIFTS)
def test_it_moves_a_shared_formula(formula: str, rows: int, columns: int, moved: str) -> None:
    assert shifted(formula, rows, columns) == moved


WRITTEN = [
    ("AVERAGE(B2:D2)", "=PROMEDIO(B2:D2)"),
    ("IF(B2=0,0.5,'Hoja 1'!$C$2)", "=SI(B2=0;0,5;'Hoja 1'!$C$2)"),
    ("(B2+C2)*10%", "=(B2+C2)*10%"),
    ("SUMPRODUCT(B2:C2,{0.5,0.5})", "=SUMAPRODUCTO(B2:C2;{0,5;0,5})"),
    ('B2&" ""x"""', '=B2&" ""x"""'),
    ("-B2", "=-B2"),
]


@pytest.mark.parametrize(("formula", "text"), WRITTEN)
def test_it_writes_a_formula_as_a_spanish_spreadsheet_shows_it(formula: str, text: str) -> None:
    assert written(parse(tokens_at(formula, 1, 8)), 1, 8) == text
