"""What comes back of a capture workbook: as people and programs save it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from jobs.excel.capture_book import write_capture_book
from models.files.capture_read import read_capture_book
from models.files.capture_seal import seal
from models.rules.capture import columns as at
from models.rules.capture.columns import INTERNAL, LINES
from models.rules.capture.fields import FilledRow
from models.rules.capture.found import MOST, Found
from models.rules.capture.identity import identity_of
from models.rules.capture.read_internal import read_internal
from models.rules.capture.read_lines import read_lines
from models.rules.errors import RuleBroken
from models.rules.measure import Measure
from tests.capture_forms import form_of, line_of, series_of

SECRET = "a-secret-of-the-tests"
FIRST = at.HEAD_ROWS + 3
Edit = Callable[[Workbook], object]
FORM = form_of(*(line_of(key, series_of(Measure(), [2, 3, 4, 5], [2, 1, None, None])) for key in (3, 6, 9)))
CODES = {line.key: line.code for line in FORM.lines}


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Edit], Path]:
    """The form of three lines in one group, with something done to it."""

    def save(edit: Edit) -> Path:
        path = tmp_path / "hoja.xlsx"
        write_capture_book(FORM, seal(identity_of(FORM), SECRET), path)
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
        return path

    return save


def read(path: Path, locale: str = "es_SV") -> tuple[dict[int, FilledRow], Found]:
    return read_lines(read_capture_book(path, SECRET).lines, CODES, locale)


def typed(column: int, value: Any) -> Edit:
    """A value in the first line."""
    return lambda book: setattr(book[LINES].cell(FIRST, column + 1), "value", value)


@pytest.mark.parametrize(
    ("cell", "locale", "value"),
    [
        (7, "es_SV", "7"),
        (0.1 + 0.2, "es_SV", "0.3"),  # binary noise
        ("12.5", "es_SV", "12.5"),  # a number kept as text
        ("12,5", "es_CO", "12.5"),
        ("1.234,5", "es_CO", "1234.5"),
        (" 7 ", "es_SV", "7"),
        ("  ", "es_SV", None),
        (0, "es_SV", "0"),  # zero is a value
    ],
)
def test_it_reads_a_number_as_the_institution_writes_it(cell: Any, locale: str, value: str | None, saved: Any) -> None:
    lines, found = read(saved(typed(at.ACTUAL, cell)), locale)
    assert (found.listed(), lines[3].actual) == ((), None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("cell", "locale", "code"),
    [
        ("12,5", "es_SV", "wrong_separator"),
        ("1.500", "es_CO", "ambiguous_number"),  # asked, never guessed
        ("1,500", "es_SV", "ambiguous_number"),
        ("siete", "es_SV", "not_a_number"),
    ],
)
def test_it_guesses_no_number(cell: str, locale: str, code: str, saved: Any) -> None:
    lines, found = read(saved(typed(at.ACTUAL, cell)), locale)
    problem = found.listed()[0]
    assert (problem.code, problem.cell, problem.column, problem.row) == (code, f"G{FIRST}", "Realizado", FIRST)
    assert 3 not in lines


def test_it_reads_texts_as_a_form_sends_them(saved: Any) -> None:
    lines, _ = read(saved(typed(at.CAUSE, "  Faltó papel\r\ny tinta ")))
    assert lines[3].texts["cause"] == "Faltó papel\ny tinta"
    lines, _ = read(saved(typed(at.NOTE, 2027)))
    assert lines[3].texts["note"] == "2027"


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [(at.REASON, "x" * 1001, "text_too_long"), (at.NOTE, "x" * 4001, "text_too_long")],
)
def test_it_refuses_a_text_that_does_not_fit(column: int, text: str, code: str, saved: Any) -> None:
    assert [problem.code for problem in read(saved(typed(column, text)))[1].listed()] == [code]


def test_it_finds_every_line_wherever_its_row_went(saved: Any) -> None:
    def sort(book: Workbook) -> None:
        sheet = book[LINES]
        sheet.cell(FIRST, at.ACTUAL + 1).value = 11
        for column in range(1, len(at.LINE_COLUMNS) + 1):
            first, last = sheet.cell(FIRST, column), sheet.cell(FIRST + 2, column)
            first.value, last.value = last.value, first.value

    lines, found = read(saved(sort))
    assert (found.listed(), lines[3].actual, lines[3].row) == ((), 11, FIRST + 1)


def test_it_notices_columns_that_were_sorted_without_the_others(saved: Any) -> None:
    def sort(book: Workbook) -> None:
        sheet = book[LINES]
        first, last = sheet.cell(FIRST, at.CODE + 1), sheet.cell(FIRST + 2, at.CODE + 1)
        first.value, last.value = last.value, first.value

    assert [problem.code for problem in read(saved(sort))[1].listed()] == ["row_mixed", "row_mixed"]


def test_it_minds_neither_widths_nor_colors_nor_a_filter(saved: Any) -> None:
    def dress(book: Workbook) -> None:
        sheet = book[LINES]
        sheet.column_dimensions["C"].width = 90
        sheet.auto_filter.ref = f"A{FIRST - 2}:Q{FIRST + 2}"
        sheet.cell(FIRST, 7).number_format = "0.0000"
        sheet.column_dimensions["A"].hidden = False

    lines, found = read(saved(dress))
    assert (found.listed(), len(lines)) == ((), 3)


def test_it_lists_so_many_problems_and_counts_the_others() -> None:
    found = Found(LINES, at.LINE_COLUMNS)
    for row in range(MOST + 5):
        found.add("not_a_number", "No.", row, at.ACTUAL)
    assert (len(found.listed()), found.listed()[-1].code) == (MOST + 1, "more_errors")
    assert "5 errores más" in found.listed()[-1].message


def test_it_takes_new_internal_activities_and_refuses_half_ones(saved: Any) -> None:
    def add(book: Workbook) -> None:
        sheet = book[INTERNAL]
        for row, values in enumerate((("Apoyo a la misión", "x", 2), ("apoyo a la misión", None, 1), (None, "vez", 3))):
            for column, value in enumerate(values, start=2):
                sheet.cell(FIRST + row, column).value = value

    rows, found = read_internal(read_capture_book(saved(add), SECRET).internal, [7], "es_SV")
    assert [problem.code for problem in found.listed()] == ["internal_twice", "internal_twice", "internal_without_name"]
    assert [row.key for row in rows] == [7, None, None, None]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda book: book.remove(book["_rumbo"]), "not_a_capture_sheet"),
        (lambda book: book.remove(book[INTERNAL]), "sheet_gone"),
        (lambda book: setattr(book["_rumbo"]["A1"], "value", "nada"), "sheet_forged"),
    ],
)
def test_it_knows_its_own_workbooks(edit: Edit, code: str, saved: Any) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_capture_book(saved(edit), SECRET)
    assert refused.value.code == code
