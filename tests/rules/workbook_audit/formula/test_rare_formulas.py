"""Formulas that few people write: how they are cut, read, compared and written out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.cell import ErrorCell, UncachedFormula
from models.rules.workbook_audit.formula.evaluate import evaluate
from models.rules.workbook_audit.formula.parse import parse
from models.rules.workbook_audit.formula.shape import shape_of
from models.rules.workbook_audit.formula.substitute import substitute
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError, shifted, tokens_at
from models.rules.workbook_audit.formula.tree import ErrorLiteral, Literal, Node
from models.rules.workbook_audit.formula.values import Fault, scalar_of, truth
from models.rules.workbook_audit.formula.write import written
from tests.rules.workbook_audit.formula.test_functions import VALUES, value


def tree(formula: str) -> Node:
    return parse(tokens_at(formula, 9, 9))


@pytest.mark.parametrize(
    "formula",
    [
        "Hoja!5",  # a sheet with no cell
        "A1:SUM(B1)",  # half an area
        "A1:5",
        "A9999999",  # no row so far down
        "XFE1",  # no column so far right
        "Hoja!A:Hoja!B",
    ],
)
def test_it_does_not_read_what_is_no_formula(formula: str) -> None:
    with pytest.raises(NotUnderstoodError):
        tree(formula)


@pytest.mark.parametrize(
    ("formula", "spanish"),
    [
        ("#REF!+1", "=#REF!+1"),
        ("50%", "=50%"),
        ("{1,2;3,4}", "={1;2;3;4}"),
        ("SUM(Otra!A1)", "=SUMA(Otra!A1)"),
        ("IFERROR(-A1,)", "=SI.ERROR(-A1;)"),
        ("UNKNOWN(TRUE)", "=UNKNOWN(VERDADERO)"),
    ],
)
def test_it_writes_a_formula_as_a_spanish_sheet_shows_it(formula: str, spanish: str) -> None:
    assert written(tree(formula), 9, 9) == spanish


def test_it_names_no_cell_outside_the_sheet() -> None:
    assert written(tree("A1+$B$2"), 0, 0) == "=#REF!+$B$2"  # nine rows up and nine columns to the left of A1
    assert evaluate(tree("IFERROR(A1,5)"), ("Datos", 0, 0), VALUES) == 5


def test_two_percents_have_one_shape() -> None:
    assert shape_of(tree("A1%")) == shape_of(tree("A1%")) != shape_of(tree("A1"))


@pytest.mark.parametrize(
    ("formula", "other"),
    [
        ("A1>B1", "0>0"),
        ("-A1%", "-0%"),
        ("SUM(A1:B1)", "SUM(0,0)"),
        ("INDEX(A1:B1,1)", "INDEX(A1:B1,1)"),  # an area that is looked up in stays whole
        ("A1&{1,2}", "0&{1,2}"),
    ],
)
def test_it_puts_other_things_in_the_place_of_cells(formula: str, other: str) -> None:
    assert substitute(tree(formula), lambda _: Literal(Decimal(0))) == tree(other)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$B$1", "#REF!+$B$1"),
        ("SUM(A:A)", "SUM(#REF!)"),
        ('"A1"&Hoja1!B3', '"A1"&Hoja1!A2'),
        ("1:1", "#REF!:#REF!"),
    ],
)
def test_a_shared_formula_moves_no_further_than_the_sheet(formula: str, moved: str) -> None:
    assert shifted(formula, -1, -1).replace("#REF!:#REF!", "#REF!") == moved.replace("#REF!:#REF!", "#REF!")


@pytest.mark.parametrize("formula", ["ROW(A1)", "SUM(A1:A2)", "A1"])
def test_a_cell_beyond_the_sheet_is_a_lost_reference(formula: str) -> None:
    node = parse(tokens_at(formula, 9, 10))  # written lower down: at the top it points above the first row
    assert value_of(node) == Fault("#REF!")


def value_of(node: Node) -> object:
    return evaluate(node, ("Plan", 0, 0), VALUES)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("IFERROR(A1:A0,1)", None),
        ("SUM(C2:C3,1/0)", Fault("#DIV/0!")),
        ("TRUE>1", True),  # truths come after figures
        ("(1=1)=(2=2)", True),
        ('"texto"=TRUE', False),
        ('NOT("x")', Fault("#VALUE!")),
        ('MATCH("x",{1,"y"},0)', Fault("#N/A")),
    ],
)
def test_it_computes_rare_mixtures(formula: str, result: object) -> None:
    if result is None:
        with pytest.raises(NotUnderstoodError):
            value(formula)
    else:
        assert value(formula) == result


def test_a_cell_without_its_result_has_no_value() -> None:
    with pytest.raises(NotUnderstoodError):
        scalar_of(UncachedFormula())


def test_an_error_cell_is_its_fault() -> None:
    assert scalar_of(ErrorCell("#N/A")) == Fault("#N/A")
    assert truth("x") == Fault("#VALUE!")
    assert written(ErrorLiteral("#N/A"), 0, 0) == "=#N/A"
