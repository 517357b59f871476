"""Further made-up workbooks, each after a form that offices really use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from models.rules.cell import Cell
from tests.rules.draft_books import MONTHS, Book, Grid, goals

Figures = dict[tuple[str, str], Decimal | int]


def plan_of_action() -> Book:
    """A Colombian plan of action: quarters, their total, weights, dates, two columns that name who answers."""
    head = ["DEPENDENCIA", "OBJETIVO ESTRATÉGICO", "ESTRATEGIA", "PRODUCTO", "ACTIVIDADES", "Peso Actividad"]
    head += ["FECHA INICIO", "FECHA FIN", "META", "UNIDAD DE MEDIDA", "1er Trimestre", "2do Trimestre"]
    rows: list[list[Cell]] = [
        ["PLAN DE ACCIÓN VIGENCIA 2026"],
        ["Código: F-01"],
        [*head, "3er Trimestre", "4to Trimestre"],
    ]
    rows[2] += ["TOTAL", "RESPONSABLE"]
    planned: Figures = {}
    for n, name in enumerate(goals(6), start=1):
        lead: list[Cell] = [["Dirección A", "Dirección B"][n // 4], "Fortalecer la gestión", f"Estrategia {n // 3}"]
        lead += [f"Producto {n // 2}", name, Decimal("0.25"), date(2026, 1, 15), date(2026, 12, 1), 4 * n]
        rows.append([*lead, "Documentos", n, n, n, n, 4 * n, "Jefatura"])
        planned |= {(name, f"2026-Q{quarter}"): n for quarter in (1, 2, 3, 4)}
    return Book("PAI 2026.xlsx", {"PAI": rows}, planned, {}, 4)


def board_of_indicators() -> Book:
    """A municipal board: planned, done and percent of each year, money, gaps, a row of sums without a label."""
    head: list[Cell] = ["Dimensión", "Programa", "Cód. Producto", "Producto", "Indicador de Producto", "Línea Base"]
    head += ["Meta Cuatrienio", "Programado 2024", "Ejecutado 2024", "% Avance 2024", "Programado 2025"]
    head += [
        "Ejecutado 2025",
        "Presupuesto Definitivo 2025",
        "Compromisos 2025",
        "Secretaría Responsable",
        "Observaciones",
    ]
    rows: list[list[Cell]] = [[*[None] * 6, "ALCALDÍA MUNICIPAL"], head]
    planned: Figures = {}
    actual: Figures = {}
    amounts: dict[tuple[str, str, str], Decimal | int] = {}
    for n, name in enumerate(goals(9), start=1):
        done = None if n == 3 else 1
        lead: list[Cell] = [f"Dimensión {'Social' if n < 5 else 'Económica'}", f"Programa {n // 2}", f"4{n:03d}", name]
        lead += [f"Indicador {n}", n if n % 2 else "ND", n * 4, n, n - 1, Decimal(n - 1) / n, n + 1, done]
        rows.append([*lead, 1000 * n, 900 * n, "Secretaría de Salud", "ok" if n == 1 else None])
        planned |= {(name, "2024"): n, (name, "2025"): n + 1}
        actual |= {(name, "2024"): n - 1} | ({(name, "2025"): 1} if done else {})
        amounts |= {(name, "2025", "current"): 1000 * n, (name, "2025", "committed"): 900 * n}
    rows.append([*[None] * 12, 45000, 40500])
    return Book("TABLERO PDM 2024-2027.xlsx", {"Tablero": rows}, planned, actual, 3, amounts)


def operating_plan_of_peru() -> Book:
    """Codes and names of OEI, AEI and AOI in pairs under merged headings; months; money of the year."""
    upper: list[Cell] = ["OEI", None, "AEI", None, "ACTIVIDAD OPERATIVA", None, "UNIDAD DE MEDIDA", "CENTRO DE COSTO"]
    upper += ["PROGRAMACIÓN FÍSICA MENSUAL", *[None] * 11, "META ANUAL", "PROGRAMACIÓN FINANCIERA (S/)"]
    lower: list[Cell] = ["CÓDIGO", "DENOMINACIÓN"] * 3
    lower += [None, None, "Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Set", "Oct", "Nov", "Dic"]
    rows: list[list[Cell]] = [["PLAN OPERATIVO INSTITUCIONAL 2026"], [], upper, [*lower, None, "TOTAL ANUAL"]]
    planned: Figures = {}
    amounts: dict[tuple[str, str, str], Decimal | int] = {}
    for n, name in enumerate(goals(6), start=1):
        above, below = (n + 2) // 3, (n + 1) // 2
        lead: list[Cell] = [f"OEI.0{above}", f"Objetivo {above}", f"AEI.0{above}.0{below}", f"Acción {below}"]
        rows.append([*lead, f"AOI00{n}", name, "Informe", "Gerencia Municipal", *[n] * 12, 12 * n, 5000 * n])
        planned |= {(name, f"2026-{month:02d}"): n for month in range(1, 13)}
        amounts[name, "2026", "programmed"] = 5000 * n
    return Book("POI.xlsx", {"POI 2026": rows}, planned, {}, 3, amounts)


def quarters_as_spans_of_months() -> Book:
    """« ENERO - MARZO » over PROGRAMADO and REALIZADO, and the target of the year beside them."""
    upper: list[Cell] = [
        "No.",
        "META",
        "INDICADOR",
        "UNIDAD",
        "META ANUAL",
        "ENERO - MARZO",
        None,
        "ABRIL - JUNIO",
        None,
    ]
    lower: list[Cell] = [*[None] * 5, "PROGRAMADO", "REALIZADO", "PROGRAMADO", "REALIZADO"]
    rows: list[list[Cell]] = [["SEGUIMIENTO POA 2025"], upper, lower]
    planned: Figures = {}
    actual: Figures = {}
    for n, name in enumerate(goals(5), start=1):
        rows.append([n, name, f"# de {name}", "Taller", 10 * n, n, n, n + 1, None])
        planned |= {(name, "2025"): 10 * n, (name, "2025-Q1"): n, (name, "2025-Q2"): n + 1}
        actual[name, "2025-Q1"] = n
    return Book("seg.xlsx", {"1": rows}, planned, actual)


def rows_of_years() -> Book:
    """Open data: names with underscores, one row for each target and year."""
    rows: list[list[Cell]] = [["codigo_meta", "nombre_meta", "vigencia", "valor_programado", "valor_ejecutado"]]
    planned: Figures = {}
    actual: Figures = {}
    for n, name in enumerate(goals(4), start=1):
        for year in (2024, 2025):
            rows.append([f"{n:03d}", name, year, n + year - 2024, n])
            planned[name, str(year)], actual[name, str(year)] = n + year - 2024, n
    return Book("datos.xlsx", {"datos": rows}, planned, actual)


def rows_of_quarters() -> Book:
    """The number of the quarter stands in a column."""
    rows: list[list[Cell]] = [["Dependencia", "Meta", "Trimestre", "Programado", "Ejecutado", "Observación"]]
    planned: Figures = {}
    actual: Figures = {}
    for n, name in enumerate(goals(4), start=1):
        for quarter in (1, 2, 3, 4):
            rows.append(["Obras", name, quarter, n * quarter, n, f"Nota {quarter} de {n}"])
            planned[name, f"2026-Q{quarter}"], actual[name, f"2026-Q{quarter}"] = n * quarter, n
    return Book("seguimiento 2026.xlsx", {"S": rows}, planned, actual)


def sums_without_a_label() -> Book:
    """Each group ends with figures alone; then a labelled total and who made it."""
    rows: list[list[Cell]] = [["Eje", "Meta", "Programado 2025", "Ejecutado 2025"]]
    planned: Figures = {}
    actual: Figures = {}
    for n, name in enumerate(goals(6), start=1):
        rows.append(["Agua" if n < 4 else "Suelo", name, n, 1])
        rows += [[None, None, 6, 3]] if n == 3 else []
        planned[name, "2025"], actual[name, "2025"] = n, 1
    rows += [["TOTAL GENERAL", None, 21, 6], [], ["Elaboró: Oficina"]]
    return Book("x.xlsx", {"H": rows}, planned, actual, 2)


def bimesters() -> Book:
    """Two months at a time, in Roman numbers, and their sum under « Meta »."""
    parts = [f"{number} BIM" for number in ("I", "II", "III", "IV", "V", "VI")]
    rows: list[list[Cell]] = [["Programación 2027"], ["Actividad", "Meta", *parts]]
    planned: Figures = {}
    for n, name in enumerate(goals(5), start=1):
        rows.append([name, 6 * n, *[n] * 6])
        planned |= {(name, f"2027-B{part}"): n for part in range(1, 7)}
    return Book("x.xlsx", {"H": rows}, planned)


def stacked_blocks() -> Book:
    """The same table again and again in one sheet, each under the title of its programme."""
    head: list[Cell] = ["Código", "Actividad", "Programado 2026", "Ejecutado 2026"]
    rows: list[list[Cell]] = [["INFORME ANUAL"], []]
    planned: Figures = {}
    actual: Figures = {}
    for n, name in enumerate(goals(6), start=1):
        if n % 2 == 1:
            rows += [[f"PROGRAMA {n}: Servicio {n}"], head]
        rows.append([f"A{n}", name, n * 2, n])
        planned[name, "2026"], actual[name, "2026"] = n * 2, n
        rows += [[]] if n % 2 == 0 else []
    return Book("bloques.xlsx", {"Informe": rows}, planned, actual, 2)


def targets_in_percent() -> Book:
    """Targets and what was reached are percents, as fractions."""
    rows: list[list[Cell]] = [["Objetivo", "Indicador", "Meta 2025 (%)", "Logro 2025 (%)"]]
    planned: Figures = {}
    actual: Figures = {}
    for n, name in enumerate(goals(4), start=1):
        rows.append([name, f"Porcentaje {n}", Decimal(n) / 10, Decimal(n) / 20])
        planned[name, "2025"], actual[name, "2025"] = Decimal(10 * n), Decimal(5 * n)
    return Book("pei.xlsx", {"PEI": rows}, planned, actual)


def cover_and_notes() -> Book:
    """A cover and a sheet of instructions stand before the table."""
    cover: Grid = [["PLAN ANUAL 2028"], ["Versión", 2], ["Elaborado por", "Planificación"]]
    notes: Grid = [["Instrucciones"], ["1. Llene la meta"], ["2. Llene la actividad"]]
    rows: list[list[Cell]] = [["ACTIVIDADES", "META", "RESPONSABLE"]]
    rows += [[name, n, "Unidad de Archivo"] for n, name in enumerate(goals(5), start=1)]
    planned: Figures = {(name, "2028"): n for n, name in enumerate(goals(5), start=1)}
    return Book("plan 2028.xlsx", {"Portada": cover, "Notas": notes, "Plan": rows}, planned)


def work_and_money_in_rows() -> Book:
    """CEPLAN's annex: for each activity a row FÍSICO and a row FINANCIERO, and the total of the year."""
    head = ["Código", "Actividad Operativa", "Unidad de medida", "Tipo", *MONTHS, "Total anual"]
    rows: list[list[Cell]] = [["POI 2025"], [*head]]
    planned: Figures = {}
    amounts: dict[tuple[str, str, str], Decimal | int] = {}
    for n, name in enumerate(goals(4), start=1):
        rows.append([f"A{n}", name, "Documento", "FÍSICO", *[n] * 12, 12 * n])
        rows.append([f"A{n}", name, "Documento", "FINANCIERO", *[1000 * n] * 12, 12000 * n])
        planned |= {(name, f"2025-{month:02d}"): n for month in range(1, 13)}
        amounts |= {(name, f"2025-{month:02d}", "programmed"): 1000 * n for month in range(1, 13)}
    return Book("B-5.xlsx", {"POI": rows}, planned, {}, 1, amounts)


def an_outline_of_codes() -> Book:
    """The whole tree in two columns: 1, 1.1 and 1.1.1 below each other."""
    rows: list[list[Cell]] = [["CÓDIGO", "NOMBRE", "META 2026"]]
    planned: Figures = {}
    for first in (1, 2):
        rows.append([str(first), f"Eje {first}"])
        for second in (1, 2):
            rows.append([f"{first}.{second}", f"Programa {first}{second}"])
            for third in (1, 2):
                name = f"Obra {first}{second}{third}"
                rows.append([f"{first}.{second}.{third}", name, third])
                planned[name, "2026"] = third
    return Book("arbol.xlsx", {"Plan": rows}, planned, {}, 3)


def text_percents_beside_fractions() -> Book:
    """What is planned is written as « 100% », what was done as a fraction."""
    rows: list[list[Cell]] = [["Meta", "Programado 2025", "Ejecutado 2025"]]
    planned: Figures = {}
    actual: Figures = {}
    for n, name in enumerate(goals(4), start=1):
        rows.append([name, "100%", Decimal(n) / 4])
        planned[name, "2025"], actual[name, "2025"] = Decimal(100), Decimal(25 * n)
    return Book("x.xlsx", {"H": rows}, planned, actual)


def headings_with_line_breaks() -> Book:
    """Line breaks, hard spaces and blanks in headings, names and numbers."""
    head: list[Cell] = ["LÍNEA\nESTRATÉGICA", "  Cód.\u00a0Meta ", "META\nPRODUCTO"]
    rows: list[list[Cell]] = [[*head, "PROGRAMADO\n2025", "EJECUTADO\n2025"]]
    planned: Figures = {}
    actual: Figures = {}
    for n, name in enumerate(goals(4), start=1):
        rows.append(["Línea A", f"MP{n}", name.replace(" ", "\n", 1), f" {n}\u00a0", n])
        planned[name, "2025"], actual[name, "2025"] = Decimal(n), n
    return Book("x.xlsx", {"H": rows}, planned, actual, 2)


FORMS: tuple[Callable[[], Book], ...] = (
    plan_of_action,
    board_of_indicators,
    operating_plan_of_peru,
    quarters_as_spans_of_months,
    rows_of_years,
    rows_of_quarters,
    sums_without_a_label,
    bimesters,
    stacked_blocks,
    targets_in_percent,
    cover_and_notes,
    work_and_money_in_rows,
    an_outline_of_codes,
    text_percents_beside_fractions,
    headings_with_line_breaks,
)
