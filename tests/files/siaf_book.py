"""An execution report of the Peruvian SIAF with the layout and the quirks of real ones, made up here.

Headings in row 5, control totals in row 3, codes and names in one cell, months in columns, negative months, and further
columns and sheets that the agency adds for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

SHEET = "01_BD_MEF"
MONTHS = range(1, 13)
TEXTS = (
    *("ano_eje", "sector", "pliego", "unidad_ejecutora", "sec_ejec", "programa_pptal", "tipo_prod_proy"),
    *("producto_proyecto", "tipo_act_obra_ac", "activ_obra_accinv", "funcion", "division_fn", "grupo_fn", "meta"),
    *("finalidad", "unidad_medida", "cant_meta_anual", "cant_meta_sem", "avan_fisico_anual", "avan_fisico_sem"),
    *("sec_func", "departamento_meta", "provincia_meta", "distrito_meta", "fuente_financ", "rubro"),
    *("categoria_gasto", "tipo_transaccion", "generica", "subgenerica", "subgenerica_det", "especifica"),
    "especifica_det",
)
AMOUNTS = (
    *("mto_pia", "mto_modificaciones", "mto_pim", "mto_certificado", "mto_compro_anual"),
    *(f"mto_{stage}_{month:02}" for stage in ("at_comp", "devenga", "girado", "pagado") for month in MONTHS),
)
HEADINGS = (*TEXTS, *AMOUNTS, "AVANCE DEV %")
Row = dict[str, Any]


def siaf_row(function: int, detail: int, **changes: Any) -> Row:
    """A row of a functional sequence and an expense: 1200 a year, 100 a month until October, none of it late."""
    stages = ("at_comp", "devenga", "girado", "pagado")
    monthly = {f"mto_{stage}_{month:02}": 100.0 for stage in stages for month in range(1, 11)}
    row = {
        "ano_eje": 2025,
        "sector": "09. ECONOMIA Y FINANZAS",
        "producto_proyecto": "3999999.SIN PRODUCTO",
        "finalidad": f"{function:07}.GESTION ADMINISTRATIVA, {function}",
        "sec_func": function,
        "fuente_financ": "1.RECURSOS ORDINARIOS",
        "tipo_transaccion": "2.GASTOS PRESUPUESTARIOS",
        "generica": "3.BIENES Y SERVICIOS",
        "subgenerica": "2.CONTRATACION DE SERVICIOS",
        "subgenerica_det": "7.SERVICIOS PROFESIONALES",
        "especifica": "11.OTROS SERVICIOS",
        "especifica_det": f"{detail}.SERVICIOS DIVERSOS",
        "mto_pia": 1000.0,
        "mto_modificaciones": 200.0,
        "mto_pim": 1200.0,
        "mto_certificado": 1100.0,
        "mto_compro_anual": 1050.0,
    }  # fmt: skip
    return row | monthly | changes


def siaf_rows(count: int) -> list[Row]:
    """Rows of 20 functional sequences; one in ten has a reversal in September."""
    return [
        siaf_row(number // 20 + 1, number % 20 + 1, **({"mto_devenga_09": -40.5} if number % 10 == 0 else {}))
        for number in range(count)
    ]


def write_siaf(path: Path, rows: list[Row], controls: Mapping[str, float] | None = None) -> Path:
    """Write the workbook; `controls` says other totals than the columns have."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("REV").write(0, 0, "Revisión diaria")
        sheet = book.add_worksheet(SHEET)
        for place, heading in enumerate(HEADINGS):
            if heading in AMOUNTS:
                told = (controls or {}).get(heading, _total(rows, heading))
                sheet.write(2, place, told)
            sheet.write(4, place, heading)
            for number, row in enumerate(rows):
                sheet.write(5 + number, place, row.get(heading, 0.0 if heading in AMOUNTS else ""))
        hidden = book.add_worksheet("00_CLASIF")
        hidden.write(0, 0, "Clasificador")
        hidden.hide()
    return path


def _total(rows: list[Row], heading: str) -> float:
    cells = (row.get(heading, 0.0) for row in rows)
    return sum(cell for cell in cells if isinstance(cell, float))
