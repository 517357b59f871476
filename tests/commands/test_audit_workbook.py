"""The audit as a command: no database, no institution; a table, a document, a workbook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from app.commands.cli import cli
from tests.files.bad_files import BAD_FILES


def workbook(path: Path, *, asked: bool = False) -> Path:
    """One fault that is sure (E4: T3 left out) and one that is asked about (E6: the mean of its parts).

    `asked`: one more to ask about, a text of two meanings.
    """
    book = xlsxwriter.Workbook(str(path))
    for name in ("Metas", "Oculta"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Meta", "T1", "T2", "T3", "Total"])
        for row in range(1, 8):
            sheet.write_row(row, 0, [f"Meta {row}", row, row, row])
            formula = {3: "=B4+C4", 5: "=SUM(B6:D6)/3"}.get(row, f"=SUM(B{row + 1}:D{row + 1})")
            sheet.write_formula(row, 4, formula)
        if asked:
            sheet.write(7, 1, "1.500")
        sheet.write(8, 0, "Total")
        sheet.write_formula(8, 4, "=SUM(E2:E8)")
    book.worksheets()[1].hide()
    book.close()
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["audit-workbook", *map(str, words)])


def test_it_prints_what_it_found_and_succeeds(tmp_path: Path) -> None:
    result = run(workbook(tmp_path / "a.xlsx"))
    assert result.exit_code == 0
    assert "SEGURO\n\n  1. Un total no es la suma de sus partes\n" in result.output
    assert "Metas, columna E: 2 celdas (1 seguro, 1 por revisar): E4 y E6\n" in result.output
    assert "E4: «Total» dice 6 con =B4+C4, y sus 3 partes (B4 a D4) suman 9.\n" in result.output
    assert "Al corregirlo, E9 («Total», «Total») pasa de 71 a 74." in result.output
    assert "1 hallazgo en 2 celdas: 1 con algo seguro, 0 para que una persona los revise." in result.output
    assert "No se revisaron las hojas ocultas o no nombradas: «Oculta»." in result.output


def test_it_parts_what_is_sure_from_what_a_person_has_to_look_at(tmp_path: Path) -> None:
    result = run(workbook(tmp_path / "a.xlsx", asked=True))
    sure, review = result.output.split("PARA REVISAR")
    assert "1. Un total no es la suma de sus partes" in sure
    assert "2. Un número guardado como texto" in review


def test_it_prints_one_document(tmp_path: Path) -> None:
    document = json.loads(run(workbook(tmp_path / "a.xlsx"), "--json").stdout)
    assert document["counts"] == {"total_differs": 2}
    assert document["tables"] == [{"sheet": "Metas", "first_row": 2, "last_row": 8, "rows": 7}]
    (group,) = document["groups"]
    assert (group["kind"], group["certainty"], group["columns"]) == ("total_differs", "sure", ["E"])
    assert (group["count"], group["sure"], group["cells"], group["worst"]["cell"]) == (2, 1, ["E4", "E6"], "E4")
    first, second = document["findings"]
    assert (first["kind"], first["certainty"], first["sheet"], first["cell"]) == (
        "total_differs",
        "sure",
        "Metas",
        "E4",
    )
    assert (first["row"], first["column"], first["value"], first["expected"]) == (4, "E", "6", "9")
    assert (second["cell"], second["certainty"]) == ("E6", "review")


def test_it_audits_hidden_sheets_when_asked(tmp_path: Path) -> None:
    document = json.loads(run(workbook(tmp_path / "a.xlsx"), "--hidden", "--json").stdout)
    assert {finding["sheet"] for finding in document["findings"]} == {"Metas", "Oculta"}


def test_it_writes_a_workbook_with_its_cells_marked(tmp_path: Path) -> None:
    out = tmp_path / "marked.xlsx"
    assert run(workbook(tmp_path / "a.xlsx"), "--out", out).exit_code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Hallazgos", "Celdas", "Metas"]
    sheet = book["Metas"]
    assert [sheet["A4"].value, sheet["B4"].value, sheet["E4"].value, sheet["E5"].value] == ["Meta 3", 3, 6, 12]
    assert (sheet["E4"].fill.fgColor.rgb, sheet["E6"].fill.fgColor.rgb) == ("FFFBD9D7", "FFFFF1C2")
    assert sheet["E5"].comment is None
    assert "sus 3 partes (B4 a D4) suman 9" in sheet["E4"].comment.text
    assert [links(book[name]) for name in ("Hallazgos", "Celdas")] == [["'Metas'!E4"], ["'Metas'!E4", "'Metas'!E6"]]


def links(sheet: Any) -> list[str]:
    return [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_it_writes_a_workbook_also_where_nothing_is_wrong(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("Hallazgos").write_column(0, 0, ["solo", "texto"])
    book.add_worksheet("Otra").write_row(0, 0, ["Meta", "T1"])
    book.worksheets()[1].write_row(1, 0, ["m", 1])
    book.close()
    result = run(tmp_path / "a.xlsx", "--out", tmp_path / "marked.xlsx")
    assert "No se encontró ningún problema." in result.output
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx").sheetnames == ["Hallazgos", "Otra"]


@pytest.mark.parametrize("kind", sorted(BAD_FILES)[::9])
def test_it_fails_with_one_line_for_a_file_that_is_not_read(kind: str, tmp_path: Path) -> None:
    BAD_FILES[kind][1](tmp_path / "a.xlsx")
    result = run(tmp_path / "a.xlsx")
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert result.output.count("\n") == 1


def test_it_leaves_the_old_marked_workbook_when_the_file_is_bad(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"nothing")
    (tmp_path / "marked.xlsx").write_bytes(b"before")
    assert run(tmp_path / "a.xlsx", "--out", tmp_path / "marked.xlsx").exit_code == 1
    assert (tmp_path / "marked.xlsx").read_bytes() == b"before"


def test_it_says_where_it_cannot_write(tmp_path: Path) -> None:
    result = run(workbook(tmp_path / "a.xlsx"), "--out", tmp_path / "no" / "marked.xlsx")
    assert result.exit_code == 1
    assert "No se pudo" in result.output


def test_it_refuses_a_mapping_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text("[plan", encoding="utf-8")
    result = run(workbook(tmp_path / "a.xlsx"), "--mapping", tmp_path / "m.toml")
    assert result.exit_code == 1
