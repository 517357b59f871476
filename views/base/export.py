"""The filtered list as a file, xlsx or csv: every row that passes, in the same order, with the chosen columns.

The workbook, which a person reads, ends with the totals of the screen. They are values and no formulas: a sum of the
cells would follow every row that somebody hides or types over, and would no longer be what Rumbo answers for. The csv
is read by other programs, which would add the total up as one more row: it has the rows and nothing else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from flask import Response, abort, send_file
from flask_babel import gettext as _
from flask_babel import ngettext

from jobs.excel.book import About, Value, new_book
from jobs.excel.table import Column, Table
from jobs.post import XLSX
from models.clock import business_now
from models.rules.folding import words_of
from views import formats
from views.base.arguments import ListArguments
from views.base.cells import NOTHING
from views.base.columns import chosen_columns

if TYPE_CHECKING:
    from flask_appbuilder.models.filters import Filters

    from views.base.model_view import PlanningModelView

MOST = 20_000
"""Rows of a file; whoever needs more narrows the list, or takes the consolidation."""
BATCH = 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""OWASP, « CSV Injection »; blanks before them are skipped."""
HALF = Decimal("0.5")
WIDTHS = {"text": 32.0, "date": 12.0, "whole": 12.0, "integer": 14.0, "money": 16.0}


@dataclass(frozen=True, slots=True)
class ExportedList:
    """A list to be written: whose, which rows in which order, and which columns."""

    view: PlanningModelView
    filters: Filters
    arguments: ListArguments
    columns: list[str]

    @property
    def name(self) -> str:
        """Name of the file, without its ending."""
        return "-".join([*words_of(str(self.view.list_title)), business_now().strftime("%Y%m%d")])

    @property
    def headings(self) -> list[str]:
        """What stands above each column."""
        return [str(self.view.label_columns[column]) for column in self.columns]

    def rows(self) -> Iterator[list[Value]]:
        """The values of each row; the last says so where the file was cut."""
        for page in range(MOST // BATCH):
            count, rows = self.view.datamodel.query(
                self.filters,
                self.arguments.order_column,
                self.arguments.order_direction,
                page=page,
                page_size=BATCH,
            )
            for values in self.view.datamodel.get_values(rows, self.columns):
                yield [self._value(column, values[column]) for column in self.columns]
            if not count.has_more:
                return
        cut = _("Only the first %(many)s rows are here. Narrow the list to have all of them.", many=MOST)
        yield [cut, *([None] * (len(self.columns) - 1))]

    def total(self, rows: int) -> list[Value]:
        """What stands below so many `rows`, empty where the screen shows nothing there; of a cut list all is summed."""
        sums = self.view.sums(self.filters) if rows else {}
        if not sums:
            return []
        is_whole = rows <= MOST
        label = ngettext("Total of %(num)s row", "Total of %(num)s rows", rows) if is_whole else _("Total of all rows")
        return [label, *(sums.get(column) for column in self.columns[1:])]

    def _value(self, column: str, value: object) -> Value:
        if value is None or (isinstance(value, (Decimal, int)) and not isinstance(value, bool)):
            return value
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        words = str(self.view.formatters_columns[column](value))
        return None if words == NOTHING else words


def exported(view: PlanningModelView, filters: Filters, arguments: ListArguments, kind: str) -> Response:
    """The file of a list; 400 for a kind that is not offered."""
    columns = chosen_columns(type(view).__name__, view.list_columns)
    found = ExportedList(view, filters, arguments, columns)
    if kind == "xlsx":
        return _xlsx(found)
    return _csv(found) if kind == "csv" else abort(400)


def _xlsx(found: ExportedList) -> Response:
    """Written in constant memory; the folder goes at once, the open file with the answer."""
    title = str(found.view.list_title)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        with new_book(path, About(title, formats.institution_name(), business_now())) as book:
            sheet = book.sheet(title[:31].translate(str.maketrans("[]:*?/\\", "       ")))
            rows = list(found.rows())
            table = Table(sheet, book.styles, _table_columns(found.headings, rows))
            for row in rows:
                table.add(row)
            table.finish(_("Nothing here yet."))
            total = found.total(len(rows))  # below the area that filters and sorts
            if total:
                table.total(total)
            sheet.freeze(table.first_row, 1)
            sheet.print_setup("letter", f"{title} · {formats.day(business_now().date())}")
            sheet.repeat(table.heading_row)
        content = io.BytesIO(path.read_bytes())
    return send_file(content, mimetype=XLSX, as_attachment=True, download_name=f"{found.name}.xlsx")


def _table_columns(headings: list[str], rows: list[list[Value]]) -> list[Column]:
    kinds = [_kind([row[at] for row in rows]) for at in range(len(headings))]
    return [Column(heading, WIDTHS[kind], kind) for heading, kind in zip(headings, kinds, strict=True)]


def _kind(values: list[Value]) -> str:
    types = {type(value) for value in values} - {type(None)}
    if types == {int}:
        return "whole"
    if types and types <= {int, Decimal}:
        return "money" if any(isinstance(value, Decimal) and value % 1 for value in values) else "integer"
    return "date" if types == {date} else "text"


def _csv(found: ExportedList) -> Response:
    """As a whole: who reads is forgotten before a stream would be read."""
    answer = Response("".join(_csv_lines(found)), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{found.name}.csv")
    return answer


def _csv_lines(found: ExportedList) -> Iterator[str]:
    """Headings and rows, after a mark that tells spreadsheets that the letters are UTF-8."""
    separator = ";" if formats.plain(HALF) == "0,5" else ","
    yield "\ufeff" + _csv_line(found.headings, separator)
    for row in found.rows():
        yield _csv_line((_as_text(value) for value in row), separator)


def _csv_line(values: Iterable[str], separator: str) -> str:
    """As the spreadsheets of the country read it: where the comma parts decimals, the semicolon parts cells."""
    line = io.StringIO()
    csv.writer(line, delimiter=separator).writerow(values)
    return line.getvalue()


def _as_text(value: Any) -> str:  # noqa: ANN401 -- a cell of any kind
    """Figures and days as the country writes them; a text that a spreadsheet would compute is marked as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" \xa0").startswith(FORMULA) else value
    return formats.day(value) if isinstance(value, date) else formats.plain(Decimal(value))
