"""What the rows of an xlsx do not tell: formulas, shared ones written out, percent formats, merged cells."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from models.files.formula_names import Names, read_names
from models.files.xlsx_scan import column_index, elements, row_number, sheet_parts
from models.files.xml_part import Attributes, LocalNames, go_through, new_parser
from models.files.zip_directory import folded
from models.rules.workbook_audit.formula.tokens import shifted

_STYLES, _WORKBOOK = "xl/styles.xml", "xl/workbook.xml"
_PERCENT_FORMATS = {"9", "10"}
_TRUE = {"1", "true"}
_DIGITS = "0123456789"
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
MOST_MERGES = 10_000


@dataclass(slots=True)
class SheetFormulas:
    """Formulas by row and column from 0, cells with a percent format, merged rectangles, hidden rows, and a filter."""

    formulas: dict[int, dict[int, str]] = field(default_factory=dict)
    percents: dict[int, list[int]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    filtered: bool = False


def xlsx_formulas(archive: zipfile.ZipFile) -> dict[str, SheetFormulas]:
    """Give the formulas of each sheet by its name. The archive has passed `scan_xlsx`, which keeps the limits."""
    parts = {folded(member): member for member in archive.infolist()}
    percent_styles = _percent_styles(archive, parts)
    names = read_names(archive, parts)
    found = {}
    for part, name in sheet_parts(archive, parts).items():
        if part in parts:
            reader = _SheetReader(percent_styles, names, name)
            go_through(archive, parts[part], reader.parser)
            found[name] = reader.found
    return found


def is_recalculated(archive: zipfile.ZipFile) -> bool:
    """Tell whether the program that wrote the file leaves all results to whoever opens it."""
    parts = {folded(member): member for member in archive.infolist()}
    marks = elements(archive, parts[_WORKBOOK], "calcPr")
    return any(mark.get("fullCalcOnLoad") in _TRUE for mark in marks)


def _percent_styles(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> set[str]:
    """Give the indices of the cell styles that show a number as a percent."""
    if _STYLES not in parts:
        return set()
    reader = _StylesReader()
    go_through(archive, parts[_STYLES], reader.parser)
    percents = _PERCENT_FORMATS | reader.percent_formats
    return {str(index) for index, number in enumerate(reader.cell_formats) if number in percents}


class _StylesReader:
    """Follows the number formats and, inside `cellXfs`, the format of each style."""

    def __init__(self) -> None:
        self.percent_formats: set[str] = set()
        self.cell_formats: list[str] = []
        self.parser = new_parser(self._start)
        self._inside = False

    def _start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local == "numFmt" and "%" in _LITERAL.sub("", attributes.get("formatCode", "")):
            self.percent_formats.add(attributes.get("numFmtId", ""))
        elif local in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            self._inside = local == "cellXfs"
        elif local == "xf" and self._inside:
            self.cell_formats.append(attributes.get("numFmtId", "0"))


class _SheetReader:
    """Follows `c` and `f`; a follower of a shared formula gets its master's text, moved to its own place."""

    def __init__(self, percent_styles: set[str], names: Names, sheet: str) -> None:
        self.found = SheetFormulas()
        self._names = names
        self._sheet = sheet
        self.parser = new_parser(self._start)
        self.parser.EndElementHandler = self._end
        self._percent_styles = percent_styles
        self._local = LocalNames()
        self._columns: dict[str, int] = {}
        self._masters: dict[str, tuple[int, int, str]] = {}
        self._row = self._column = -1
        self._in_cell = False
        self._formula: Attributes | None = None
        self._text: list[str] = []

    def _start(self, name: str, attributes: Attributes) -> None:
        local = self._local[name]
        if local == "c":
            self._start_cell(attributes)
        elif local == "row":
            self._row = row_number(attributes.get("r")) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in _TRUE:
                self.found.hidden_rows.append(self._row)
        elif local == "f" and self._in_cell:
            self._formula = attributes
            self.parser.CharacterDataHandler = self._text.append
        elif local == "filterColumn":
            self.found.filtered = True
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_cell(self, attributes: Attributes) -> None:
        self._in_cell = True
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = self._place(reference)
        if attributes.get("s") in self._percent_styles:
            self.found.percents.setdefault(self._row, []).append(self._column)

    def _end(self, name: str) -> None:
        local = self._local[name]
        if local == "c":
            self._in_cell = False
        elif local == "f" and self._formula is not None:
            self.parser.CharacterDataHandler = None
            text = self._whole_formula(self._formula, "".join(self._text).strip())
            if text:
                plain = self._names.written_out(text, (self._sheet, self._row, self._column))
                self.found.formulas.setdefault(self._row, {})[self._column] = plain
            self._formula = None
            self._text.clear()

    def _whole_formula(self, attributes: Attributes, text: str) -> str:
        if attributes.get("t") != "shared":
            return text if attributes.get("t") != "dataTable" else ""
        key = attributes.get("si", "")
        if text:
            self._masters[key] = (self._row, self._column, text)
            return text
        row, column, master = self._masters.get(key, (0, 0, ""))
        return shifted(master, self._row - row, self._column - column)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if last and len(self.found.merges) < MOST_MERGES:
            self.found.merges.append((*self._place(first), *self._place(last)))

    def _place(self, reference: str) -> tuple[int, int]:
        letters = reference.rstrip(_DIGITS)
        if letters not in self._columns:
            self._columns[letters] = column_index(letters)
        return row_number(reference[len(letters) :]) - 1, self._columns[letters]
