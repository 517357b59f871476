"""`rumbo propose-mapping` on real files: its document, its file, its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from app.commands.propose_mapping import propose_mapping_command
from models.rules.mapping_parse import parse_mapping
from tests.commands.conftest import Shell
from tests.rules.draft_books import Book, months_under_a_group, quarters_side_by_side


def saved(book: Book, folder: Path) -> str:
    """Write a made-up book as xlsx and give its path."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, grid in book.sheets.items():
        sheet = workbook.create_sheet(name)
        for row in grid:
            sheet.append(list(row))
    path = folder / book.name
    workbook.save(path)
    return str(path)


def run(*words: str) -> tuple[int, str]:
    """Run the command as it is typed, without any database."""
    result = CliRunner().invoke(propose_mapping_command, words)
    return result.exit_code, result.output


def test_it_prints_a_mapping_that_can_be_read(tmp_path: Path) -> None:
    code, text = run(saved(months_under_a_group(), tmp_path))
    assert code == 0
    assert parse_mapping(text).tables[0].header_rows == (4, 5)


def test_it_prints_one_document(tmp_path: Path) -> None:
    code, text = run(saved(quarters_side_by_side(), tmp_path), "--json")
    document = json.loads(text)
    assert (code, set(document)) == (0, {"mapping", "doubts", "columns"})
    assert set(document["columns"][0]) == {"sheet", "column", "heading", "use", "reason", "examples"}
    assert parse_mapping(document["mapping"]).sheets == {"POA"}


def test_it_writes_the_draft_and_tells_its_doubts(tmp_path: Path) -> None:
    out = tmp_path / "mapeo.toml"
    code, text = run(saved(quarters_side_by_side(), tmp_path), "--out", str(out))
    assert code == 0
    assert "duda: " in text
    assert parse_mapping(out.read_text(encoding="utf-8")).sheets == {"POA"}


BAD = (
    ("nada.xlsx", b"", "vacío"),
    ("plan.xlsx", b"<html>", "página web"),
    ("plan.xlsx", b"PK\x03\x04 cut", "dañado"),
)


@pytest.mark.parametrize(("name", "content", "said"), BAD)
def test_it_refuses_a_file_that_is_no_workbook(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, text = run(str(path))
    assert (code, "Traceback" in text) == (1, False)
    assert said in text


def test_it_refuses_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    code, text = run(saved(quarters_side_by_side(), tmp_path), "--sheet", "Otra")
    assert (code, "Sus hojas: POA" in text) == (1, True)


def test_it_looks_at_a_hidden_sheet_only_when_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "oculta.xlsx"
    workbook = Workbook()
    for name, state in (("Visible", "visible"), ("Oculta", "hidden")):
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        for row in quarters_side_by_side().sheets["POA"]:
            sheet.append(list(row))
    workbook.remove(workbook.worksheets[0])
    workbook.save(path)
    assert parse_mapping(run(str(path))[1]).sheets == {"Visible"}
    assert parse_mapping(run(str(path), "--sheet", "Oculta")[1]).sheets == {"Oculta"}


def test_it_uses_what_the_institution_has_and_its_draft_imports(shell: Shell) -> None:
    book, out = saved(quarters_side_by_side(), shell.folder), str(shell.folder / "mapeo.toml")
    where = ("--institution", "pasto_co")
    document = shell.json("propose-mapping", book, *where, "--out", out)
    assert 'type = "PDM"' in document["mapping"]
    imported = json.loads(shell.run("import-plan", book, *where, "--mapping", out, "--dry-run", "--json").stdout)
    assert {problem["code"] for problem in imported["problems"] if problem["severity"] == "error"} <= ON_PASTO


ON_PASTO = {"parent_level_not_allowed", "horizon_not_allowed"}
"""What only a person can settle: a plan of one level and one year is none of Pasto's."""
