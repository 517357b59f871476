from __future__ import annotations

import json
import resource
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from models.files import workbook_child
from models.files.limits import PLAN_PACKAGE
from models.files.ods_scan import scan_ods
from models.files.refusal import refusal
from models.files.sheet_scan import Marks
from models.files.workbook_child import _lines
from models.files.xlsx_scan import scan_xlsx
from models.rules.errors import RuleBroken
from tests.files.bad_files import BAD_FILES
from tests.files.here import said_here
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


def said(path: Path, kind: str = "xlsx", **limits: int) -> list[object]:
    """Everything that the child writes."""
    text, _limited = said_here("models.files.workbook_child", path, kind, replace(PLAN_PACKAGE, **limits))
    return [json.loads(line) for line in text.splitlines()]


def test_it_limits_itself_before_it_reads(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a", ROWS)
    _text, limited = said_here("models.files.workbook_child", path, "xlsx", PLAN_PACKAGE)
    memory, seconds = PLAN_PACKAGE.memory_bytes, PLAN_PACKAGE.processor_seconds
    assert (resource.RLIMIT_AS, (memory, memory)) in limited
    assert (resource.RLIMIT_CPU, (seconds, seconds + 5)) in limited
    assert (resource.RLIMIT_CORE, (0, 0)) in limited


def test_it_ends_with_what_it_refuses_and_why(tmp_path: Path) -> None:
    (line,) = said(write_sheet(tmp_path / "a", ROWS), rows=2)
    assert line == {"refused": "too_many_rows", "message": refusal("too_many_rows", sheet="plan", limit=2).message}


@pytest.mark.parametrize(("error", "code"), [(MemoryError(), "too_heavy"), (OSError(), "file_damaged")])
def test_it_says_what_happened_to_it(
    error: Exception, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(workbook_child, "scan_xlsx", fail)
    assert said(write_sheet(tmp_path / "a", ROWS)) == [{"refused": code}]


def test_it_passes_over_sheets_that_are_charts(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a"))
    sheet = book.add_worksheet("plan")
    sheet.write_row(0, 0, [1, 2])
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=plan!$A$1:$B$1"})
    book.add_chartsheet("Gráfico").set_chart(chart)
    book.close()
    assert said(tmp_path / "a") == [{"sheet": "plan", "hidden": False}, [1, [1, 2]], {"end": True}]
