"""Named ranges and tables of an xlsx written out as cells: in row 7 `Tabla1[[#This Row],[Meta]]` may be `C7`."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from models.files.xlsx_scan import column_index, elements, row_number, sheet_parts
from models.files.xml_part import Attributes, go_through, new_parser
from models.rules.cell import column_letters

_WORKBOOK = "xl/workbook.xml"
_PLACE = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_AREA = re.compile(rf"(?:'(?:[^']|'')+'|[\w.]+)!{_PLACE}(?::{_PLACE})?|-?[0-9]+(?:\.[0-9]+)?")
_PIECE = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'!|[^\W\d][\w.]*[!(])
    |(?P<table>(?:[^\W\d][\w.]*)?)\[(?P<inside>(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*)\]
    |(?P<name>[^\W\d][\w.]*)""",
    re.VERBOSE,
)
_ITEM = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table: its sheet, its cells (rows and columns from 0, headings and totals included) and its columns."""

    sheet: str
    top: int
    left: int
    bottom: int
    columns: tuple[str, ...]
    totals: int

    def holds(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell is one of the table's."""
        across = self.left <= column < self.left + len(self.columns)
        return self.sheet == sheet and self.top <= row <= self.bottom and across


@dataclass(slots=True)
class Names:
    """What the workbook has names for; those of one sheet only stand under `(sheet, name)`."""

    areas: dict[tuple[str, str], str] = field(default_factory=dict)
    tables: dict[str, NamedTable] = field(default_factory=dict)

    def written_out(self, formula: str, cell: tuple[str, int, int]) -> str:
        """Give the formula of a cell (its sheet, row and column from 0) with cells in the place of names.

        What is not known stays as it is.
        """
        if not self.areas and "[" not in formula:
            return formula
        return _PIECE.sub(lambda match: self._piece(match, cell), formula)

    def _piece(self, match: re.Match[str], cell: tuple[str, int, int]) -> str:
        sheet, row, _ = cell
        if match["table"] is not None:
            table = self.tables.get(match["table"].casefold()) if match["table"] else self._around(cell)
            return (_part(table, match["inside"], sheet, row) if table else None) or match.group()
        if match["name"] is not None:
            name = match["name"].casefold()
            return self.areas.get((sheet, name)) or self.areas.get(("", name)) or match.group()
        return match.group()

    def _around(self, cell: tuple[str, int, int]) -> NamedTable | None:
        """Give the table in which a cell stands: a formula inside it may leave its name out."""
        sheet, row, column = cell
        return next((table for table in self.tables.values() if table.holds(sheet, row, column)), None)


def _part(table: NamedTable, inside: str, sheet: str, row: int) -> str | None:
    """Give the cells of a part of a table, or None for one that this reader does not know."""
    items = _ITEM.findall(inside) if inside.startswith("[") else [inside] if inside else []
    marks = [item.casefold() for item in items if item.startswith("#")]
    names = [_heading(re.sub("'(.)", r"\1", item)) for item in items if not item.startswith("#")]
    if any(name not in table.columns for name in names) or len(names) > 2 or len(marks) > 1:
        return None
    places = [table.columns.index(name) for name in names] or [0, len(table.columns) - 1]
    left, right = (column_letters(table.left + place) for place in (min(places), max(places)))
    prefix = "" if table.sheet == sheet else "'{}'!".format(table.sheet.replace("'", "''"))
    mark = marks[0] if marks else "#data"
    if mark == "#this row":
        return f"{prefix}{left}{row + 1}" + (f":{right}{row + 1}" if left != right else "")
    rows = {
        "#data": (table.top + 1, table.bottom - table.totals),
        "#all": (table.top, table.bottom),
        "#headers": (table.top, table.top),
        "#totals": (table.bottom, table.bottom),
    }.get(mark)
    return f"{prefix}${left}${rows[0] + 1}:${right}${rows[1] + 1}" if rows else None


def _heading(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).casefold()


def read_names(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> Names:
    """Give the named ranges and the tables of a workbook. The archive has passed `scan_xlsx`."""
    names = Names()
    sheets = sheet_parts(archive, parts)
    _read_areas(archive, parts[_WORKBOOK], list(sheets.values()), names)
    for part, sheet in sheets.items():
        folder, file = posixpath.split(part)
        relations = parts.get(f"{folder}/_rels/{file}.rels")
        for relation in elements(archive, relations, "Relationship") if relations else []:
            if relation.get("Type", "").endswith("/table"):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).strip("/").lower()
                if target in parts:
                    _read_table(archive, parts[target], sheet, names)
    return names


def _read_areas(archive: zipfile.ZipFile, member: zipfile.ZipInfo, sheets: list[str], names: Names) -> None:
    text: list[str] = []
    started: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if name.rpartition(":")[2] == "definedName":
            started.append(attributes)
            parser.CharacterDataHandler = text.append

    def end(name: str) -> None:
        if name.rpartition(":")[2] != "definedName" or not started:
            return
        parser.CharacterDataHandler = None
        attributes, area = started.pop(), "".join(text).strip()
        text.clear()
        local = attributes.get("localSheetId", "")
        scope = sheets[int(local)] if local.isdecimal() and int(local) < len(sheets) else ""
        if _AREA.fullmatch(area):
            names.areas[scope, attributes.get("name", "").casefold()] = area

    parser = new_parser(start)
    parser.EndElementHandler = end
    go_through(archive, member, parser)


def _read_table(archive: zipfile.ZipFile, member: zipfile.ZipInfo, sheet: str, names: Names) -> None:
    (head,) = elements(archive, member, "table")[:1] or [{}]
    first, _, last = head.get("ref", "").partition(":")
    columns = tuple(_heading(column.get("name", "")) for column in elements(archive, member, "tableColumn"))
    if not last or not columns:
        return
    (top, left), (bottom, _) = _place(first), _place(last)
    totals = head.get("totalsRowCount", "0")
    table = NamedTable(sheet, top, left, bottom, columns, int(totals) if totals.isdecimal() else 0)
    names.tables[head.get("displayName", head.get("name", "")).casefold()] = table


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return row_number(reference[len(letters) :]) - 1, column_index(letters)
