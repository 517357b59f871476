"""The capture workbook: what is locked, what is told, and formulas that say what the rules say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jobs.excel.capture_book import write_capture_book
from jobs.excel.color_formula import color_text, missing_text
from jobs.excel.live_formula import NOT_LIVE
from models.files.formula_read import read_audit_book
from models.files.limits import CAPTURE_SHEET
from models.rules.capture import columns as at
from models.rules.capture.form import CaptureForm, FormLine
from models.rules.cell import UncachedFormula
from models.rules.measure import Accumulation, Direction, Measure
from models.rules.percent import quantity
from models.rules.score_rules import ExplainWhen, ScoreRule, ScoreRules
from models.rules.series import Series
from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.calculation import Values, calculate
from tests.capture_forms import RULES, figures_at, form_of, line_of, series_of

UP, DOWN, KEEP, MILESTONE = Direction
SUM, LAST, AVERAGE, MAX, MEAN_PERCENT = Accumulation
BASED = {"use_baseline": True, "baseline": Decimal(20)}
TYPED = [None, "0", "1", "0.5", "7", "40", "1234567.125"]
CEPLAN = ScoreRules(score_rule=ScoreRule.CEPLAN, explain_when=ExplainWhen.BELOW_PROGRAMMED)


def measures() -> list[Measure]:
    return [
        *(Measure(direction, way) for direction, way in product((UP, DOWN, KEEP), (SUM, LAST, AVERAGE, MAX))),
        Measure(MILESTONE, LAST),
        Measure(KEEP, LAST, tolerance=Decimal(2)),
        *(Measure(UP, way, use_baseline=True, baseline=Decimal(2)) for way in (SUM, LAST, AVERAGE)),
        *(Measure(DOWN, way, **BASED) for way in (SUM, LAST)),
    ]


PLANS = [
    ([2, 3, 4, 5], [2, 1, None, None]),
    ([None, None, 4, None], [None, None, None, None]),
    ([0, 10, 15, 0], [1, 12, None, None]),
    ([None, None, None, 8], [None, 3, None, None]),  # nothing is programmed for March
    ([None, 3, 0, None], [None, None, None, None]),  # February is silent
]


def cases(rules: ScoreRules) -> list[Series]:
    return [series_of(measure, *plan) for measure in measures() for plan in PLANS]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[CaptureForm], Path]:
    def write(form: CaptureForm) -> Path:
        path = tmp_path / form.file_name
        write_capture_book(form, "sello", path)
        return path

    return write


def rows_of(book: AuditBook) -> dict[int, int]:
    """The row of each line, from 0, by its key."""
    sheet = book.sheets[0]
    return {cells[at.KEY]: row for row, cells in sheet.rows.items() if row > at.HEAD_ROWS and cells[at.KEY] is not None}


def typed_into(book: AuditBook, rows: dict[int, int], value: Decimal | None) -> Values:
    """What the formulas make of a value that is typed into every line."""
    sheet = book.sheets[0]
    for row in rows.values():
        cells = list(sheet.rows[row])
        cells[at.ACTUAL] = value
        for _, column in (place for place in sheet.formulas if place[0] == row):
            cells[column] = UncachedFormula()
        sheet.rows[row] = tuple(cells)
    return calculate(book).values


@pytest.mark.parametrize("rules", [RULES, CEPLAN], ids=["default", "ceplan"])
def test_it_says_of_a_typed_value_what_the_rules_say(rules: ScoreRules, written: Any) -> None:
    series = dict(enumerate(cases(rules), start=1))
    lines = {key: line_of(key, each, rules) for key, each in series.items()}
    book = read_audit_book(written(form_of(*lines.values())), CAPTURE_SHEET)
    rows = rows_of(book)
    assert len(rows) == len(lines)
    live = 0
    for text in TYPED:
        value = None if text is None else Decimal(text)
        values = typed_into(book, rows, value)
        for key, row in rows.items():
            shown = {column: values.peek(("Captura", row, column)) for column in (at.PERIOD_PERCENT, *range(9, 13))}
            if NOT_LIVE in shown.values():
                continue
            live += 1
            if isinstance(shown[at.ACTUAL_TO_DATE], Decimal):
                shown[at.ACTUAL_TO_DATE] = quantity(shown[at.ACTUAL_TO_DATE])
            assert shown == expected(lines[key], series[key], value, rules), (key, text, series[key])
    assert live > len(series) * len(TYPED) * 0.85  # almost nothing is left to the upload


def expected(line: FormLine, series: Series, value: Decimal | None, rules: ScoreRules) -> dict[int, Any]:
    """What the rules say, as the cells show it."""
    figures = figures_at(series, value, rules)
    typed = replace(line, actual=value, now=figures)
    percents = {at.PERIOD_PERCENT: figures.period_percent, at.PERCENT: figures.to_date_percent}
    return {
        **{column: "" if percent is None else percent for column, percent in percents.items()},
        at.ACTUAL_TO_DATE: "" if figures.actual_to_date is None else figures.actual_to_date,
        at.COLOR: color_text(line, figures),
        at.MISSING: missing_text(typed),
    }


def line(key: int = 1, **more: Any) -> FormLine:
    return line_of(key, series_of(Measure(UP, SUM), [2, 3, 4, 5], [2, 1, None, None]), **more)


def test_it_leaves_open_only_what_is_filled_in(written: Any) -> None:
    book = openpyxl.load_workbook(written(form_of(line(1), line(2, is_open=False))))
    for name in ("Captura", "Actividades internas", "Instrucciones", "_rumbo"):
        assert book[name].protection.sheet, name
    sheet = book["Captura"]
    first, second = at.HEAD_ROWS + 3, at.HEAD_ROWS + 5  # each below the heading of its group
    unlocked = {cell.column - 1 for cell in sheet[first] if not cell.protection.locked}
    assert unlocked == {at.ACTUAL, at.REASON, at.CAUSE, at.CORRECTIVE_ACTION, at.NOTE}
    assert all(cell.protection.locked for cell in sheet[second])
    assert book["_rumbo"].sheet_state == "veryHidden"
    assert sheet.column_dimensions["A"].hidden


def test_it_tells_in_spanish_what_may_be_typed(written: Any) -> None:
    milestone = line_of(3, series_of(Measure(MILESTONE, LAST), [None, None, 1, None], [None] * 4))
    sheet = openpyxl.load_workbook(written(form_of(line(1), line(2), milestone)))["Captura"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    kinds = {rule.type for rule in rules.values()}
    assert kinds == {"decimal", "list", "textLength"}
    decimal = next(rule for rule in rules.values() if rule.type == "decimal")
    assert (decimal.formula1, decimal.formula2) == ("0", "999999999999.999")
    assert "número" in decimal.error
    assert next(rule for rule in rules.values() if rule.type == "list").formula1 == '"0,1"'


def test_it_writes_numbers_as_the_country_does(written: Any) -> None:
    sheet = openpyxl.load_workbook(written(form_of(line(), locale="es_CO")))["Captura"]
    assert sheet.cell(at.HEAD_ROWS + 3, at.PLANNED + 1).number_format == "[$-240A]#,##0.00"


@pytest.mark.parametrize(("actual", "pattern"), [("4.000000", "#,##0.00"), ("4.125000", "#,##0.000")])
def test_it_shows_all_decimals_that_were_typed(actual: str, pattern: str, written: Any) -> None:
    sheet = openpyxl.load_workbook(written(form_of(line(actual=Decimal(actual)))))["Captura"]
    assert sheet.cell(at.HEAD_ROWS + 3, at.ACTUAL + 1).number_format == f"[$-440A]{pattern}"


def test_it_takes_words_as_they_are_typed(written: Any) -> None:
    sheet = openpyxl.load_workbook(written(form_of(line(note="=1+1"))))["Captura"]
    note = sheet.cell(at.HEAD_ROWS + 3, at.NOTE + 1)
    assert (note.number_format, note.data_type, note.value) == ("@", "s", "=1+1")


def test_it_gives_the_same_bytes_for_the_same_form(written: Any) -> None:
    form = form_of(line())
    assert written(form).read_bytes() == written(form).read_bytes()


def test_it_cuts_a_long_seal_into_cells(tmp_path: Path) -> None:
    write_capture_book(form_of(line()), "s" * 70_000, tmp_path / "a.xlsx")
    hidden = openpyxl.load_workbook(tmp_path / "a.xlsx")["_rumbo"]
    assert "".join(row[0].value for row in hidden.rows) == "s" * 70_000
