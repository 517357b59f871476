"""The child process that reads a workbook for its audit: rows as `workbook_child` gives them, and the formulas.

For each sheet `{"sheet": name, "hidden": …, "merges": […], "hidden_rows": […], "filtered": …}`, the rows
`[number, [cells]]`, and for each row that has any `["f", row, {column: formula}, [percent columns]]`. Hidden sheets
are read too: others may compute with them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import python_calamine

from models.files.formula_ods import ods_formulas
from models.files.formula_xlsx import SheetFormulas, is_recalculated, xlsx_formulas
from models.files.limits import Limits
from models.files.ods_scan import scan_ods
from models.files.workbook_child import row_lines, run_child
from models.files.xlsx_scan import scan_xlsx


def _lines(path: str, kind: str, limits: Limits) -> Iterator[object]:
    with zipfile.ZipFile(path) as archive:
        marks = scan_xlsx(archive, limits) if kind == "xlsx" else scan_ods(archive, limits)
        formulas = xlsx_formulas(archive) if kind == "xlsx" else ods_formulas(archive)
        yield {"recalculates": kind == "xlsx" and is_recalculated(archive)}
    with Path(path).open("rb") as file, python_calamine.load_workbook(file) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            extra = formulas.get(sheet.name, SheetFormulas())
            hidden = sheet.visible is not python_calamine.SheetVisibleEnum.Visible
            yield {"sheet": sheet.name, "hidden": hidden, "merges": extra.merges, **_hiding(extra)}
            yield from row_lines(workbook.get_sheet_by_name(sheet.name), marks.get(sheet.name, {}))
            yield from _formula_lines(extra)
    yield {"end": True}


def _hiding(extra: SheetFormulas) -> dict[str, object]:
    return {"hidden_rows": extra.hidden_rows, "filtered": extra.filtered}


def _formula_lines(extra: SheetFormulas) -> Iterator[object]:
    for row in sorted(extra.formulas.keys() | extra.percents.keys()):
        yield ["f", row, extra.formulas.get(row, {}), extra.percents.get(row, [])]


def main() -> None:
    """Write the rows and the formulas of the workbook that the order names."""
    run_child(_lines)
