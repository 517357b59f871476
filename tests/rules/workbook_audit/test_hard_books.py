"""Workbooks made to keep the audit busy for ever: it ends soon and says what it did not do."""

from __future__ import annotations

from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from models.rules.workbook_audit import calculation
from models.rules.workbook_audit.audit import AuditResult, audit_workbook
from models.rules.workbook_audit.book import AuditBook
from tests.rules.workbook_audit.sheets import sheet_of, told

ROWS = 1500
HEAD = ["Mes", "Valor", "Cuenta"]


def result(rows: list[list[Any]]) -> AuditResult:
    return audit_workbook(AuditBook([sheet_of(rows)], recalculates=True))


def column(formula: str) -> list[list[Any]]:
    return [HEAD, *([f"m{i}", i + 1, formula.format(r=i + 2, before=i + 1)] for i in range(ROWS))]


BUSY = {
    "running sums": "=SUM(B$2:B{r})",
    "sums of sums": "=SUM(C$1:C{before})+B{r}",
    "whole columns": "=B{r}/SUM(B:B)",
    "whole sheets": "=SUM(A1:XFD1048576)",
    "products of whole sheets": "=SUMPRODUCT(A1:XFD1048576*A1:XFD1048576)",
    "a long chain": "=N(C{before})+B{r}",
    "conditional sums": "=SUMIF(A:A,A{r},B:B)",
}


@pytest.mark.parametrize("formula", BUSY.values(), ids=BUSY)
def test_it_ends_soon(formula: str) -> None:
    start = process_time()
    result(column(formula))
    assert process_time() - start < 45  # a few seconds of work, also while others work


@pytest.mark.parametrize(
    ("formula", "reads"),
    [
        ("=SUM(B:B)+SUM(B:B)+SUM(B:B)", 100_000),  # while it computes
        (BUSY["a long chain"], 500),  # while it looks for the order in which to compute
    ],
)
def test_it_says_that_it_gave_up(monkeypatch: pytest.MonkeyPatch, formula: str, reads: int) -> None:
    monkeypatch.setattr(calculation, "READS", reads)
    assert any("muy grande" in note for note in result(column(formula)).notes)


def test_it_follows_a_chain_of_thousands_without_recursion() -> None:
    assert result(column(BUSY["a long chain"])).filled["Metas", ROWS, 2] == sum(range(1, ROWS + 1))


def test_it_names_a_circle_once() -> None:
    rows = [HEAD, *([f"m{i}", i, f"=C{(i + 1) % 50 + 2}+1"] for i in range(50))]
    assert ("circular_reference", "C2") in told(sheet_of(rows))
    assert sum(kind == "circular_reference" for kind, _ in told(sheet_of(rows))) == 1


def test_it_passes_over_formulas_that_no_spreadsheet_would_hold() -> None:
    deep = ["=" + "(" * 500 + "1" + ")" * 500, "=" + "-" * 8000 + "1", "=9" + "%" * 4000, "=" + "+".join(["1"] * 4000)]
    assert told(sheet_of([HEAD, *([f"m{i}", i, formula] for i, formula in enumerate(deep))])) == []


def test_it_reads_texts_of_any_length_quickly() -> None:
    start = process_time()
    result([HEAD, *([("1," * 15_000), i, "x" * 30_000] for i in range(300))])
    assert process_time() - start < 10


def test_it_keeps_so_many_findings_and_counts_the_rest() -> None:
    rows = [["Código", "T1", "T2", "Total"], *([f"A{i}", "5", 2, f"=B{i + 2}+C{i + 2}"] for i in range(1200))]
    found = result([*rows, ["B", 1, 2, 3]])
    assert found.counts["number_as_text"] == 1200
    assert len(found.findings) == 1000


def test_it_finds_nothing_in_an_empty_workbook() -> None:
    assert audit_workbook(AuditBook([])).findings == ()
    assert result([]).tables == ()


def test_it_does_not_judge_figures_that_no_spreadsheet_holds() -> None:
    huge = Decimal("9E999999")
    assert told(sheet_of([HEAD, *([f"m{i}", huge, i] for i in range(5)), ["Total", "=SUBTOTAL(9,B2:B6)", None]])) == []
