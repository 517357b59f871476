"""A plan indicativo with the layout and the quirks of real ones, made up here, by the mapping and the institution
that ship with Rumbo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from flask import Flask

from models.files.mapping_file import SHIPPED
from models.rules.mapping_source import column_index
from tests.commands.conftest import Shell

MAPPING = SHIPPED / "plan_indicativo_co.toml"
INSTITUTION = SHIPPED.parent / "examples" / "municipio_co.toml"
HEADINGS = {
    "A": "EJE",
    "B": "PONDERADOR EJE",
    "F": "COD,.INT. PROGRAMA",
    "G": "PROGRAMA PDT",
    "H": "COD SUBPROGRAMA",
    "J": "SUBPROGRAMA",
    "L": "META DE RESULTADO",
    "M": "INDICADOR DE RESULTADO",
    "N": "L.B",
    "P": "BPIN",
    "Q": "PROYECTO",
    "R": "COD META PRODUCTO",
    "S": "META DE PRODUCTO",
    "T": "L.B",
    "U": "UNIDAD DE MEDIDA",
    "V": "TENDENCIA  INDICADOR",
    "W": "INDICADOR",
    "X": "RESPONSABLE",
    "Z": "VALOR ESPERADO CUATRIENIO",
    "AR": "TOTAL PLANEADO 2024",
    "AS": "TOTAL EJECUTADO 2024",
    "AU": "% TOTAL PLANEADO 2024",
    "AB": "% 2025",
    "BN": "APROPIACION DEFINITIVA 2025",
    "BO": "COMPROMISOS 2025",
    "BP": "APROPIACION 2024",
    "BQ": "COMPROMISOS 2024",
    "BU": "APROPIACION INICIAL 2025",
    "BV": "APROPIACION DEFINITIVA 2025",
    "BW": "COMPROMISOS 2025",
    "BX": "PAGOS 2025",
    "BZ": "2024 PLAN FINANCIERO PDM",
    "CA": "2025 PLAN FINANCIERO PDM",
    "CB": "2026 PLAN FINANCIERO PDM",
    "CC": "2027 PLAN FINANCIERO PDM",
    "AY": "T1",
    "BA": "T2",
    "BC": "T3",
    "BE": "T4",
    "BG": "TOTAL PLANEADO 2025",
    "CD": "TOTALES PLAN FINANCIERO PDM",
}
AGUA = {
    "A": "Eje 1. Agua \n\n",
    "B": 0.6,
    "F": 1,
    "G": "Programa\nagua",
    "J": "Acueductos",
    "H": "0600",
    "X": "Sec. Obras",
}
VIDA = {"A": "Eje 2. Vida", "B": 0.378, "F": 2, "G": "Salud", "J": "Vacunas", "H": 900, "X": "Sec. Salud"}
MONEY = {"BZ": 100, "CA": 50, "CB": 0, "CC": 0, "CD": 150, "BP": 90, "BQ": 80, "BN": 1, "BO": 2, "BV": 60, "BW": 70}
ROWS = (
    AGUA | MONEY | {"R": 1, "S": "Pozos", "V": "I", "T": "10,8 Km", "AR": 4, "AS": 3, "AU": "100%"},
    AGUA | MONEY | {"R": 2, "S": "Canales", "V": "M", "T": "SD", "AR": 2, "AS": 5, "BG": 9, "AY": 4, "BA": 4},
    AGUA | MONEY | {"R": 3, "S": "Tanques", "V": "I", "T": "0\u00a0", "AR": 0, "AS": 0, "CD": 400, "AB": "#DIV/0!"},
    VIDA | MONEY | {"R": 4, "S": "Dosis", "V": "I", "T": 542, "AR": 0.30000000000000004, "AS": 0.15},
)
TOTALS = {"BN": 4, "BP": 360}


@pytest.fixture
def shell(app: Flask, environment: dict[str, str], tmp_path: Path, dirty: Callable[[], None]) -> Shell:
    found = Shell(environment, tmp_path, dirty, now="2026-01-15T09:00-05:00")
    found.json("load-preset", str(INSTITUTION))
    return found


def workbook(path: Path, *rows: dict[str, Any]) -> str:
    """Write rows by the letters of their columns under the real headings."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("PDM")
    book.add_worksheet("Resumen").hide()
    for number, row in enumerate((HEADINGS, *rows)):
        common = (
            {"W": f"Indicador {number}", "U": "Número", "L": "Resultado\u00a0", "Z": 10}
            if "S" in row and number
            else {}
        )
        for letters, cell in (common | row).items():
            place = number, column_index(letters)
            if str(cell).startswith("#"):
                sheet.write_formula(*place, "=1/0", None, cell)
            elif isinstance(cell, str):
                sheet.write_string(*place, cell)
            else:
                sheet.write_number(*place, cell)
    book.close()
    return str(path)


def words(path: str) -> tuple[str, ...]:
    return "import-plan", path, "--institution", "municipio_co", "--mapping", str(MAPPING)


def test_it_brings_the_plan_and_changes_nothing_the_second_time(shell: Shell, tmp_path: Path) -> None:
    command = words(workbook(tmp_path / "pi.xlsx", *ROWS, TOTALS))
    first = shell.json(*command)
    assert (first["plan"], first["applied"], first["rows_read"]) == ("PI-2024-2027", True, 6)
    counts = {"items": 2 + 2 + 2 + 4, "indicators": 4, "targets": 3, "actuals": 4, "org_units": 3 + 1}
    assert {kind: first["created"][kind] for kind in counts} == counts
    again = shell.json(*command)
    assert set(again["created"].values()) == set(again["changed"].values()) == {0}


def test_it_scores_what_was_programmed(shell: Shell, tmp_path: Path) -> None:
    shell.json(*words(workbook(tmp_path / "pi.xlsx", *ROWS, TOTALS)))
    score = ("score", "--institution", "municipio_co", "--plan", "PI-2024-2027", "--period", "2024")
    document = shell.json(*score)
    items = {item["code"]: item for item in document["items"]}
    assert [items[code]["to_date_percent"] for code in ("MP1", "MP2", "MP3", "MP4")] == [
        "75.00",
        "250.00",
        None,
        "50.00",
    ]
    assert (items["Eje 1"]["capped_percent"], document["summary"]["percent"]) == ("87.50", "75.00")


TOLD = {
    ("weights_not_100", "B2"),
    ("text_kept", "T2"),
    ("read_as_missing", "T3"),
    ("text_number", "T4"),
    ("read_as_not_programmed", "AR4"),
    ("total_differs", "BG3"),
    ("total_differs", "CD4"),
    ("rows_after_end", None),
    ("hidden_sheet_not_read", None),
}


def test_it_tells_each_quirk_at_its_place(shell: Shell, tmp_path: Path) -> None:
    document = shell.json(*words(workbook(tmp_path / "pi.xlsx", *ROWS, TOTALS)), "--dry-run")
    assert {(problem["code"], problem["cell"]) for problem in document["problems"]} >= TOLD
    assert {problem["severity"] for problem in document["problems"]} == {"warning"}


BROKEN = {
    # what is wrong, the cell that is named, and the code
    "an error that is read": ({"AS": "#DIV/0!"}, "AS6", "error_cell"),
    "a trend that nobody knows": ({"V": "X"}, "V6", "value_not_in_map"),
    "a number that may be two": ({"AR": "1.500"}, "AR6", "ambiguous_number"),
    "a unit inside": ({"AS": "3 mts"}, "AS6", "number_with_unit"),
    "the code of another": ({"R": 4}, "R6", "code_of_two"),
    "a program of another eje": ({"F": 1, "G": "Programa agua"}, "F6", "two_parents"),
    "money with a third decimal": ({"BP": 1.005}, "BP6", "too_many_decimals"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_it_stores_nothing_and_names_the_cell(kind: str, shell: Shell, tmp_path: Path) -> None:
    change, cell, code = BROKEN[kind]
    path = workbook(
        tmp_path / "pi.xlsx", *ROWS, VIDA | MONEY | {"R": 5, "S": "Camas", "V": "I", "AR": 1, "AS": 1} | change
    )
    result = shell.run(*words(path))
    assert (result.exit_code, f"error: PDM {cell} " in result.stderr) == (1, True), result.stderr
    document = shell.run(*words(path), "--json").stdout
    assert f'"code": "{code}"' in document
    assert '"applied": false' in document


def test_it_tells_what_only_storing_shows_in_the_workbook_too(shell: Shell, tmp_path: Path) -> None:
    late = ROWS[0] | {"BW": 10, "BX": 20}
    shell.json(*words(workbook(tmp_path / "pi.xlsx", late)), "--in-force", "Acuerdo 1")
    changed = workbook(tmp_path / "otro.xlsx", late | {"AR": 9})
    result = shell.run(*words(changed))
    assert result.exit_code == 1
    assert "error: PDM AR2 TOTAL PLANEADO 2024: El plan está vigente" in result.stderr


def test_it_refuses_a_mapping_for_another_institution(shell: Shell, tmp_path: Path) -> None:
    path = workbook(tmp_path / "pi.xlsx", *ROWS)
    result = shell.run("import-plan", path, "--institution", "hacienda_sv", "--mapping", str(MAPPING))
    assert (result.exit_code, "plan.type: «PDM» no existe en la institución" in result.stderr) == (1, True)
