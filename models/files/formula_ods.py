"""What the rows of an ods do not tell: formulas, turned into the syntax of xlsx, percent cells, merged cells."""

from __future__ import annotations

import re
import zipfile

from models.files.formula_xlsx import MOST_MERGES, SheetFormulas
from models.files.xml_part import Attributes, LocalNames, go_through, new_parser

_PREFIX = re.compile(r"(?:of|oooc|msoxl):=|=")
_PART = re.compile(r'"(?:[^"]|"")*"|\[[^\]]*\]|[;|~]|[^"\[;|~]+')
_CORNER = re.compile(
    r"(?:(?P<sheet>\$?'(?:[^']|'')+'|\$?[^.:'\[\]]+))?"
    r"\.(?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}|\$?[0-9]{1,7})"
)
_MOST_REPEATED = 1000


def ods_formulas(archive: zipfile.ZipFile) -> dict[str, SheetFormulas]:
    """Give the formulas of each table by its name. The archive has passed `scan_ods`, which keeps the limits."""
    reader = _ContentReader()
    go_through(archive, "content.xml", reader.parser)
    return reader.found


def as_xlsx(formula: str) -> str:
    """Turn `of:=SUM([.B2:.D2];[$Otra.A1])` into `SUM(B2:D2,Otra!A1)`; what it does not know stays as it is."""
    body = _PREFIX.sub("", formula, count=1)
    in_braces = 0
    parts = []
    for match in _PART.finditer(body):
        text = match.group()
        if text.startswith("["):
            parts.append(_reference(text[1:-1]))
        elif text.startswith('"'):
            parts.append(text)
        else:
            in_braces += text.count("{") - text.count("}")
            parts.append(_separator(text, in_braces=in_braces > 0))
    return "".join(parts)


def _separator(text: str, *, in_braces: bool) -> str:
    if text == ";":
        return ","
    return ";" if text == "|" and in_braces else text


def _reference(text: str) -> str:
    """Turn a cell or an area; a lost one is `#REF!`, and one that is not known stays, which no reader understands."""
    first = _CORNER.match(text)
    if first is None:
        return "#REF!" if "#REF!" in text else f"[{text}]"
    rest = text[first.end() :]
    last = _CORNER.fullmatch(rest.removeprefix(":")) if rest.startswith(":") else None
    if rest and (last is None or last["sheet"] not in {None, first["sheet"]}):
        return f"[{text}]"
    cells = f"{first['cell']}:{last['cell']}" if last else first["cell"]
    if first["sheet"] is None:
        return cells
    name = first["sheet"].removeprefix("$").strip("'")
    return f"'{name}'!{cells}"


class _ContentReader:
    """Follows tables, rows and cells with their repetitions, as `ods_scan` does."""

    def __init__(self) -> None:
        self.found: dict[str, SheetFormulas] = {}
        self.parser = new_parser(self._start)
        self._local = LocalNames()
        self._sheet = SheetFormulas()
        self._row = self._next_row = self._column = 0
        self._repeated_rows = 1

    def _start(self, name: str, attributes: Attributes) -> None:
        local = self._local[name]
        if local in {"table-cell", "covered-table-cell"}:
            self._cell({self._local[key]: value for key, value in attributes.items()}, attributes)
        elif local == "table-row":
            self._row = self._next_row
            self._repeated_rows = int(attributes.get("table:number-rows-repeated", "1"))
            self._next_row += self._repeated_rows
            self._column = 0
            self._hide(attributes.get("table:visibility", "visible"))
        elif local == "table":
            self._sheet = self.found.setdefault(attributes.get("table:name", ""), SheetFormulas())
            self._row = self._next_row = 0

    def _hide(self, visibility: str) -> None:
        if visibility != "visible" and self._repeated_rows <= _MOST_REPEATED:
            self._sheet.hidden_rows.extend(range(self._row, self._next_row))
            self._sheet.filtered |= visibility == "filter"

    def _cell(self, cell: Attributes, attributes: Attributes) -> None:
        first = self._column
        times = int(cell.get("number-columns-repeated", "1"))
        self._column += times
        if times * self._repeated_rows > _MOST_REPEATED:
            return
        formula = cell.get("formula")
        for row in range(self._row, self._row + self._repeated_rows):
            for column in range(first, first + times):
                if formula:
                    self._sheet.formulas.setdefault(row, {})[column] = as_xlsx(formula)
                if attributes.get("office:value-type") == "percentage":
                    self._sheet.percents.setdefault(row, []).append(column)
        self._merge(first, int(cell.get("number-columns-spanned", "1")), int(cell.get("number-rows-spanned", "1")))

    def _merge(self, column: int, columns: int, rows: int) -> None:
        if columns * rows > 1 and len(self._sheet.merges) < MOST_MERGES:
            self._sheet.merges.append((self._row, column, self._row + rows - 1, column + columns - 1))
