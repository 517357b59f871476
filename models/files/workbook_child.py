"""The child process that reads one workbook: limits first, then the scan, then the rows as lines of JSON.

`child_lines` has its `main` called with the order as argument and nothing in the environment. It only writes lines:
`{"refused": …}`, or for each sheet `{"sheet": name, "hidden": …}` followed by rows `[number, [cells]]`, and
`{"end": true}` as proof that nothing is missing.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import zipfile
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

import python_calamine

from models.files.limits import Limits
from models.files.ods_scan import scan_ods
from models.files.sheet_scan import Marks, SheetScan
from models.files.xlsx_scan import scan_xlsx
from models.rules.cell import fold
from models.rules.errors import RuleBroken

_EXACT_WHOLE = 10**15
_GRACE = 5  # the first signal says that time is up; at the second limit the kernel kills without a word


def main() -> None:
    """Write the rows of the workbook that the order names."""
    named = json.loads(sys.argv[1]).get("named", ())
    run_child(partial(_lines, named={fold(name) for name in named}))


def run_child(lines_of: Callable[[str, str, Limits], Iterator[object]]) -> None:
    """Read the order in the first argument (JSON: `path`, `kind`, `limits`) and write the lines to standard output."""
    order = json.loads(sys.argv[1])
    limits = Limits(**order["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor_seconds, limits.processor_seconds + _GRACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for line in lines_of(order["path"], order["kind"], limits):
            sys.stdout.write(json.dumps(line, allow_nan=False, separators=(",", ":")))
            sys.stdout.write("\n")
    except RuleBroken as refused:
        sys.stdout.write(json.dumps({"refused": refused.code, "message": refused.message}))
        sys.stdout.write("\n")
    except (python_calamine.CalamineError, MemoryError, OSError, ValueError) as error:
        sys.stdout.write(json.dumps({"refused": _code_of(error)}) + "\n")


def _code_of(error: Exception) -> str:
    if isinstance(error, python_calamine.PasswordError):
        return "file_encrypted"
    return "too_heavy" if isinstance(error, MemoryError) else "file_damaged"


def _lines(path: str, kind: str, limits: Limits, named: Collection[str] = ()) -> Iterator[object]:
    marks = {} if kind == "xls" else _marks(path, kind, limits, named)
    with Path(path).open("rb") as file, python_calamine.load_workbook(file) as workbook:  # by content, not by name
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = sheet.visible is not python_calamine.SheetVisibleEnum.Visible
            yield {"sheet": sheet.name, "hidden": hidden}
            if not (hidden or limits.only_named) or fold(sheet.name) in named:
                cells = workbook.get_sheet_by_name(sheet.name)
                _refuse_beyond(cells, limits)
                yield from row_lines(cells, marks.get(sheet.name, {}))
    yield {"end": True}


def _marks(path: str, kind: str, limits: Limits, named: Collection[str]) -> dict[str, Marks]:
    with zipfile.ZipFile(path) as archive:
        return scan_xlsx(archive, limits, named) if kind == "xlsx" else scan_ods(archive, limits)


def _refuse_beyond(sheet: python_calamine.CalamineSheet, limits: Limits) -> None:
    """An .xls was not scanned before; what it occupies is known only now."""
    if sheet.end is not None:
        SheetScan(sheet.name, limits).refuse_beyond(sheet.end[0] + 1, sheet.end[1] + 1)


def row_lines(sheet: python_calamine.CalamineSheet, marks: Marks) -> Iterator[object]:
    """Give every row that is not blank as `[number, cells]`; a marked cell gets the mark that calamine leaves out."""
    margin: list[object] = [None] * (sheet.start[1] if sheet.start else 0)
    last = -1
    for last, values in enumerate(sheet.iter_rows()):
        cells = [value or None if type(value) is str else _plain(value) for value in values]  # most cells are text
        line = _line(last, margin + cells, marks.get(last))
        if line:
            yield line
    yield from (_line(row, [], marks[row]) for row in sorted(marks) if row > last)


def _line(row: int, cells: list[object], marks: dict[int, str] | None) -> list[object] | None:
    for column, text in (marks or {}).items():
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = {"e": text}
    while cells and cells[-1] is None:
        cells.pop()
    return [row + 1, cells] if cells else None


def _plain(value: object) -> object:
    """Give a cell as JSON knows it: whole floats as integers, dates under `d`, all else as text."""
    if isinstance(value, float):
        return _plain_float(value)
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()} if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return value if isinstance(value, int) else str(value) or None


def _plain_float(value: float) -> float | str:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < _EXACT_WHOLE else value
