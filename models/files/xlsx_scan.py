"""The sheets of an xlsx gone through before they are read: true size, error cells, formulas without a result."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Collection

from models.files.limits import Limits
from models.files.plain_rows import PlainRows
from models.files.refusal import refusal
from models.files.sheet_scan import UNCACHED, Marks, SheetScan
from models.files.xml_part import Attributes, LocalNames, Prolog, go_through, hand_over, new_parser
from models.files.zip_directory import folded
from models.rules.cell import fold

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_READ = {_WORKBOOK, _RELATIONS, "xl/sharedstrings.xml", "xl/styles.xml"}
"""Beside the sheets, what a reader of cells looks into."""

_DIGITS = "0123456789"
_HIDDEN = {"hidden", "veryHidden"}


def scan_xlsx(archive: zipfile.ZipFile, limits: Limits, named: Collection[str] | None = None) -> dict[str, Marks]:
    """Give the marks of every sheet by name; raise RuleBroken for a document type or a sheet beyond the limits.

    With `named`, folded names of sheets, hidden ones that are not among them are left out, and by some limits all
    others too: nobody reads their cells.
    """
    parts = {folded(member): member for member in archive.infolist()}
    sheets = sheet_parts(archive, parts, named)
    if limits.only_named:
        sheets = {part: name for part, name in sheets.items() if fold(name) in (named or ())}
    found = {}
    for name, member in parts.items():
        if name in sheets:
            scan = _XlsxSheet(sheets[name], limits)
            hand_over(archive, member, PlainRows(scan.parser.Parse, scan.pass_row).take)
            scan.finish_cell()
            found[scan.sheet] = scan.marks
        elif name in _READ:
            go_through(archive, member, new_parser())
        elif name.endswith((".xml", ".rels")):
            hand_over(archive, member, Prolog().take)
    return found


def sheet_parts(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], named: Collection[str] | None = None
) -> dict[str, str]:
    """Give the name of each sheet by the part that holds it; with `named`, only of sheets that are read."""
    if _RELATIONS not in parts:
        raise refusal("file_damaged")
    targets = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).strip("/").lower()
        for relation in elements(archive, parts[_RELATIONS], "Relationship")
    }
    return {
        targets.get(_relation_id(sheet), ""): sheet.get("name", "")
        for sheet in elements(archive, parts[_WORKBOOK], "sheet")
        if named is None or sheet.get("state") not in _HIDDEN or fold(sheet.get("name", "")) in named
    }


def _relation_id(sheet: Attributes) -> str:
    return next((value for name, value in sheet.items() if name.rpartition(":")[2] == "id"), "")


def elements(archive: zipfile.ZipFile, member: zipfile.ZipInfo, wanted: str) -> list[Attributes]:
    """Give the attributes of every element of that name in a part."""
    found: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(attributes)

    go_through(archive, member, new_parser(start))
    return found


class _XlsxSheet(SheetScan):
    """Follows `row`, `c`, `f`, `v` and `is`; the text of a cell is kept only where its formula or error needs it.

    It is called for every element outside of plain rows, so it does no more than it must.
    """

    def __init__(self, sheet: str, limits: Limits) -> None:
        super().__init__(sheet, limits)
        self.parser = new_parser(self._start)
        self._local = LocalNames()
        self._column_of: dict[str, int] = {}
        self._passed: set[bytes] = set()
        self._row, self._column = -1, -1
        self._row_digits, self._row_number = "", -1
        self._open = False
        self._type: str | None = None
        self._formula = False
        self._text: list[str] = []

    def _start(self, name: str, attributes: Attributes) -> None:
        local = self._local[name]
        if local == "c":
            if self._formula or self._type == "e":
                self.finish_cell()
            self.count()
            self._open = True
            self._type = attributes.get("t")
            self._go_to(attributes.get("r"))
        elif local == "row":
            self._start_row(attributes)
        elif self._open:
            self._inside_cell(local)
        elif local == "dimension":
            row, column = self._place(attributes.get("ref", "A1").rpartition(":")[2])
            self.refuse_beyond(row + 1, column + 1)

    def pass_row(self, row: int, cells: int, columns: set[bytes]) -> None:
        """Count a plain row, which marks nothing; its element was met, and was empty."""
        self._row = row - 1
        self.count(cells)
        if columns:
            self.occupy(self._row, 0)
        for letters in columns - self._passed:
            self.occupy(self._row, column_index(letters.decode()))
        self._passed |= columns

    def _start_row(self, attributes: Attributes) -> None:
        self.finish_cell()
        self._row = row_number(attributes.get("r")) - 1 if "r" in attributes else self._row + 1
        self._column = -1

    def _inside_cell(self, local: str) -> None:
        if local == "f":
            self._formula = True
        elif local in {"v", "is"}:
            self.occupy(self._row, self._column)
            if self._formula or self._type == "e":
                self.parser.CharacterDataHandler = self._text.append
        else:
            self.finish_cell()  # a formula of a list or a colour rule may follow, which is no cell's

    def _go_to(self, reference: str | None) -> None:
        """Go to where a cell says that it stands; without a reference it stands behind the last."""
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = self._place(reference)

    def _place(self, reference: str) -> tuple[int, int]:
        """Give row and column, both from 0, of a reference such as `C12`."""
        letters = reference.rstrip(_DIGITS)
        column = self._column_of.get(letters)
        if column is None:
            column = self._column_of[letters] = column_index(letters)
        digits = reference[len(letters) :]
        if digits != self._row_digits:
            self._row_number, self._row_digits = row_number(digits) - 1, digits
        return self._row_number, column

    def finish_cell(self) -> None:
        """Keep what the last cell was, once its text is complete."""
        self._open = False
        if not self._formula and self._type != "e":
            return
        self.parser.CharacterDataHandler = None
        text = "".join(self._text).strip()
        if self._type == "e":
            self.mark(self._row, self._column, text or "#ERROR")
        elif not text and self._type != "str":
            self.mark(self._row, self._column, UNCACHED)
        self._formula, self._type = False, None
        self._text.clear()


def row_number(digits: str | None) -> int:
    """Read the number of a row as written, from 1; raise RuleBroken for what is none."""
    if not digits or len(digits) > 7 or digits.strip(_DIGITS):
        raise refusal("file_damaged")
    return int(digits)


def column_index(letters: str) -> int:
    """Give the column, from 0, that letters such as `AA` name; raise RuleBroken for what is none."""
    if not 1 <= len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
        raise refusal("file_damaged")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
