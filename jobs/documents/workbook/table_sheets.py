"""The tables of a document, each on its sheet; those that name the same sheet stand there under each other."""

from __future__ import annotations

from xlsxwriter.format import Format

from jobs.documents.printed import TABLE
from jobs.documents.workbook.cells import Looks, written
from jobs.documents.workbook.pages import Pages
from jobs.excel.book import Link, Sheet
from jobs.excel.styles import TOTAL
from jobs.excel.table import Column
from jobs.excel.table import Table as Rows
from models.rules.document.cells import Kind
from models.rules.document.table import Row, Table
from models.rules.plain_text import without_hidden
from models.rules.sentence import said


class TableSheets:
    """The sheets of tables so far, under the names that the document gives them."""

    def __init__(self, pages: Pages) -> None:
        """Take the workbook and count which sheets hold more than one table."""
        self._pages = pages
        self._sheets: dict[str, Sheet] = {}
        named = [block.sheet for block in pages.document.blocks if isinstance(block, Table) and block.sheet]
        self._shared = {name for name in named if named.count(name) > 1}

    def add(self, table: Table) -> Link:
        """Write a table and give the link to where it begins."""
        sheet = self._sheet_of(table)
        styles, row = self._pages.book.styles, sheet.row + 1
        caption = without_hidden(table.caption)
        sheet.line([caption], [styles.get("section")], lines=2)
        rows = Rows(sheet, styles, [_column(column.heading, column.width, column.kind) for column in table.columns])
        self._write(rows, table)
        if table.sheet in self._shared:
            sheet.skip()
        else:
            sheet.repeat(rows.heading_row)
            sheet.freeze(rows.first_row, 0)
        quoted = sheet.name.replace("'", "''")
        return Link(caption or sheet.name, f"'{quoted}'!A{row}")

    def _sheet_of(self, table: Table) -> Sheet:
        if table.sheet in self._sheets:
            return self._sheets[table.sheet]
        sheet = self._pages.sheet(table.sheet or table.caption or said(TABLE, self._pages.find))
        if table.sheet in self._shared:
            self._sheets[table.sheet] = sheet
            sheet.repeat(sheet.row - 1)
        return sheet

    def _write(self, rows: Rows, table: Table) -> None:
        styles, settings = self._pages.book.styles, self._pages.document.settings
        looks = [Looks(styles, column.kind, column.decimals) for column in table.columns]
        for row in table.rows:
            rows.add([written(value, settings) for value in row], _of(looks, row))
        if table.sheet not in self._shared or not table.rows:
            rows.finish(without_hidden(table.empty))
        if table.total:
            self._total(rows, table, table.total)

    def _total(self, rows: Rows, table: Table, total: Row) -> None:
        styles, settings = self._pages.book.styles, self._pages.document.settings
        looks = [Looks(styles, column.kind, column.decimals, TOTAL) for column in table.columns]
        values = [None if value is None else written(value, settings) for value in total]
        rows.add(values, _of(looks, total))


def _of(looks: list[Looks], row: Row) -> list[Format]:
    return [look.of(value) for look, value in zip(looks, row, strict=True)]


def _column(heading: str, width: int, kind: Kind) -> Column:
    heading = without_hidden(heading)
    longest = max((len(word) for word in heading.split()), default=0)
    return Column(heading, max(width, longest * 1.3 + 2), kind.value)
