from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from models.files.package_write import write_package
from models.rules.errors import RuleBroken
from models.rules.package_columns import SHEETS
from models.rules.package_rows import ItemRow, TargetRow
from tests.files.packages import MONTHS, small_package

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "{=A1}", '=HYPERLINK("http://x","y")', "http://x", "mailto:a@b.c"]


def test_it_writes_every_sheet_with_its_headings_in_order(tmp_path: Path) -> None:
    write_package(small_package(), tmp_path / "p.xlsx")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert book.sheetnames == [shape.name for shape in SHEETS]
    for shape in SHEETS:
        assert [cell.value for cell in book[shape.name][1]] == [column.name for column in shape.columns]


def test_it_writes_numbers_as_numbers_and_dates_as_dates(tmp_path: Path) -> None:
    write_package(small_package(), tmp_path / "p.xlsx")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert book["plan"]["D2"].value == datetime(2027, 1, 1)  # noqa: DTZ001 -- a workbook knows no zone
    assert book["items"]["F3"].value == 60
    assert book["targets"]["D6"].value == 15.125
    assert book["targets"]["E5"].value == "does_not_apply"


def test_it_keeps_text_as_text(tmp_path: Path) -> None:
    items = tuple(ItemRow(f"X{number}", None, "function", text) for number, text in enumerate(FORMULAS))
    write_package(replace(small_package(), items=items), tmp_path / "p.xlsx")
    cells = [row[3] for row in openpyxl.load_workbook(tmp_path / "p.xlsx")["items"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_it_writes_as_text_what_a_spreadsheet_would_round(tmp_path: Path) -> None:
    targets = (TargetRow("I-a", MONTHS[0], planned=Decimal("123456789012.123456")),)
    write_package(replace(small_package(), targets=targets), tmp_path / "p.xlsx")
    assert openpyxl.load_workbook(tmp_path / "p.xlsx")["targets"]["D2"].value == "123456789012.123456"


def test_it_writes_the_same_bytes_for_the_same_package(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_package(small_package(), tmp_path / f"{name}.xlsx")
        write_package(small_package(), tmp_path / f"{name}.zip")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_it_refuses_a_cell_that_would_vanish_and_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "p.xlsx").write_text("before")
    plan = replace(small_package().plan, name="x" * 32_768)
    with pytest.raises(RuleBroken) as broken:
        write_package(replace(small_package(), plan=plan), tmp_path / "p.xlsx")
    assert broken.value.code == "cell_not_written"
    assert "B2" in broken.value.message
    assert [path.name for path in tmp_path.iterdir()] == ["p.xlsx"]
    assert (tmp_path / "p.xlsx").read_text() == "before"


def test_it_names_the_endings_that_it_can_write(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"«p\.ods»"):
        write_package(small_package(), tmp_path / "p.ods")
