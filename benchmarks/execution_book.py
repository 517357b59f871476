"""An execution report of the SIAF of the size that the shipped mapping reads: the real one, or a made-up one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

SHEET, HEADER_ROWS, LINES = "01_BD_MEF", 5, 320
TEXTS = (
    *("ano_eje", "sector", "pliego", "unidad_ejecutora", "sec_ejec", "programa_pptal", "tipo_prod_proy"),
    *("producto_proyecto", "tipo_act_obra_ac", "activ_obra_accinv", "funcion", "division_fn", "grupo_fn", "meta"),
    *("finalidad", "unidad_medida", "cant_meta_anual", "cant_meta_sem", "avan_fisico_anual", "avan_fisico_sem"),
    *("sec_func", "departamento_meta", "provincia_meta", "distrito_meta", "fuente_financ", "rubro"),
    *("categoria_gasto", "tipo_transaccion", "generica", "subgenerica", "subgenerica_det", "especifica"),
    "especifica_det",
)
YEARLY = ("mto_pia", "mto_modificaciones", "mto_pim", "mto_certificado", "mto_compro_anual")
MONTHLY = tuple(
    f"mto_{stage}_{month:02}" for stage in ("at_comp", "devenga", "girado", "pagado") for month in range(1, 13)
)
FUNCTION = TEXTS.index("sec_func")
Cell = Any


def real_execution() -> Path | None:
    """The real file, where RUMBO_REAL_DATA names a folder that holds it."""
    folder = os.environ.get("RUMBO_REAL_DATA")
    path = Path(folder or ".") / "siaf" / "07_HT_PPTO_231025.xlsx"
    return path if folder and path.is_file() else None


def rows_of(path: Path) -> list[list[Cell]]:
    """Every row of the sheet, from the first on, as python-calamine reads them."""
    return CalamineWorkbook.from_path(path).get_sheet_by_name(SHEET).to_python(skip_empty_area=False)


def made_up_execution() -> list[list[Cell]]:
    """Four rows above, the headings and as many lines as the real one has."""
    headings = [*TEXTS, *YEARLY, *MONTHLY]
    return [*([""] * len(headings) for _ in range(HEADER_ROWS - 1)), headings, *map(_made, range(LINES))]


def write_execution(path: Path, rows: list[list[Cell]], times: int) -> None:
    """The rows above once and the lines `times` times, each time of further functional sequences."""
    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(SHEET)
        for number, cells in enumerate(rows[:HEADER_ROWS]):
            sheet.write_row(number, 0, cells if number == HEADER_ROWS - 1 else [])
        lines = rows[HEADER_ROWS:]
        for copy in range(times):
            for number, cells in enumerate(lines):
                told = [*cells[:FUNCTION], cells[FUNCTION] + copy * 1000, *cells[FUNCTION + 1 :]]
                sheet.write_row(HEADER_ROWS + copy * len(lines) + number, 0, told)


def _made(number: int) -> list[Cell]:
    texts = {
        "ano_eje": 2025,
        "producto_proyecto": "3999999.SIN PRODUCTO",
        "finalidad": f"{number // 16:07}.GESTION ADMINISTRATIVA DE LA SEDE {number // 16}",
        "sec_func": number // 16 + 1,
        "fuente_financ": "1.RECURSOS ORDINARIOS",
        "tipo_transaccion": "2.GASTOS PRESUPUESTARIOS",
        "generica": "3.BIENES Y SERVICIOS",
        "subgenerica": "2.CONTRATACION DE SERVICIOS",
        "subgenerica_det": "7.SERVICIOS PROFESIONALES Y TECNICOS",
        "especifica": "11.OTROS SERVICIOS",
        "especifica_det": f"{number % 16 + 1}.SERVICIOS DIVERSOS",
    }
    yearly = [1000.0, 200.0, 1200.0, 1100.5, 1050.0]
    monthly = [100.0 + number % 7 if int(name[-2:]) <= 10 else 0.0 for name in MONTHLY]
    return [*(texts.get(name, "0000.SEDE CENTRAL DE LA ENTIDAD") for name in TEXTS), *yearly, *monthly]
