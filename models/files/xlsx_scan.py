"""The sheets of an xlsx gone through before they are read: true size, error cells, formulas without a result."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Collection

from models.files.limits import Limits
from models.files.refusal import refusal
from models.files.sheet_scan import UNCACHED, Marks, SheetScan
from models.files.xml_part import Attributes, go_through, new_parser
from models.files.zip_directory import folded
from models.rules.cell import fold

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_DIGITS = "0123456789"
_HIDDEN = {"hidden", "veryHidden"}


def scan_xlsx(archive: zipfile.ZipFile, limits: Limits, named: Collection[str] | None = None) -> dict[str, Marks]:
    """Give the marks of every sheet by name; raise RuleBroken for a document type or a sheet beyond the limits.

    With `named`, folded names of sheets, hidden ones that are not among them are left out: nobody reads their cells.
    """
    parts = {folded(member): member for member in archive.infolist()}
    sheets = sheet_parts(archive, parts, named)
    found = {}
    for name, member in parts.items():
        if name in sheets:
            scan = _XlsxSheet(sheets[name], limits)
            go_through(archive, member, scan.parser)
            scan.finish_cell()
            found[scan.sheet] = scan.marks
        elif name.endswith((".xml", ".rels")):
            go_through(archive, member, new_parser())
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

    It is called for every element of a sheet, so it does no more than it must.
    """

    def __init__(self, sheet: str, limits: Limits) -> None:
        super().__init__(sheet, limits)
        self.parser = new_parser(self._start)
        self._begin = _Handlers(
            {
                "c": self._begin_cell,
                "v": self._begin_value,
                "is": self._begin_value,
                "f": self._begin_formula,
                "row": self._begin_row,
                "dimension": self._refuse_declared,
            },
            self._begin_other,
        )
        self._columns: dict[str, int] = {}
        self._digits, self._row_of_digits = "", -1
        self._row, self._column = -1, -1
        self._in_cell = self._is_formula = self._is_error = self._is_text = False
        self._text: list[str] = []

    def _start(self, name: str, attributes: Attributes) -> None:
        self._begin[name](attributes)

    def _begin_cell(self, attributes: Attributes) -> None:
        if self._is_formula or self._is_error:
            self.finish_cell()
        self.count()
        kind = attributes.get("t")
        self._in_cell, self._is_error, self._is_text = True, kind == "e", kind == "str"
        reference = attributes.get("r")
        if reference is None:
            self._column += 1  # it stands behind the last
        else:
            self._row, self._column = self._place(reference)

    def _begin_value(self, _attributes: Attributes) -> None:
        if not self._in_cell:
            return
        self.occupy(self._row, self._column)
        if self._is_formula or self._is_error:
            self.parser.CharacterDataHandler = self._text.append

    def _begin_formula(self, _attributes: Attributes) -> None:
        self._is_formula = self._is_formula or self._in_cell  # a list or a colour rule has formulas outside of cells

    def _begin_row(self, attributes: Attributes) -> None:
        self.finish_cell()
        self._row = row_number(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        self._column = -1

    def _begin_other(self, _attributes: Attributes) -> None:
        if self._in_cell:
            self.finish_cell()

    def _refuse_declared(self, attributes: Attributes) -> None:
        row, column = self._place(attributes.get("ref", "A1").rpartition(":")[2])
        self.refuse_beyond(row + 1, column + 1)

    def _place(self, reference: str) -> tuple[int, int]:
        """Give row and column, both from 0, of a reference such as `C12`."""
        letters = reference.rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index(letters)
        digits = reference[len(letters) :]
        if digits != self._digits:
            self._row_of_digits, self._digits = row_number(digits) - 1, digits
        return self._row_of_digits, column

    def finish_cell(self) -> None:
        """Keep what the last cell was, once its text is complete."""
        self._in_cell = False
        if not (self._is_formula or self._is_error):
            return
        self.parser.CharacterDataHandler = None
        text = "".join(self._text).strip()
        if self._is_error:
            self.mark(self._row, self._column, text or "#ERROR")
        elif not text and not self._is_text:
            self.mark(self._row, self._column, UNCACHED)
        self._is_formula = self._is_error = False
        self._text.clear()


class _Handlers(dict[str, Callable[[Attributes], None]]):
    """What to do for an element, by its name with or without a prefix (`x:row` is `row`)."""

    def __init__(self, known: dict[str, Callable[[Attributes], None]], other: Callable[[Attributes], None]) -> None:
        super().__init__(known)
        self._other = other

    def __missing__(self, name: str) -> Callable[[Attributes], None]:
        """Work out a name that was not met before."""
        found = self[name] = self.get(name.rpartition(":")[2], self._other)
        return found


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
