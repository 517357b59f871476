from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from jobs.excel.book import About, Formula, new_book
from models.rules.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.cell import Cell

    from jobs.excel.book import Value

ABOUT = About("Prueba", "Ministerio", datetime(2027, 4, 8, 7, tzinfo=UTC))
HOSTILE = [
    '=HYPERLINK("http://x.example","clic")',  # a formula
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",  # a formula behind a tab
    "{=1+1}",  # an array formula
    "https://x.example/",  # a link
    "00123",  # a code, not a number
    "1.500",
    "<r>texto</r>",  # XlsxWriter's own mark of rich text in constant memory
    "<r></r>",
    "a & b < c > d \"e\" 'f'",
    "línea uno\nlínea dos",
    " con espacios ",
]


def write(path: Path, *rows: Sequence[Value]) -> None:
    with new_book(path, ABOUT) as book:
        sheet = book.sheet("Hoja")
        for row in rows:
            sheet.line(row, [book.styles.get("text")] * len(row))


def cells(path: Path, *, values: bool = False) -> list[list[Cell]]:
    book = openpyxl.load_workbook(path, data_only=values)
    try:
        return [list(row) for row in book["Hoja"].iter_rows()]
    finally:
        book.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_it_keeps_text_as_text(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.xlsx", [text])
    cell = cells(tmp_path / "a.xlsx")[0][0]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == text


@pytest.mark.parametrize("text", [text for text in HOSTILE if not text.startswith("<r>")])
def test_a_second_reader_sees_the_same_text(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.xlsx", [text])
    sheet = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("Hoja")
    assert sheet.to_python(skip_empty_area=False)[0][0] == text


def test_it_writes_each_type_as_what_it_is(tmp_path: Path) -> None:
    kinds = ["percent", "integer", "date", "text", "text"]
    with new_book(tmp_path / "a.xlsx", ABOUT) as book:
        looks = [book.styles.get(kind) for kind in kinds]
        book.sheet("Hoja").line([Decimal("87.22"), 7, date(2027, 4, 8), None, "siete"], looks)
    row = cells(tmp_path / "a.xlsx")[0]
    assert [cell.value for cell in row] == [87.22, 7, datetime.fromisoformat("2027-04-08"), None, "siete"]
    assert [cell.data_type for cell in row] == ["n", "n", "d", "n", "s"]


def test_it_stores_the_value_of_a_formula_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", [2, 3, Formula("=SUM(A1:B1)", Decimal(5))])
    assert cells(tmp_path / "a.xlsx")[0][2].value == "=SUM(A1:B1)"
    assert cells(tmp_path / "a.xlsx", values=True)[0][2].value == 5


def test_it_takes_the_longest_text_that_excel_holds(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", ["x" * 32_767])
    assert len(cells(tmp_path / "a.xlsx")[0][0].value) == 32_767


# plain text, text that counts double in UTF-16, text that goes in as rich
@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384, "<r>" + "x" * 32_761 + "</r>"])
def test_it_refuses_a_longer_text_and_names_the_cell(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleBroken, match="celda B2 de la hoja «Hoja»") as refused:
        write(tmp_path / "a.xlsx", ["uno"], ["dos", text])
    assert refused.value.code == "cell_too_long"


def test_it_refuses_a_row_beyond_excel(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.xlsx", ABOUT) as book:
        sheet = book.sheet("Hoja")
        sheet.row = 1_048_576
        with pytest.raises(RuleBroken, match="A1048577") as refused:
            sheet.write(0, "uno", book.styles.get("text"))
    assert refused.value.code == "sheet_full"


def test_it_refuses_what_is_not_a_number(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write(tmp_path / "a.xlsx", [Decimal("NaN")])


def test_it_leaves_nothing_behind_when_it_fails(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken):
        write(tmp_path / "a.xlsx", ["x" * 32_768])
    assert list(tmp_path.iterdir()) == []


def test_it_leaves_the_former_file_when_it_fails(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", ["antes"])
    with pytest.raises(RuleBroken):
        write(tmp_path / "a.xlsx", ["x" * 32_768])
    assert cells(tmp_path / "a.xlsx")[0][0].value == "antes"


def test_it_replaces_the_former_file(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", ["antes"])
    write(tmp_path / "a.xlsx", ["después"])
    assert cells(tmp_path / "a.xlsx")[0][0].value == "después"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, ["uno", Decimal("1.5")])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_it_makes_one_format_of_equal_looks(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.xlsx", ABOUT) as book:
        book.sheet("Hoja")
        look = book.styles.get("text", {"bold": True, "indent": 1})
        assert book.styles.get("text", {"indent": 1, "bold": True}) is look
        assert book.styles.get("text") is not look
