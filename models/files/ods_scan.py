"""The tables of an ods gone through before they are read: repeated cells counted out, errors found by address."""

from __future__ import annotations

import zipfile

from models.files.limits import Limits
from models.files.refusal import refusal
from models.files.sheet_scan import UNCACHED, Marks, SheetScan
from models.files.xml_part import Attributes, LocalNames, go_through, new_parser

_OUTSIDE_DATA = {"table-source", "cell-range-source"}


def scan_ods(archive: zipfile.ZipFile, limits: Limits) -> dict[str, Marks]:
    """Give the marks of every table by name; raise RuleBroken for a document type, a link or one beyond the limits."""
    content = _OdsContent(limits)
    for member in archive.infolist():
        if member.filename.endswith(".xml"):
            is_content = member.filename == "content.xml"
            go_through(archive, member, content.parser if is_content else new_parser())
    content.finish_cell()
    return {sheet.sheet: sheet.marks for sheet in content.sheets}


class _OdsContent:
    """Follows tables, rows and cells with their repetitions."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[SheetScan] = []
        self.parser = new_parser(self._start)
        self._limits = limits
        self._local = LocalNames()
        self._next_row = self._row = 0
        self._next_column = self._column = 0
        self._error = False
        self._text: list[str] = []

    def _start(self, name: str, attributes: Attributes) -> None:
        local = self._local[name]
        if local in {"table-cell", "covered-table-cell"}:
            self._start_cell({self._local[key]: value for key, value in attributes.items()}, attributes)
        elif local == "table-row":
            self._row = self._next_row
            self._next_row += _times(attributes.get("table:number-rows-repeated"))
            self._next_column = 0
        elif local == "table":
            self.finish_cell()
            self.sheets.append(SheetScan(attributes.get("table:name", ""), self._limits))
            self._next_row = 0
        elif local in _OUTSIDE_DATA:
            raise refusal("contains_external_links")

    def _start_cell(self, cell: Attributes, attributes: Attributes) -> None:
        self.finish_cell()
        if not self.sheets:
            raise refusal("file_damaged")
        sheet = self.sheets[-1]
        sheet.count()
        self._column = self._next_column
        self._next_column += _times(cell.get("number-columns-repeated"))
        if "value-type" in cell or "formula" in cell:
            sheet.occupy(self._next_row - 1, self._next_column - 1)
        if attributes.get("calcext:value-type") == "error":
            self._error = True
            self.parser.CharacterDataHandler = self._text.append
        elif "formula" in cell and "value-type" not in cell:
            sheet.mark(self._row, self._column, UNCACHED)

    def finish_cell(self) -> None:
        """Keep the text of the last cell when it was an error."""
        if not self._error:
            return
        self.parser.CharacterDataHandler = None
        self.sheets[-1].mark(self._row, self._column, "".join(self._text).strip() or "#ERROR")
        self._error = False
        self._text.clear()


def _times(digits: str | None) -> int:
    if digits is None:
        return 1
    if not digits.isascii() or not digits.isdigit() or len(digits) > 7:
        raise refusal("file_damaged")
    return int(digits)
