from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.rules.cell import ErrorCell
from tests.files.packages import small_package
from tests.rules.package_sheets import found, found_with, parsed, parsed_with, tables_of


def test_it_names_a_missing_column() -> None:
    (first, *_others) = parsed_with({"items!F1": "peso"}).problems
    assert (first.code, first.sheet, first.column, first.cell) == ("missing_column", "items", "weight", None)
    assert first.message == "Falta la columna «weight» en la hoja «items». Agréguela, aunque quede vacía."


def test_it_names_an_unknown_column_and_its_place() -> None:
    tables = tables_of(small_package())
    tables["plan"][0].append("Peso")
    (problem,) = parsed(tables).problems
    assert (problem.code, problem.row, problem.column, problem.cell) == ("unknown_column", 1, "peso", "G1")


def test_it_refuses_a_column_that_stands_twice() -> None:
    assert found_with({"plan!G1": " Code "}) == [("duplicate_column", "plan!A1")]


def test_it_loses_no_data_under_a_heading_that_is_blank() -> None:
    edits = {"plan!H2": "dato", "items!M3": "dato", "items!M4": "otro", "items!N4": " "}
    problems = parsed_with(edits).problems
    assert [(problem.code, problem.sheet, problem.row) for problem in problems] == [
        ("unnamed_column", "plan", 2),
        ("unnamed_column", "items", 3),
    ]
    assert "columna M" in problems[1].message


def test_it_passes_over_a_heading_that_is_blank_and_has_no_data() -> None:
    tables = {name: [[None, *row] for row in rows] for name, rows in tables_of(small_package()).items()}
    assert parsed(tables).package == small_package()


def test_it_takes_the_first_row_that_is_not_blank_for_the_headings() -> None:
    tables = tables_of(small_package())
    tables["targets"][3:3] = [[], [None, " "]]
    result = parsed(tables)
    assert result.package == small_package()
    assert result.rows_read == 18


def test_it_says_where_and_what_a_cell_is() -> None:
    (problem,) = parsed_with({"targets!D3": "1,500"}).problems
    assert (problem.sheet, problem.row, problem.column, problem.cell) == ("targets", 3, "planned", "D3")
    assert (problem.value, problem.severity, problem.code) == ("1,500", "error", "ambiguous_number")
    assert problem.message == "«1,500» puede ser 1500 o 1.5. Escríbalo de una de esas dos maneras."


def test_it_shows_the_error_that_the_workbook_shows() -> None:
    (problem,) = parsed_with({"targets!D3": ErrorCell("#DIV/0!")}).problems
    assert (problem.cell, problem.value) == ("D3", "#DIV/0!")


def test_it_reports_every_fault_of_a_row() -> None:
    assert found_with({"items!D3": None, "items!F3": "x"}) == [
        ("blank_required", "items!D3"),
        ("not_a_number", "items!F3"),
    ]


def test_it_does_not_blame_the_children_of_a_row_with_a_fault() -> None:
    assert found_with({"items!F2": 101}) == [("percent_out_of_range", "items!F2")]


def test_it_reads_rows_that_are_shorter_than_the_headings() -> None:
    tables = tables_of(small_package())
    tables["targets"] = [row[:4] if row[4] is None else row for row in tables["targets"]]
    assert parsed(tables).package == small_package()


def test_it_reads_a_sheet_without_any_row_as_one_without_columns() -> None:
    tables = tables_of(small_package())
    tables["budget"] = []
    assert {code for code, _ in found(parsed(tables))} == {"missing_column"}


def test_it_warns_where_a_spreadsheet_may_have_changed_a_cell() -> None:

    edits = {"targets!C2": date(2027, 1, 1), "items!A5": Decimal("1.1"), "items!C5": "function", "items!D5": "x"}
    assert found_with(edits) == [("code_was_number", "items!A5"), ("period_was_date", "targets!C2")]
    assert "2027-01" in parsed_with(edits).problems[1].message


def test_a_code_may_be_a_whole_number() -> None:
    edits = {"items!A2": 5, "items!B3": 5, "items!B4": 5, "budget!A2": 5, "budget!A3": "5"}
    assert found_with(edits) == []
