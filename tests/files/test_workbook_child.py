from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from models.files.limits import PLAN_PACKAGE
from models.files.ods_scan import scan_ods
from models.files.sheet_scan import Marks
from models.files.workbook_child import _lines
from models.files.xlsx_scan import scan_xlsx
from models.rules.errors import RuleBroken
from tests.files.bad_files import BAD_FILES
from tests.files.parts import ods_parts, write_sheet, write_zip

SCANNED = {"contains_dtd", "too_many_cells", "too_many_rows", "too_many_columns"}
DAMAGED = [
    "a link of an ods",
    "a size that is not true",
    "sheets that are not there",
    "a reference that is none",
    "a reference without a row",
    "a row number that is none",
    "an ods count that is none",
    "an ods cell outside all tables",
    "a workbook without relations",
]
ROWS = (
    '<row r="2"><c r="B2"><v>1.5</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2"><f>1+1</f></c></row>'
    '<row r="4"><c r="A4" t="inlineStr"><is><t>007</t></is></c></row>'
)


def scan(path: Path) -> dict[str, Marks]:
    with zipfile.ZipFile(path) as archive:
        is_ods = "content.xml" in archive.namelist()
        return scan_ods(archive, PLAN_PACKAGE) if is_ods else scan_xlsx(archive, PLAN_PACKAGE)


@pytest.mark.parametrize("kind", [kind for kind, (code, _) in BAD_FILES.items() if code in SCANNED] + DAMAGED)
def test_the_scan_refuses_what_no_directory_shows(kind: str, tmp_path: Path) -> None:
    code, make = BAD_FILES[kind]
    make(tmp_path / "a")
    with pytest.raises(RuleBroken) as refused:
        scan(tmp_path / "a")
    assert refused.value.code == code


def test_it_counts_cells_that_overlap_or_are_empty(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a", '<row r="1">' + '<c r="A1"/>' * 11 + "</row>")
    with zipfile.ZipFile(path) as archive, pytest.raises(RuleBroken) as refused:
        scan_xlsx(archive, replace(PLAN_PACKAGE, cells=10))
    assert refused.value.code == "too_many_cells"


def test_it_marks_errors_and_formulas_by_row_and_column(tmp_path: Path) -> None:
    assert scan(write_sheet(tmp_path / "a", ROWS)) == {"plan": {1: {2: "#N/A", 3: "="}}}


def test_it_marks_them_in_an_ods_too(tmp_path: Path) -> None:
    kind = 'office:value-type="string" calcext:value-type="error"'
    error = f"<table:table-cell {kind}><text:p>#N/A</text:p></table:table-cell>"
    rows = f'<table:table-row>{error}<table:table-cell table:formula="of:=1"/></table:table-row>'
    assert scan(write_zip(tmp_path / "a", ods_parts(rows))) == {"plan": {0: {0: "#N/A", 1: "="}}}


def test_it_writes_a_line_for_each_sheet_and_row_and_one_for_the_end(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a", ROWS)
    assert list(_lines(str(path), "xlsx", PLAN_PACKAGE)) == [
        {"sheet": "plan", "hidden": False},
        [2, [None, 1.5, {"e": "#N/A"}, {"e": "="}]],
        [4, ["007"]],
        {"end": True},
    ]


def test_it_writes_dates_and_what_is_no_number_as_text(tmp_path: Path) -> None:
    cells = [
        ("date", 'office:date-value="2027-03-31"'),
        ("float", 'office:value="NaN"'),
        ("time", 'office:time-value="PT1H"'),
    ]
    row = "".join(f'<table:table-cell office:value-type="{kind}" {value}/>' for kind, value in cells)
    path = write_zip(tmp_path / "a", ods_parts(f"<table:table-row>{row}</table:table-row>"))
    (_, line, _) = _lines(str(path), "ods", PLAN_PACKAGE)
    assert line == [1, [{"d": "2027-03-31"}, "nan", "PT1H"]]
