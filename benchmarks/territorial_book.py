"""A municipality's workbook of the size and headings that the shipped mapping reads: the real one, or a made-up one."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from models.files.mapping_file import SHIPPED

MAPPING = SHIPPED / "plan_indicativo_co.toml"
INSTITUTION = SHIPPED.parent / "examples" / "municipio_co.toml"
SHEET, COLUMNS, TARGETS = "PDM", 82, 331
CODE = 17  # column R
Cell = Any


def real_book() -> Path | None:
    """The real workbook, where RUMBO_REAL_DATA names a folder that holds it."""
    folder = os.environ.get("RUMBO_REAL_DATA")
    path = Path(folder or ".") / "tenjo" / "PLAN INDICATIVO TENJO.xlsx"
    return path if folder and path.is_file() else None


def rows_of(path: Path) -> list[list[Cell]]:
    """Every row of the sheet, headings too, as python-calamine reads them."""
    return CalamineWorkbook.from_path(path).get_sheet_by_name(SHEET).to_python()


def made_up_rows() -> list[list[Cell]]:
    """Headings and as many targets as the real one has: 5 axes, 34 programmes, 74 subprogrammes, 15 units."""
    headings = tomllib.loads(MAPPING.read_text(encoding="utf-8"))["tables"][0]["headings"]
    letters = [xl_col_to_name(column) for column in range(COLUMNS)]
    first = [headings.get(letter, f"Columna {letter}") for letter in letters]
    return [first, *([_made(number).get(letter, "") for letter in letters] for number in range(TARGETS))]


def write_book(path: Path, rows: list[list[Cell]], times: int) -> None:
    """The headings once and the targets `times` times, each with a code of its own; rows without a code are left out."""
    targets = [row for row in rows[1:] if str(row[CODE]).strip()]
    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, rows[0])
        for copy in range(times):
            for number, row in enumerate(targets):
                told = [*row[:CODE], f"{row[CODE]}{f'-{copy}' if copy else ''}", *row[CODE + 1 :]]
                sheet.write_row(1 + copy * len(targets) + number, 0, told)


def _made(number: int) -> dict[str, Cell]:
    sub = number * 74 // TARGETS
    programme = sub * 34 // 74
    axis = programme * 5 // 34 + 1
    planned, money = number % 7, 1_000_000 + number * 1000
    return {
        "A": f"Eje {axis}. Territorio con oportunidades", "B": 0.2, "F": f"{programme + 100}",
        "G": f"Programa {programme} para el bienestar", "J": f"Subprograma {sub} de servicios", "L": f"Resultado {sub}",
        "M": "Cobertura", "N": "50", "R": f"{number + 1:03}", "S": f"Realizar {number} jornadas con la comunidad",
        "T": number % 9, "U": "Número", "V": "I" if number % 3 else "M", "W": f"Jornadas realizadas {number}",
        "X": f"Sec. número {number % 15}", "Z": planned * 4, "AR": planned, "AS": max(planned - number % 2, 0),
        "AY": 1, "BA": 1, "BC": 1, "BE": 1, "BG": 4, "BP": money, "BQ": money // 2, "BU": money, "BV": money,
        "BW": money // 2, "BX": money // 3, "BZ": money, "CA": money, "CB": money, "CC": money, "CD": money * 4,
    }  # fmt: skip
