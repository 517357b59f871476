from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.calculation import calculate
from models.rules.workbook_audit.formula.evaluate import evaluate
from models.rules.workbook_audit.formula.parse import parse
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError, tokens_at
from models.rules.workbook_audit.formula.values import Fault
from tests.rules.workbook_audit.sheets import sheet_of

HERE = ("Datos", 9, 9)
DATA = sheet_of(
    [
        [1, 2, 3, "x", None],
        [4, 5.5, 6, "y", "8"],
        [True, None, "50%", "x", 0],
    ],
    "Datos",
)
VALUES = calculate(AuditBook([DATA, sheet_of([[7]], "Otra hoja")])).values


def value(formula: str) -> Any:
    found = evaluate(parse(tokens_at(formula, HERE[1], HERE[2])), HERE, VALUES)
    return str(found.normalize()) if isinstance(found, Decimal) else found


RESULTS: list[tuple[str, Any]] = [
    ("1+2*3-4/2", "5"),
    ("-2^2", "4"),  # the minus binds tighter, as in spreadsheets
    ("10%*50", "5"),
    ("0.1+0.2=0.3", True),
    ("1/3*3=1", True),  # within the noise of binary figures
    ('A1&"-"&B2', "1-5.5"),
    ("SUM(A1:C2)", "21.5"),
    ("SUM(A1:E3)", "21.5"),  # texts and truths in cells are no figures
    ('SUM("8",TRUE)', "9"),  # written out they are
    ("E2*2", "16"),
    ("AVERAGE(A1:C1,B2)", "2.875"),
    ("MIN(A1:C2)", "1"),
    ("MAX(A1:C2)", "6"),
    ("COUNT(A1:E3)", "7"),
    ("COUNTA(D1:E3)", "5"),
    ("COUNTBLANK(D1:E3)", "1"),
    ("PRODUCT(A1:C1)", "6"),
    ("SUMPRODUCT(A1:C1,{0.5,0.25,0.25})", "1.75"),
    ("SUMPRODUCT(A1:C1*A2:C2)", "33"),
    ('SUMPRODUCT((D1:D3="x")*1)', "2"),
    ('COUNTIF(D1:D3,"X")', "2"),
    ('COUNTIF(A1:C2,">=4")', "3"),
    ('COUNTIF(D1:E3,"<>")', "5"),
    ('SUMIF(D1:D3,"x",A1:A3)', "1"),
    ('SUMIFS(A1:A3,D1:D3,"y")', "4"),
    ('AVERAGEIF(D1:D3,"?",A1:A3)', "2.5"),
    ("IF(A1=0,0,B1/A1)", "2"),
    ('IFERROR(A1/E1,"sin dato")', "sin dato"),
    ("AND(A1=1,B1=2)", True),
    ("OR(A1=2,NOT(B1=2))", False),
    ("ROUND(2.675,2)", "2.68"),
    ("ROUND(-2.5,0)", "-3"),
    ("ROUNDUP(2.01,1)", "2.1"),
    ("INT(-1.5)", "-2"),
    ("MOD(-1,3)", "2"),
    ("ABS(-3)", "3"),
    ("MEDIAN(1,9,4)", "4"),
    ('LEFT("abc",2)&RIGHT("abc",1)', "abc"),
    ("'Otra hoja'!A1+1", "8"),
    ("'OTRA HOJA'!$A$1", "7"),
    ("SUM(A:A)", "5"),
    ("SUM(1:1)", "6"),
    ('D1="X"', True),
    ("E1=0", True),
    ('E1=""', True),
    ("_xlfn.CONCAT(A1,B1)", "12"),
    ("VLOOKUP(4,A1:C2,2,FALSE)", "5.5"),
    ('VLOOKUP("Y",D1:E3,2,0)', "8"),
    ('VLOOKUP("x",D1:E3,2,0)', "0"),  # an empty cell
    ("VLOOKUP(9,A1:C2,2,0)", Fault("#N/A")),
    ("VLOOKUP(1,A1:C2,4,0)", Fault("#REF!")),
    ('INDEX(A1:A3,MATCH("y",D1:D3,0))', "4"),
    ("INDEX(A1:C2,2,3)", "6"),
    ("INDEX(A1:C1,2)", "2"),
    ("A1/E1", Fault("#DIV/0!")),
    ("0/0", Fault("#DIV/0!")),
    ("D1+1", Fault("#VALUE!")),
    ("Nada!A1", Fault("#REF!")),
    ("#REF!+1", Fault("#REF!")),
    ("AVERAGE(D1:D3)", Fault("#DIV/0!")),
    ("SUMIF(#REF!,A1,#REF!)", Fault("#REF!")),
    ("10^10^2", None),
    ("9^9^9^9", None),
    ("10^(10^9)", Fault("#NUM!")),
]


@pytest.mark.parametrize(("formula", "result"), RESULTS)
def test_it_computes(formula: str, result: Any) -> None:
    if result is None:
        with pytest.raises(NotUnderstoodError):
            value(formula)
    else:
        assert value(formula) == result


NOT_UNDERSTOOD = [
    "Tabla1[[#This Row],[Meta]]",
    "ventas",  # a named range
    "SUM(A1:C2",
    "1+",
    "A1 B1",
    "A1:C2",  # more than one value
    '"1,5"*1',  # depends on the language
    "(" * 80 + "1" + ")" * 80,
    "IF(" * 70 + "1" + ",1,2)" * 70,
    "1" + "%" * 100,
    "9" * 9000,
    "ROUND(1,2,3,4)",
    "",
]


@pytest.mark.parametrize("formula", NOT_UNDERSTOOD, ids=lambda formula: formula[:20])
def test_it_says_nothing_of_what_it_does_not_understand(formula: str) -> None:
    with pytest.raises(NotUnderstoodError):
        value(formula)


@given(st.text(alphabet="A1$:+-*/^&=<>(),;{}%\"'! .SUMIF#[]xñ", max_size=40))
def test_it_never_fails_in_another_way(formula: str) -> None:
    with suppress(NotUnderstoodError):
        value(formula)


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=20))
def test_a_sum_written_out_is_the_sum(figures: list[Decimal]) -> None:
    plain = "+".join(f"({figure})" for figure in figures)
    assert Decimal(value(plain)) == sum(figures) == Decimal(value(f"SUM({','.join(map(str, figures))})"))
