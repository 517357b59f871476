from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.files.csv_read import guarded, unguarded
from models.files.limits import PLAN_PACKAGE, UNPACKED_BYTES, Limits
from models.files.workbook_read import open_workbook
from models.rules.cell import Row
from models.rules.errors import RuleBroken
from tests.files.parts import write_zip


def sheets_of(path: Path, limits: Limits = PLAN_PACKAGE) -> dict[str, list[Row]]:
    with open_workbook(path, limits) as sheets:
        return {sheet.name: list(sheet.rows) for sheet in sheets}


def refusal_of(path: Path, limits: Limits = PLAN_PACKAGE) -> str:
    with pytest.raises(RuleBroken) as refused:
        sheets_of(path, limits)
    return refused.value.code


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_it_reads_utf8_with_and_without_its_mark(mark: bytes, tmp_path: Path) -> None:
    (tmp_path / "Plan.CSV").write_bytes(mark + "code,name\r\n007,Año\r\n".encode())
    assert sheets_of(tmp_path) == {"plan": [Row(1, ("code", "name")), Row(2, ("007", "Año"))]}


def test_it_counts_blank_records_and_gives_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text('code\n\n , \n"a\nb"\nc\n', encoding="utf-8")
    assert sheets_of(tmp_path)["plan"] == [Row(1, ("code",)), Row(4, ("a\nb",)), Row(5, ("c",))]


def test_it_reads_a_zip_with_a_folder_and_passes_over_what_the_system_put_there(tmp_path: Path) -> None:
    parts = {"p/": "", "p/plan.csv": "code\n1\n", "p/.DS_Store": "x", "__MACOSX/p/._plan.csv": "x"}
    assert sheets_of(write_zip(tmp_path / "p.zip", parts)) == {"plan": [Row(1, ("code",)), Row(2, ("1",))]}


def test_it_reads_only_csv_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("code\n")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "._plan.csv").write_text("x")
    assert list(sheets_of(tmp_path)) == ["plan"]


def test_it_refuses_a_folder_without_csv_files(tmp_path: Path) -> None:
    assert refusal_of(tmp_path) == "file_not_recognized"


def test_it_refuses_a_folder_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "plan.csv").open("wb") as file:
        file.truncate(UNPACKED_BYTES + 1)
    assert refusal_of(tmp_path) == "too_large_unpacked"


def test_it_refuses_more_cells_than_the_limits_allow(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("a,b\n1,2\n3,4\n")
    assert refusal_of(tmp_path, replace(PLAN_PACKAGE, cells=5)) == "too_many_cells"
    assert refusal_of(tmp_path, replace(PLAN_PACKAGE, columns=1)) == "too_many_columns"


def test_it_refuses_a_member_whose_bytes_are_damaged(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "p.zip", {"plan.csv": "code,name\n" + "1,2\n" * 5000}, method=0)
    content = bytearray(path.read_bytes())
    content[12_000] ^= 1
    path.write_bytes(content)
    assert refusal_of(path) == "file_damaged"


# What a spreadsheet would take for a formula gets an apostrophe; what begins with one keeps it apart.
GUARDED = [("=1+1", "'=1+1"), ("-5", "'-5"), ("@a", "'@a"), ("'=a", "''=a"), ("'a", "'a"), ("a=b", "a=b"), ("", "")]


@pytest.mark.parametrize(("plain", "written"), GUARDED)
def test_it_guards_text_against_formulas(plain: str, written: str) -> None:
    assert guarded(plain) == written


@given(st.text(st.sampled_from("'=+-@\t\ra1"), max_size=6))
def test_it_takes_the_guard_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
