"""A real public workbook with known faults, where the machine has it (RUMBO_REAL_DATA)."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from models.files.formula_read import read_audit_book
from models.files.mapping_file import read_mapping
from models.rules.cell import cell_name
from models.rules.workbook_audit.audit import AuditResult, audit_workbook
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.mapping_hints import hints_of

REAL = os.environ.get("RUMBO_REAL_DATA", "")
PLAN = Path(REAL) / "tenjo" / "PLAN INDICATIVO TENJO.xlsx"
pytestmark = pytest.mark.skipif(not REAL or not PLAN.exists(), reason="RUMBO_REAL_DATA names no folder with real files")


@cache
def result() -> AuditResult:
    return audit_workbook(read_audit_book(PLAN))


def cells(kind: str) -> dict[str, Finding]:
    """The findings of a kind by cell."""
    return {
        cell_name(found.where.row + 1, found.where.column): found for found in result().findings if found.kind == kind
    }


def test_it_finds_the_one_table_of_331_targets() -> None:
    assert result().tables == (("PDM", 2, 332, 331),)


def test_it_computes_every_formula_as_the_workbook_did() -> None:
    assert cells("stale_value") == {}
    assert result().filled == {}


def test_it_gives_an_office_no_more_than_thirty_things_to_decide() -> None:
    groups = result().groups
    assert len(groups) <= 30
    assert sum(group.count for group in groups) == len(result().findings)
    assert [group.sure > 0 for group in groups] == sorted((group.sure > 0 for group in groups), reverse=True)


def test_it_finds_the_27_rows_whose_quarters_of_2025_do_not_add_up() -> None:
    of_2025 = [cell for cell in cells("total_differs") if cell.startswith("BG")]
    assert len(of_2025) == 27
    assert {"BG11", "BG34", "BG137", "BG325"} <= set(of_2025)


def test_it_finds_that_the_weights_of_the_axes_sum_to_less_than_one() -> None:
    (found,) = cells("weights_not_100").values()
    assert "suman 0,978 y deben sumar 1" in found.message
    assert "97,8" in found.effect


def test_it_finds_the_headings_that_stand_twice_over_other_content() -> None:
    assert cells("duplicate_heading").keys() == {"T1", "BL1", "BV1", "BW1"}


def test_it_finds_that_the_progress_of_2025_divides_another_column() -> None:
    (found,) = cells("formula_changes_by_year").values()
    assert found.cells == "AB2:AB332"
    assert found.expected == "=BH2/Z2"
    assert "de 55,43\u00a0% a 83,45\u00a0%" in found.effect


def test_it_finds_errors_where_they_begin() -> None:
    assert cells("error_value").keys() == {"BJ75", "BI249", "BJ249"}
    assert set(cells("error_value")["BI249"].related) == {"AB249", "AE249"}


def test_it_finds_the_percents_that_are_text() -> None:
    found = cells("number_as_text")
    assert {"AU2", "BJ2", "BI21"} <= found.keys()
    assert "«100%»" in found["AU2"].message
    assert "331 filas" in found["AU2"].message


def test_it_finds_the_row_of_totals_that_nothing_names() -> None:
    assert cells("unlabelled_total").keys() == {"BN333"}


def test_it_finds_the_formulas_that_change_inside_the_columns_of_progress() -> None:
    columns = {cell.rstrip("0123456789") for cell in cells("formula_changes")}
    assert {"AT", "AU", "BI", "BJ"} <= columns
    assert not any(found.sure for cell, found in cells("formula_changes").items() if cell == "BI21")


def test_it_finds_the_same_with_the_mapping_that_ships_with_rumbo() -> None:
    book = read_audit_book(PLAN)
    mapped = audit_workbook(book, hints_of(read_mapping(Path("plan_indicativo_co")), book))
    assert mapped.tables == result().tables
    assert mapped.counts == result().counts


def test_it_accuses_a_daily_file_of_budget_execution_of_nothing_it_does_not_do() -> None:
    """Tables, pivot tables, look-ups over thousands of rows: each formula that is understood gives what is stored."""
    path = Path(REAL) / "siaf" / "07_HT_PPTO_231025.xlsx"
    found = audit_workbook(read_audit_book(path))
    assert found.counts.keys() <= {"formula_changes", "unlabelled_total", "duplicate_heading", "number_as_text"}
    assert sum(found.counts.values()) <= 20
