"""The functions of planning workbooks: what they give, and what each spreadsheet does in its own way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.calculation import calculate
from models.rules.workbook_audit.formula.evaluate import evaluate
from models.rules.workbook_audit.formula.parse import parse
from models.rules.workbook_audit.formula.tokens import NotComputedError, NotUnderstoodError, tokens_at
from models.rules.workbook_audit.formula.values import Fault, close
from tests.rules.workbook_audit.formula.planning_formulas import FORMULAS, Results, plan
from tests.rules.workbook_audit.sheets import sheet_of

HERE = ("Plan", 0, 10)
VALUES = calculate(AuditBook([plan()], recalculates=True)).values


def value(formula: str) -> Any:
    return evaluate(parse(tokens_at(formula, HERE[1], HERE[2])), HERE, VALUES)


def check(found: Any, expected: Any) -> None:
    if isinstance(found, Decimal):
        assert close(found, Decimal(str(expected)))
    else:
        assert found == expected


@pytest.mark.parametrize(("formula", "expected"), FORMULAS)
def test_it_computes_what_offices_write(formula: str, expected: Any) -> None:
    check(value(formula), expected)


RARE: Results = [
    # marks of a number format in Spanish, and in no language
    ('TEXT(1234.5,"#.##0,00")', "1.234,50"),
    ('TEXT(2.5,"0,0")', "2,5"),
    ('TEXT(1234567,"#.##0")', "1.234.567"),
    ('TEXT(1234567.8,"#.###.##0,0")', "1.234.567,8"),
    ('TEXT(5,"0.##")', "5."),  # as Excel; LibreOffice leaves the mark out
    ('TEXT(5.5,"0.##")', "5.5"),
    ('TEXT(12,"")', ""),
    ('TEXT(12,"General")', "12"),
    ('TEXT(0.5,"0 %")', "50 %"),
    ('TEXT(5,"0"" km""")', "5 km"),
    ('TEXT(5,"\\S0")', "S5"),
    ('TEXT(1/0,"0")', Fault("#DIV/0!")),
    ('TEXT(G2,"dd-mmm-aaaa")', "15-ene-2027"),
    ('TEXT(G2,"dddd d ""de"" mmmm ""de"" aaaa")', "viernes 15 de enero de 2027"),
    ('TEXT(G2,"[$-240A]ddd")', "vie"),
    # choices
    ("IF(1/0,1,2)", Fault("#DIV/0!")),
    ("IFS(FALSE,1)", Fault("#N/A")),
    ("IFERROR(A2,)", 1),
    ("IFERROR(#REF!,)", 0),
    ("SWITCH(1/0,1,2)", Fault("#DIV/0!")),
    ("NOT(1/0)", Fault("#DIV/0!")),
    ("AND(A2:A7,1/0)", Fault("#DIV/0!")),
    ("TRUE()", True),
    ("FALSE()", False),
    ("ISERR(NA())", False),
    ('IFERROR(__xludf.DUMMYFUNCTION("""COMPUTED_VALUE"""),7)', 7),
    # look-ups
    ("VLOOKUP(1/0,A2:B7,2,FALSE)", Fault("#DIV/0!")),
    ("VLOOKUP(1,A2:B7,2,1/0)", Fault("#DIV/0!")),
    ("VLOOKUP(1,{1,2},9)", Fault("#REF!")),
    ('VLOOKUP(H3,{0,"nada"},2,0)', "nada"),
    ("MATCH(1,1/0,0)", Fault("#DIV/0!")),
    ('MATCH("a~?",{"ab","a?"},0)', 2),
    ("LOOKUP(0,A2:A7,B2:B7)", Fault("#N/A")),
    ('LOOKUP(2,{1,2,3;"a","b","c"})', "b"),
    ("INDEX({1;2;3},2)", 2),
    ("SUM(INDEX({1,2;3,4},2))", 7),
    ("INDEX(A2:D7,1,9)", Fault("#REF!")),
    ("XLOOKUP(99,A2:A7,B2:B7,,1)", Fault("#N/A")),
    ("XMATCH(99,A2:A7)", Fault("#N/A")),
    # sums
    ("SUMIF(1/0,1)", Fault("#DIV/0!")),
    ('SUMIF(F2:F7,"Verde",N2:N7)', Fault("#DIV/0!")),
    ("COUNTIF(F2:F7,1/0)", Fault("#DIV/0!")),
    ("COUNTIF({TRUE,FALSE},TRUE)", 1),
    ('COUNTIF(C2:C7,"<>0")', 5),
    ('COUNTIF(B2:B7,"<>0")', 6),
    ("SUBTOTAL(9)", Fault("#VALUE!")),
    ("AGGREGATE(9,8,C2:C7)", Fault("#VALUE!")),
    ('AGGREGATE(15,6,C2:C7/(F2:F7="Verde"),1)', 10),
    ("AGGREGATE(9,6,5)", 5),
    ("STDEV(1)", Fault("#DIV/0!")),
    ("RANK(99,C2:C7)", Fault("#N/A")),
    ("LARGE(C2:C7,0)", Fault("#NUM!")),
    ("AVERAGEA(TRUE,H2)", 0.5),
    ("CEILING(5,0)", 0),
    ("QUOTIENT(1,0)", Fault("#DIV/0!")),
    ("MOD(1,0)", Fault("#DIV/0!")),
    ("MROUND(-5,2)", Fault("#NUM!")),
    # texts
    ('TEXTJOIN("-",1/0,A2)', Fault("#DIV/0!")),
    ("LEN(1/0)", Fault("#DIV/0!")),
    ("LEFT(B2,-1)", Fault("#VALUE!")),
    ('REPT("abc",20000)', Fault("#VALUE!")),
    ('SUBSTITUTE("abc","","x")', "abc"),
    ('CLEAN("a"&CHAR(10)&"b")', "ab"),
    ("T(NA())", Fault("#N/A")),
    ('HYPERLINK("https://example.org")', "https://example.org"),
    ('1/0&"x"', Fault("#DIV/0!")),
    ('"x"&1/0', Fault("#DIV/0!")),
    ("(1/0)%", Fault("#DIV/0!")),
    ('-"x"', Fault("#VALUE!")),
    ("1=1/0", Fault("#DIV/0!")),
    # dates
    ("YEAR(-1)", Fault("#NUM!")),
    ("EDATE(G2,-9999)", Fault("#NUM!")),
    ('DATEDIF(G3,G2,"d")', Fault("#NUM!")),
]
NOT_COMPUTED = [
    ("TODAY()", "TODAY"),
    ('IF(A2=1,INDIRECT("A1"),0)', "INDIRECT"),
    ("SUM(OFFSET(A1,1,1))", "OFFSET"),
    ("VLOOKUP(2,{3,1;1,2},2)", "VLOOKUP"),
    ("VLOOKUP(2,3,1)", "VLOOKUP"),
    ("MATCH(2,{3,1,2})", "MATCH"),
    ("MATCH(3,{5,3,3,1},-1)", "MATCH"),
    ("MATCH(1,A2:B7,0)", "MATCH"),
    ('MATCH("ñu",{"a","ñu"})', "MATCH"),
    ("LOOKUP(9,A2:A7,B2:B3)", "LOOKUP"),
    ("XLOOKUP(9,A2:A7,B2:B3)", "XLOOKUP"),
    ("XLOOKUP(9,A2:A7,B2:B7,,0,2)", "XLOOKUP"),
    ("XLOOKUP(9,A2:A7,B2:B7,,0,1,1)", "XLOOKUP"),
    ('COUNTIF({"5","x"},5)', "COUNTIF"),  # a number kept as text: Excel counts it, LibreOffice does not
    ('COUNTIF(B2:B7,">M")', "COUNTIF"),
    ('COUNTIF(C2:C7,"12,5")', "COUNTIF"),
    ('SUMIFS(C2:C7,B2:B3,"x")', "SUMIFS"),
    ("SUMPRODUCT(A2:A7,C2:C3)", "SUMPRODUCT"),
    ("AGGREGATE(16,6,C2:C7,0.5)", "AGGREGATE"),
    ("ROUND(1,2,3,4)", "ROUND"),
    ("IF(1)", "IF"),
    ('TEXT(5,"0,000")', "TEXT"),
    ('TEXT(5,"0.0.0")', "TEXT"),
    ('TEXT(G2,"mmmm")', "TEXT"),
    ('TEXT(G2,"hh:mm")', "TEXT"),
    ("CHAR(160)", "CHAR"),
    ('DATEDIF(G2,G3,"md")', "DATEDIF"),
    ("WEEKDAY(G2,17)", "WEEKDAY"),
    ("WORKDAY(G2,99999)", "WORKDAY"),
    ("DATE(27,1,1)", "DATE"),
    ("YEAR(5)", "YEAR"),
    ("10^10^2", None),
    ("ROW(A2:A7)", None),
    ("ROWS(5)", None),
    ('TRUE&"x"', None),  # TRUE or VERDADERO, by the language
    ("A2:A7+{1,2;3,4}", None),
]


@pytest.mark.parametrize(("formula", "expected"), RARE)
def test_it_computes_the_rare_ones(formula: str, expected: Any) -> None:
    check(value(formula), expected)


@pytest.mark.parametrize(("formula", "function"), NOT_COMPUTED)
def test_it_names_the_function_that_it_does_not_compute(formula: str, function: str | None) -> None:
    with pytest.raises(NotUnderstoodError) as raised:
        value(formula)
    assert (raised.value.function if isinstance(raised.value, NotComputedError) else None) == function


SUBTOTALS = sheet_of(
    [
        ["Meta", "Valor"],
        ["a", 1],
        ["b", 2],
        ["Subtotal", "=SUBTOTAL(9,B2:B3)"],
        ["c", 4],
        ["Total", "=SUBTOTAL(9,B2:B5)"],
        ["Visible", "=SUBTOTAL(109,B2:B5)"],
        ["Con todo", "=AGGREGATE(9,4,B2:B5)"],
        ["Otra hoja", "=SUBTOTAL(9,Nada!A1)"],
    ],
    "Metas",
)


def totals(*, hidden: frozenset[int] = frozenset(), filtered: bool = False) -> list[Any]:
    SUBTOTALS.hidden_rows, SUBTOTALS.filtered = set(hidden), filtered
    found = calculate(AuditBook([SUBTOTALS], recalculates=True)).values
    return [found.peek(("Metas", row, 1)) for row in (3, 5, 6, 7, 8)]


def test_a_subtotal_passes_over_the_subtotals_in_its_range() -> None:
    assert totals() == [3, 7, 7, 10, Fault("#REF!")]


def test_a_subtotal_from_101_on_passes_over_hidden_rows() -> None:
    assert totals(hidden=frozenset({1})) == [3, 7, 6, 10, Fault("#REF!")]


def test_a_subtotal_over_filtered_rows_is_not_computed() -> None:
    assert totals(hidden=frozenset({1}), filtered=True) == [None, None, 6, None, Fault("#REF!")]
