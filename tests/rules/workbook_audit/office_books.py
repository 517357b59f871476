"""Workbooks as offices of Latin America keep them, in health: merged titles, weights, quarters side by side, colours.

Each gives its sheets; a test plants one fault and nothing else may be told.
"""

from __future__ import annotations

from typing import Any

from models.rules.workbook_audit.book import AuditSheet
from tests.rules.workbook_audit.sheets import merged, sheet_of

Rows = list[list[Any]]
UNITS = ("Norte", "Sur", "Centro", "Este", "Oeste")
MONTHS = ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"]


def colour(cell: str) -> str:
    """Give the nested IF with which offices paint."""
    return f'=IF({cell}="","",IF({cell}>=0.9,"VERDE",IF({cell}>=0.7,"AMARILLO",IF({cell}>=0.4,"NARANJA","ROJO"))))'


def indicative_plan() -> list[AuditSheet]:
    """A Colombian Plan Indicativo: four years, what was done in two of them, progress by IFERROR, a mean below."""
    years = [f"META {year}" for year in (2024, 2025, 2026, 2027)]
    head = ["LÍNEA", "PONDERADOR LÍNEA", "CÓDIGO", "META DE PRODUCTO", "UNIDAD DE MEDIDA", "TENDENCIA", "LÍNEA BASE"]
    head += [*years, "META CUATRIENIO", "EJECUTADO 2024", "EJECUTADO 2025", "AVANCE 2024", "AVANCE 2025", "SEMÁFORO"]
    rows: Rows = [["MUNICIPIO DE EJEMPLO"], ["PLAN INDICATIVO 2024-2027"], [], head]
    weights = {"Ambiente": 0.3, "Gente": 0.45, "Economía": 0.25}
    for line, weight in weights.items():
        for at in range(1, 6):
            r = len(rows) + 1
            targets = [10 * at, 12 * at, 11 * at, 9 * at, f"=SUM(H{r}:K{r})"]
            done = [9 * at, 10 * at, f"=IFERROR(M{r}/H{r},0)%%", f"=IFERROR(N{r}/I{r},0)%%", colour(f"O{r}")]
            named = [line, weight, f"{len(rows):04d}", f"Meta {at} de {line}", "Número", "Incremento", at]
            rows.append([*named, *targets, *done])
    last = len(rows)
    sums = [f"=SUM({letter}5:{letter}{last})" for letter in "HIJKLMN"]
    rows.append(["TOTAL", *[None] * 6, *sums, f"=AVERAGE(O5:O{last})%%", f"=AVERAGE(P5:P{last})%%"])
    return [merged(sheet_of(rows, "PLAN INDICATIVO"), "A1:Q1", "A2:Q2")]


def investment_plan() -> list[AuditSheet]:
    """A POAI: sources of money side by side, subtotals of each sector, a grand total by SUBTOTAL, a share of it."""
    rows: Rows = [["PLAN OPERATIVO ANUAL DE INVERSIONES 2025"], []]
    rows.append(["SECTOR", "PROGRAMA", "BPIN", "RECURSOS PROPIOS", "SGP", "REGALÍAS", "COFINANCIACIÓN", "TOTAL POAI"])
    for sector in ("Salud", "Educación", "Vías"):
        first = len(rows) + 1
        for at in range(1, 5):
            r = len(rows) + 1
            money = [1_500_000 * at, 800_000 + at, 0 if at == 2 else 250_000, 125_000.5, f"=SUM(D{r}:G{r})"]
            rows.append([sector, f"Programa {at} de {sector}", f"20251500{r:04d}", *money])
        sums = [f"=SUBTOTAL(9,{letter}{first}:{letter}{len(rows)})" for letter in "DEFGH"]
        rows.append([f"Subtotal {sector}", None, None, *sums])
    rows.append(["TOTAL", None, None, *(f"=SUBTOTAL(9,{letter}4:{letter}{len(rows)})" for letter in "DEFGH")])
    return [merged(sheet_of(rows, "POAI"), "A1:H1")]


def operational_plan() -> list[AuditSheet]:
    """An annex of a Peruvian POI: centres of cost in blocks, months, physical and financial rows of each activity."""
    rows: Rows = [["ANEXO B-5: SEGUIMIENTO DEL PLAN OPERATIVO INSTITUCIONAL"], ["PLIEGO 999: GOBIERNO DE EJEMPLO"], []]
    for centre in ("Planeamiento", "Obras"):
        rows.append([f"CENTRO DE COSTO: {centre.upper()}"])
        rows.append(["CÓDIGO", "ACTIVIDAD OPERATIVA", "UNIDAD DE MEDIDA", "TIPO", *MONTHS, "META ANUAL"])
        first = len(rows) + 1
        for at in range(1, 5):
            for kind in ("FÍSICO", "FINANCIERO"):
                r = len(rows) + 1
                values = [(at + month) * (1 if kind == "FÍSICO" else 1250) for month in range(12)]
                code = f"AOI0099900{at:03d}"
                rows.append([code, f"Actividad {at}", "Informe", kind, *values, f"=SUM(E{r}:P{r})"])
        of_money = [f'=SUMIF($D{first}:$D{len(rows)},"FINANCIERO",{c}{first}:{c}{len(rows)})' for c in "EFGHIJKLMNOPQ"]
        rows += [["TOTAL S/", None, None, None, *of_money], []]
    return [merged(sheet_of(rows, "ANEXO B-5"), "A1:Q1", "A2:Q2")]


def action_plan() -> list[AuditSheet]:
    """A plan of action by dependency: quarters side by side with planned, done, percent and colour; weighted result."""
    upper: list[Any] = ["DEPENDENCIA", "ACTIVIDAD", "PESO", *[None] * 16, "RESULTADO"]
    lower: list[Any] = [None, None, None]
    for quarter in range(4):
        upper[3 + 4 * quarter] = f"TRIMESTRE {quarter + 1}"
        lower += ["PROGRAMADO", "EJECUTADO", "% AVANCE", "SEMÁFORO"]
    rows: Rows = [["PLAN DE ACCIÓN 2027"], [], upper, [*lower, None]]
    for unit, weights in (("Secretaría de Salud", (40, 35, 25)), ("Secretaría de Obras", (50, 30, 20))):
        for at, weight in enumerate(weights, 1):
            r = len(rows) + 1
            row: list[Any] = [unit, f"Actividad {at}", weight]
            for quarter in range(4):
                planned, done, percent = ("DEF", "HIJ", "LMN", "PQR")[quarter]
                row += [
                    10 + at,
                    9 + at,
                    f"=IF({planned}{r}=0,0,MIN({done}{r}/{planned}{r},1))%%",
                    colour(f"{percent}{r}"),
                ]
            rows.append([*row, f"=AVERAGE(F{r},J{r},N{r},R{r})*C{r}/100%%"])
    sheet = sheet_of(rows, "PLAN DE ACCION")
    return [merged(sheet, "A1:T1", "D3:G3", "H3:K3", "L3:O3", "P3:S3", "A5:A7", "A8:A10")]


def lookup_plan() -> list[AuditSheet]:
    """A board that takes its figures from other sheets: look-ups by code, sums under conditions, a scale of colours."""
    scale: Rows = [["Desde", "Color"], [0, "Rojo"], [0.4, "Naranja"], [0.7, "Amarillo"], [0.9, "Verde"]]
    data: Rows = [["Código", "Unidad", "Actividad", "Meta", "Hecho", "Avance", "Color"]]
    for at in range(1, 16):
        r = at + 1
        share = [f"=IF(D{r}=0,0,E{r}/D{r})%%", f"=VLOOKUP(F{r},Escala!$A$2:$B$5,2,TRUE)"]
        data.append([f"A-{at:02d}", UNITS[at % 5], f"Actividad {at}", 20 + at, 8 + at, *share])
    board: Rows = [["Unidad", "Actividades", "Meta", "Hecho", "Avance", "Verdes"]]
    for at, unit in enumerate(UNITS, 2):
        sums = [f"=SUMIFS(Datos!{letter}$2:{letter}$16,Datos!$B$2:$B$16,$A{at})" for letter in "DE"]
        counts = f'=COUNTIFS(Datos!$B$2:$B$16,A{at},Datos!$G$2:$G$16,"Verde")'
        board.append([unit, f"=COUNTIF(Datos!$B$2:$B$16,A{at})", *sums, f"=IFERROR(D{at}/C{at},0)%%", counts])
    board.append(["Total", *(f"=SUM({letter}2:{letter}6)" for letter in "BCD"), "=D7/C7%%", "=SUM(F2:F6)"])
    return [sheet_of(board, "Tablero"), sheet_of(data, "Datos"), sheet_of(scale, "Escala")]
