from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from models.files import workbook_read
from models.files.limits import PLAN_PACKAGE, Limits
from models.files.workbook_read import open_workbook
from models.rules.cell import Cell, ErrorCell, Row, UncachedFormula
from models.rules.errors import RuleBroken
from tests.files.bad_files import BAD_FILES
from tests.files.parts import write_sheet, write_zip, xlsx_parts

ROOT = Path(workbook_read.__file__).parents[2]


def rows_of(path: Path, limits: Limits = PLAN_PACKAGE) -> list[Row]:
    with open_workbook(path, limits) as sheets:
        return [row for sheet in sheets for row in sheet.rows]


def first_row(path: Path, cells: str) -> tuple[Cell, ...]:
    (row,) = rows_of(write_sheet(path / "a.xlsx", f'<row r="1">{cells}</row>'))
    return row.cells


def text(content: str) -> str:
    return f'<c t="inlineStr"><is><t>{content}</t></is></c>'


CELLS: list[tuple[str, Cell]] = [
    (text("00123"), "00123"),  # a code keeps its zeros
    ("<c><v>1</v></c>", 1),  # a code typed as 1 comes as the float 1.0
    ("<c><v>0.1</v></c>", Decimal("0.1")),
    ("<c><v>0.30000000000000004</v></c>", Decimal("0.30000000000000004")),  # rules decide about the noise
    ("<c><v>1e300</v></c>", Decimal("1e300")),
    ("<c><v>NaN</v></c>", "nan"),  # text, which no column of numbers takes
    ("<c><v>-1e999</v></c>", "-inf"),
    ('<c t="b"><v>1</v></c>', True),
    ('<c t="d"><v>2027-03-31T00:00:00</v></c>', date(2027, 3, 31)),
    ('<c t="d"><v>2027-03-31T10:30:00</v></c>', "2027-03-31 10:30:00"),  # no column takes a time of day
    ('<c t="e"><v>#DIV/0!</v></c>', ErrorCell("#DIV/0!")),
    ('<c t="e"><f>1/0</f><v>#REF!</v></c>', ErrorCell("#REF!")),
    ('<c t="e"/>', ErrorCell("#ERROR")),
    ("<c><f>1+1</f><v>2</v></c>", 2),
    ("<c><f>1+1</f></c>", UncachedFormula()),
    ("<c><f>1+1</f><v></v></c>", UncachedFormula()),
    ('<c t="str"><f>A1&amp;""</f><v>x</v></c>', "x"),
    (text("a &lt;b&gt; &#10;c"), "a <b> \nc"),
]


@pytest.mark.parametrize(("xml", "cell"), CELLS)
def test_it_reads_a_cell(xml: str, cell: Cell, tmp_path: Path) -> None:
    assert first_row(tmp_path, f"{xml}<c><v>7</v></c>") == (cell, 7)


def test_it_takes_empty_text_of_a_formula_for_a_blank(tmp_path: Path) -> None:
    assert first_row(tmp_path, '<c t="str"><f>""</f><v></v></c><c><v>7</v></c>') == (None, 7)


def test_it_finds_errors_below_and_beside_all_data(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="B2"><v>1</v></c></row><row r="5"><c r="D5" t="e"><v>#N/A</v></c></row>'
        '<row r="7"><c r="E7"><f>1+1</f></c></row>'
    )
    assert rows_of(write_sheet(tmp_path / "a.xlsx", rows)) == [
        Row(2, (None, 1)),
        Row(5, (None, None, None, ErrorCell("#N/A"))),
        Row(7, (None, None, None, None, UncachedFormula())),
    ]


def test_it_takes_no_rule_of_colours_for_a_formula_of_the_last_cell(tmp_path: Path) -> None:
    after = "<extLst><ext><xm:f xmlns:xm='urn:x'>A1</xm:f></ext></extLst>"
    path = write_sheet(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', after=after)
    assert rows_of(path) == [Row(1, (1,))]


def test_it_reads_names_with_a_prefix_and_cells_without_a_reference(tmp_path: Path) -> None:
    parts = xlsx_parts()
    parts["xl/worksheets/sheet1.xml"] = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row><x:c><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert rows_of(write_zip(tmp_path / "a.xlsx", parts)) == [Row(1, (1, ErrorCell("#N/A")))]


def test_it_reads_what_another_program_wrote(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["code", date(2027, 3, 31), 1.5, "=1+1", None, "fin"])
    book.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx") == [
        Row(1, ("code", date(2027, 3, 31), Decimal("1.5"), UncachedFormula(), None, "fin"))
    ]


def test_it_names_hidden_sheets_and_reads_none_of_them(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for name in ("seen", "hidden", "very hidden"):
        book.add_worksheet(name).write(0, 0, name)
    book.worksheets()[1].hide()
    book.worksheets()[2].very_hidden()
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=seen!$A$1"})
    book.add_chartsheet("chart").set_chart(chart)
    book.close()
    with open_workbook(tmp_path / "a.xlsx") as sheets:
        found = [(sheet.name, sheet.hidden, len(list(sheet.rows))) for sheet in sheets]
    assert found == [("seen", False, 1), ("hidden", True, 0), ("very hidden", True, 0)]


def test_it_goes_to_the_next_sheet_past_rows_that_nobody_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for name in ("one", "two"):
        book.add_worksheet(name).write_column(0, 0, [1, 2, 3])
    book.close()
    with open_workbook(tmp_path / "a.xlsx") as sheets:
        assert [(sheet.name, next(sheet.rows).number) for sheet in sheets] == [("one", 1), ("two", 1)]


def test_it_tells_a_file_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    assert rows_of(write_sheet(tmp_path / "upload.tmp", "<row><c><v>1</v></c></row>")) == [Row(1, (1,))]


def test_it_looks_no_further_than_the_root_of_a_part_that_nobody_reads(tmp_path: Path) -> None:
    parts = xlsx_parts("<row><c><v>1</v></c></row>") | {"docProps/app.xml": "<Properties><a></b>"}
    assert rows_of(write_zip(tmp_path / "a.xlsx", parts)) == [Row(1, (1,))]


def test_it_says_that_a_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"«plan\.xlsx»"):
        rows_of(tmp_path / "plan.xlsx")


def many_rows(path: Path) -> Path:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"x" * 90}</t></is></c></row>' for n in range(1, 90_000)
    )
    return write_sheet(path / "a.xlsx", rows)


LIMITS = [
    (replace(PLAN_PACKAGE, memory_bytes=10 * 2**20), "too_heavy"),  # Python says so
    (replace(PLAN_PACKAGE, memory_bytes=30 * 2**20), "too_heavy"),  # the reader of workbooks aborts
    (replace(PLAN_PACKAGE, wall_seconds=0.05), "too_slow"),
    (replace(PLAN_PACKAGE, processor_seconds=0), "too_slow"),
    (replace(PLAN_PACKAGE, rows=80_000), "too_many_rows"),
    (replace(PLAN_PACKAGE, cells=80_000), "too_many_cells"),
]


@pytest.mark.parametrize(("limits", "code"), LIMITS)
def test_it_stops_a_child_at_its_limits(limits: Limits, code: str, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken) as refused:
        rows_of(many_rows(tmp_path), limits)
    assert refused.value.code == code


def test_it_leaves_no_child_behind_when_the_reader_gives_up(tmp_path: Path) -> None:
    with open_workbook(many_rows(tmp_path)) as sheets:
        sheet = next(sheets)
        next(sheet.rows)
    with pytest.raises(ValueError, match="closed file"):
        next(sheet.rows)


MEASURE = """
import re, resource, sys
from pathlib import Path
from models.files.workbook_read import open_workbook
from models.rules.errors import RuleBroken
try:
    with open_workbook(Path(sys.argv[1])) as sheets:
        [list(sheet.rows) for sheet in sheets]
except RuleBroken:
    mine = int(re.search("VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text())[1])
    print(max(mine, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""


@pytest.mark.parametrize("kind", ["a zip bomb by size", "a hundred thousand members", "one cell far away"])
def test_it_refuses_in_the_memory_of_an_idle_interpreter(kind: str, tmp_path: Path) -> None:
    BAD_FILES[kind][1](tmp_path / "a.xlsx")
    order = [sys.executable, "-c", MEASURE, str(tmp_path / "a.xlsx")]
    megabytes = subprocess.run(order, cwd=ROOT, capture_output=True, check=True, text=True).stdout  # noqa: S603 -- ours
    assert int(megabytes) < 50
