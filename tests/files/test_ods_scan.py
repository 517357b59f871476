from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from models.files.workbook_read import open_workbook
from models.rules.cell import ErrorCell, Row, UncachedFormula
from tests.files.parts import ods_parts, write_zip

TO_THE_END = '<table:table-cell table:number-columns-repeated="16384"/>'
HIDDEN = (
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def text(content: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{content}</text:p></table:table-cell>'


def value(kind: str, content: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" {content}/>'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def rows_of(folder: Path, *rows: str, **around: str) -> list[Row]:
    with open_workbook(write_zip(folder / "a.ods", ods_parts("".join(rows), **around))) as sheets:
        return [row for sheet in sheets for row in sheet.rows]


def test_it_reads_text_numbers_dates_and_booleans(tmp_path: Path) -> None:
    cells = [
        text("007"),
        value("float", 'office:value="1"'),
        value("float", 'office:value="0.1"'),
        value("date", 'office:date-value="2027-03-31"'),
        value("boolean", 'office:boolean-value="true"'),
    ]
    assert rows_of(tmp_path, row(*cells)) == [Row(1, ("007", 1, Decimal("0.1"), date(2027, 3, 31), True))]


def test_it_writes_out_repeated_rows_and_leaves_the_empty_end(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, row(text("a")), row(text("b"), times=2), row(TO_THE_END, times=1_048_573))
    assert rows == [Row(1, ("a",)), Row(2, ("b",)), Row(3, ("b",))]


def test_it_keeps_row_numbers_across_empty_rows(tmp_path: Path) -> None:
    assert rows_of(tmp_path, row(TO_THE_END, times=5), row(text("a"))) == [Row(6, ("a",))]


def test_it_finds_errors_and_formulas_without_result(tmp_path: Path) -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )
    cells = (error, text("b"), '<table:table-cell table:formula="of:=1"/>', "<table:covered-table-cell/>", text("c"))
    assert rows_of(tmp_path, row(*cells), row(error)) == [
        Row(1, (ErrorCell("#DIV/0!"), "b", UncachedFormula(), None, "c")),
        Row(2, (ErrorCell("#DIV/0!"),)),
    ]


def test_it_names_a_hidden_table_and_does_not_read_it(tmp_path: Path) -> None:
    parts = ods_parts(row(text("a")), styles=HIDDEN, table='table:style-name="ta1"')
    with open_workbook(write_zip(tmp_path / "a.ods", parts)) as sheets:
        assert [(sheet.name, sheet.hidden, list(sheet.rows)) for sheet in sheets] == [("plan", True, [])]
