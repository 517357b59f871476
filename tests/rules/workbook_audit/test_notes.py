"""What the report says of itself: what was not looked at, and what could not be computed."""

from __future__ import annotations

from models.rules.workbook_audit.audit import AuditResult, audit_workbook
from models.rules.workbook_audit.book import AuditBook
from tests.rules.workbook_audit.sheets import sheet_of


def audited(*formulas: str) -> AuditResult:
    rows = [["Meta", "Valor", "Plazo"], *([f"Meta {at}", at, formula] for at, formula in enumerate(formulas))]
    return audit_workbook(AuditBook([sheet_of(rows)]))


def test_it_names_each_function_that_it_does_not_compute_once() -> None:
    result = audited("=TODAY()-B2", "=TODAY()-B3", '=INDIRECT("B"&B4)', "=B5+1")
    assert result.not_computed == {"HOY": 2, "INDIRECTO": 1}
    assert (
        "Rumbo no calcula estas funciones, ni juzga las fórmulas que las usan: HOY (2), INDIRECTO (1)." in result.notes
    )


def test_it_does_not_name_what_is_computed_from_them() -> None:
    assert audited("=TODAY()", "=C2+1", "=C3+1").not_computed == {"HOY": 1}


def test_it_counts_the_formulas_that_it_cannot_read() -> None:
    assert "Fórmulas que no se entienden y no se juzgan: 1." in audited("=Tabla1[Meta]", "=B3").notes


def test_it_says_nothing_where_it_computes_everything() -> None:
    result = audit_workbook(AuditBook([sheet_of([["Meta", "Valor"], ["a", 1], ["b", 2]])]))
    assert (result.notes, result.not_computed) == ((), {})
