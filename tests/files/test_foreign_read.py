from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models.files.limits import FOREIGN_WORKBOOK, OLD_WORKBOOK_BYTES
from models.files.mapping_file import SHIPPED, read_mapping
from models.files.refusal import REFUSALS
from models.files.workbook_check import FileKind
from models.files.workbook_read import open_foreign
from models.rules.errors import RuleBroken
from tests.files.bad_files import BAD_FILES
from tests.files.old_xls import write_xls
from tests.files.parts import OLD_OFFICE, write_sheet


def rows_of(path: Path, *named: str, **limits: int) -> dict[str, list[tuple[object, ...]]]:
    with open_foreign(path, named, replace(FOREIGN_WORKBOOK, **limits)) as (_, sheets):
        return {sheet.name: [row.cells for row in sheet.rows] for sheet in sheets}


def refused(path: Path, **limits: int) -> str:
    with pytest.raises(RuleBroken) as refusal:
        rows_of(path, **limits)
    return refusal.value.code


OTHERWISE = {
    "file_is_xls": {"file_damaged"},  # an old workbook is read, and this one is cut off
    "too_many_cells": {"too_many_cells", "too_many_rows", "too_many_columns"},  # its limits are smaller
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_it_refuses_every_bad_file_that_a_package_would_be_refused_for(kind: str, tmp_path: Path) -> None:
    code, make = BAD_FILES[kind]
    make(tmp_path / "libro.xlsx")
    assert refused(tmp_path / "libro.xlsx") in OTHERWISE.get(code, {code})


def test_it_reads_an_old_workbook_by_its_content(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "libro.dat", {"Plan": [["Código", 2024], ["0900", 1.5]]})
    assert rows_of(path) == {"Plan": [("Código", 2024), ("0900", pytest.approx(1.5))]}
    with open_foreign(path, ()) as (kind, _):
        assert kind is FileKind.XLS


OLD: dict[str, tuple[str, Callable[[Path], object]]] = {
    "one that asks for a password": ("file_encrypted", lambda path: write_xls(path, {"Plan": [["a"]]}, locked=True)),
    "one that is cut off": ("file_damaged", lambda path: path.write_bytes(OLD_OFFICE)),
    "one with too many columns": ("too_many_columns", lambda path: write_xls(path, {"Plan": [[*[None] * 20, "a"]]})),
    "one with too many rows": ("too_many_rows", lambda path: write_xls(path, {"Plan": [*[[None]] * 30, ["a"]]})),
    "one that is too large": (
        "too_large_unpacked",
        lambda path: path.write_bytes(OLD_OFFICE + bytes(OLD_WORKBOOK_BYTES)),
    ),
}


@pytest.mark.parametrize("kind", OLD)
def test_it_refuses_an_old_workbook(kind: str, tmp_path: Path) -> None:
    code, make = OLD[kind]
    make(tmp_path / "libro.xls")
    assert refused(tmp_path / "libro.xls", columns=20, rows=30) == code


@pytest.mark.parametrize("place", range(512, 4096, 397))
def test_an_old_workbook_with_a_wrong_byte_is_read_or_refused(place: int, tmp_path: Path) -> None:
    content = bytearray(write_xls(tmp_path / "libro.xls", {"Plan": [["Código", 2024.0]] * 40}).read_bytes())
    content[place : place + 4] = b"\xff\xff\xff\x7f"
    (tmp_path / "libro.xls").write_bytes(content)
    try:
        assert len(rows_of(tmp_path / "libro.xls")) <= 1
    except RuleBroken as refusal:
        assert refusal.code in REFUSALS  # noqa: PT017 -- either end is right


def test_it_reads_a_hidden_sheet_only_by_its_name(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "libro.xls", {"Plan": [["a"]], "Base": [["b"]]}, hidden=["Base"])
    assert rows_of(path) == {"Plan": [("a",)], "Base": []}
    assert rows_of(path, " BASE") == {"Plan": [("a",)], "Base": [("b",)]}


def test_it_has_the_limits_of_a_foreign_workbook(tmp_path: Path) -> None:
    assert (FOREIGN_WORKBOOK.rows, FOREIGN_WORKBOOK.columns) == (50_000, 300)
    wide = write_sheet(tmp_path / "libro.xlsx", '<row r="1"><c r="KO1"><v>1</v></c></row>')
    assert refused(wide) == "too_many_columns"
    long = write_sheet(tmp_path / "largo.xlsx", '<row r="50001"><c r="A50001"><v>1</v></c></row>')
    assert refused(long) == "too_many_rows"


@pytest.mark.parametrize("content", [b"\xff\xfe[plan]", b" " * 2**21])
def test_it_refuses_a_mapping_that_is_no_text(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "mapeo.toml"
    path.write_bytes(content)
    with pytest.raises(RuleBroken) as refusal:
        read_mapping(path)
    assert refusal.value.code == "bad_mapping_file"


def test_it_finds_a_mapping_that_ships_by_its_name(tmp_path: Path) -> None:
    assert read_mapping(Path("plan_indicativo_co")).plan.type == "PDM"
    with pytest.raises(RuleBroken, match="plan_indicativo_co"):
        read_mapping(tmp_path / "ninguno")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_mapping_that_ships_is_whole(path: Path) -> None:
    assert read_mapping(path).tables
