"""A workbook under audit, written again with its cells marked: the findings first, then the sheets as values."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from jobs.excel.book import About, new_book
from jobs.excel.marked_findings import CELLS, FINDINGS, REVIEW, SURE, write_findings
from models.rules.cell import ErrorCell, UncachedFormula, is_blank
from models.rules.sentence import Find, Lower, in_a_row, said, say
from models.rules.workbook_audit.finding import KINDS, Finding
from models.rules.workbook_audit.formula.values import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsxwriter.format import Format

    from jobs.excel.book import Book, Sheet, Value
    from jobs.excel.styles import Property
    from models.rules.cell import Cell
    from models.rules.workbook_audit.audit import AuditResult
    from models.rules.workbook_audit.book import AuditBook, AuditSheet

_WIDEST, _NARROWEST = 40, 9
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def write_marked_book(book: AuditBook, result: AuditResult, path: Path, made_at: datetime, find: Find = str) -> None:
    """Write the findings and a copy of the audited sheets to `path` (.xlsx), whole or not at all; said by `find`.

    Raises `RuleBroken` where a text is longer than a cell can hold; what stood at `path` is then untouched.
    """
    audited = {name for name, *_ in result.tables}
    sheets = [sheet for sheet in book.sheets if sheet.name in audited]
    names = _names(sheets, find)
    with new_book(path, About(say("Auditoría del libro"), "Rumbo", made_at, find)) as marked:
        write_findings(marked, result, names)
        for sheet in sheets:
            found = [finding for finding in result.findings if finding.where.sheet == sheet.name]
            _SheetCopy(marked, sheet, result).write(names[sheet.name], found)


def _names(sheets: list[AuditSheet], find: Find) -> dict[str, str]:
    """Give each sheet a name that a workbook takes, none equal to another or to those of the findings."""
    taken = {said(FINDINGS, find).casefold(), said(CELLS, find).casefold()}
    names = {}
    for sheet in sheets:
        plain = sheet.name.translate(_FORBIDDEN).strip("'")[:28] or "Hoja"
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain} {number}", number + 1
        taken.add(name.casefold())
        names[sheet.name] = name
    return names


class _SheetCopy:
    """One sheet written again: its values, a fill on what is found, a remark on where it is said."""

    def __init__(self, marked: Book, sheet: AuditSheet, result: AuditResult) -> None:
        self._marked = marked
        self._source = sheet
        self._filled = result.filled

    def write(self, name: str, found: list[Finding]) -> None:
        """Write the rows down to the last in use."""
        by_place: dict[tuple[int, int], list[Finding]] = defaultdict(list)
        for finding in found:
            by_place[finding.where.row, finding.where.column].append(finding)
        sheet = self._marked.sheet(name)
        width = max(self._source.width, max((column for _, column in by_place), default=-1) + 1)
        sheet.widths(self._widths(width))
        last = max(self._source.height, max((row for row, _ in by_place), default=-1) + 1)
        for row in range(last):
            for column in range(width):
                self._cell(sheet, row, column, by_place.get((row, column), []))
            sheet.row += 1

    def _cell(self, sheet: Sheet, row: int, column: int, found: list[Finding]) -> None:
        cell = self._source.cell(row, column)
        if is_blank(cell) and not found:
            return
        fill = {} if not found else SURE if any(finding.sure for finding in found) else REVIEW
        sheet.write(column, self._value(cell, row, column), self._look(cell, (row, column), fill))
        if found:
            sheet.note(column, in_a_row((_remark(finding) for finding in found), "\n\n"))

    def _value(self, cell: Cell, row: int, column: int) -> Value:
        if isinstance(cell, UncachedFormula) or (self._source.name, row, column) in self._filled:
            value = self._filled.get((self._source.name, row, column))
            return value.text if isinstance(value, Fault) else _plain(value)
        return cell.text if isinstance(cell, ErrorCell) else _plain(cell)

    def _look(self, cell: Cell, place: tuple[int, int], fill: Mapping[str, Property]) -> Format:
        styles = self._marked.styles
        if place in self._source.percents:
            return styles.get("integer", {**fill, "num_format": "0.00%", "border": 0})
        if isinstance(cell, date):
            return styles.get("date", {**fill, "border": 0})
        if isinstance(cell, str | bool | ErrorCell) or cell is None:
            return styles.get("context", {**fill} if fill else {"font_color": "#1F2933", "valign": "top"})
        return styles.get("integer", {**fill, "num_format": "General", "border": 0})

    def _widths(self, width: int) -> list[float]:
        found = [float(_NARROWEST)] * width
        for cells in list(self._source.rows.values())[:200]:
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    found[column] = min(_WIDEST, max(found[column], len(cell.strip()) * 0.5, _NARROWEST))
                elif isinstance(cell, int | Decimal):
                    found[column] = min(_WIDEST, max(found[column], len(f"{cell:.2f}") + 2))
        return found


def _plain(cell: object) -> Value:
    if isinstance(cell, bool):
        return say("VERDADERO") if cell else say("FALSO")
    return cell if isinstance(cell, str | int | Decimal | date) else None


def _remark(finding: Finding) -> str:
    kind = KINDS[finding.kind]
    head = kind if finding.sure else say("Revise: {kind}", kind=Lower(kind))
    return in_a_row((head, finding.message, finding.effect), "\n")
