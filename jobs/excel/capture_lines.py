"""The sheet « Captura »: one row an indicator, its figures live, and five cells to fill in."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from jobs.excel.book import Formula
from jobs.excel.capture_head import write_head
from jobs.excel.color_formula import color_formula, color_keys, color_text, missing_formula, missing_text
from jobs.excel.fill_in import FILLED, WORDS, FillIn, number_format
from jobs.excel.live_formula import actual_formula, percent_formula, period_percent_formula
from jobs.excel.text_height import line_count
from models.rules.capture import columns as at
from models.rules.capture.columns import LINE_COLUMNS, LINES
from models.rules.decimals import exponent_of, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from xlsxwriter.format import Format

    from jobs.excel.book import Book, Sheet, Value
    from jobs.excel.styles import Styles
    from models.rules.capture.form import CaptureForm, FormLine

_TOLD = {
    "no_report_reason": "Solo si no hay dato del periodo: por qué no se reporta.",
    "cause": "Si no va en verde: por qué.",
    "corrective_action": "Si no va en verde: qué se hará, quién y cuándo.",
    "note": "Lo que quiera añadir.",
}
_INPUTS = [place for place, column in enumerate(LINE_COLUMNS) if column.field]
_TEXT_COLUMNS = (at.NAME, at.INDICATOR, at.REASON, at.CAUSE, at.CORRECTIVE_ACTION, at.NOTE)


def write_lines(book: Book, form: CaptureForm) -> None:
    """Add the sheet and fill it; cells of a sheet that takes no values stay locked."""
    sheet = write_head(book, form, LINES, LINE_COLUMNS)
    rows: dict[int, FormLine] = {}
    for (_, _), lines in groupby(form.lines, key=lambda line: (line.plan_code, line.group)):
        group = list(lines)
        _write_group(sheet, book.styles, group[0])
        for line in group:
            rows[_write_line(sheet, book.styles, line, form.locale)] = line
    fill_in = FillIn(sheet, book.styles)
    _validate(fill_in, rows)
    if rows:
        keys = {text: key for line in rows.values() for text, key in color_keys(line).items()}
        fill_in.colors(min(rows), max(rows), at.COLOR, keys)
    fill_in.hide_column(at.KEY)
    sheet.freeze(at.HEAD_ROWS + 1, at.INDICATOR)
    fill_in.protect()


def _validate(fill_in: FillIn, rows: dict[int, FormLine]) -> None:
    open_rows = [row for row, line in rows.items() if line.is_open]
    milestones = [row for row in open_rows if rows[row].is_milestone]
    fill_in.numbers([row for row in open_rows if not rows[row].is_milestone], at.ACTUAL)
    fill_in.numbers(milestones, at.ACTUAL, milestone=True)
    for place in _INPUTS[1:]:
        fill_in.texts(open_rows, place, LINE_COLUMNS[place].longest, _TOLD[LINE_COLUMNS[place].field])


def _write_group(sheet: Sheet, styles: Styles, line: FormLine) -> None:
    look = styles.get("text", {"bold": True, "bg_color": "#EAF1F8", "text_wrap": False})
    title: list[Value] = [None] * len(LINE_COLUMNS)
    title[at.CODE] = f"{line.plan_code} · {line.group}" if line.group else line.plan_code
    sheet.line(title, [look] * len(title))


def _write_line(sheet: Sheet, styles: Styles, line: FormLine, locale: str) -> int:
    row = sheet.row
    cells = {column.field: xl_rowcol_to_cell(row, place) for place, column in enumerate(LINE_COLUMNS) if column.field}
    cells |= {"percent": xl_rowcol_to_cell(row, at.PERCENT), "color": xl_rowcol_to_cell(row, at.COLOR)}
    typed, actual = cells["actual"], xl_rowcol_to_cell(row, at.ACTUAL_TO_DATE)
    now = line.now
    values: list[Value] = [
        *(line.key, line.code, line.name, line.indicator, line.unit, line.planned, line.actual),
        Formula(period_percent_formula(line, typed), _shown(now.period_percent)),
        now.planned_to_date,
        Formula(actual_formula(line, typed), _shown(now.actual_to_date)),
        Formula(percent_formula(line, typed, actual), _shown(now.to_date_percent)),
        Formula(color_formula(line, typed, cells["percent"]), color_text(line, now)),
        Formula(missing_formula(line, cells), missing_text(line)),
        *(line.no_report_reason or None, line.cause or None, line.corrective_action or None, line.note or None),
    ]
    texts = [(place, str(values[place] or "")) for place in _TEXT_COLUMNS]
    lines = max(line_count(text, LINE_COLUMNS[place].width) for place, text in texts)
    return sheet.line(values, _looks(styles, line, locale), max(2, lines))


def _looks(styles: Styles, line: FormLine, locale: str) -> Sequence[Format]:
    typed = 0 if line.actual is None else max(0, -exponent_of(tidy(line.actual)))
    quantity = {"num_format": number_format(locale, line.decimals)}
    entered = {"num_format": number_format(locale, max(line.decimals, typed))}
    filled = FILLED if line.is_open else {}
    percent = {"num_format": number_format(locale, 2) + '" %"'}
    number, share, text = styles.get("integer", quantity), styles.get("percent", percent), styles.get("text")
    fill = styles.get("text", {**filled, **WORDS})
    return [
        *(styles.get("whole"), text, text, text, text, number, styles.get("integer", {**entered, **filled})),
        *(share, number, styles.get("integer", entered), share),
        styles.get("color"),
        styles.get("remark", {"text_wrap": True}),
        *(fill, fill, fill, fill),
    ]


def _shown(value: Decimal | None) -> Decimal | str:
    """The value of a formula that shows nothing is an empty text."""
    return "" if value is None else value
