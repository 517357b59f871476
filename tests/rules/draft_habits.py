"""Further made-up workbooks: habits of offices that say something beside the table, or dress its numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from models.rules.cell import Cell
from tests.rules.draft_books import Book, Grid, goals

Figures = dict[tuple[str, str], Decimal | int]
LETTERS = "EFMAMJJASOND"


def signatures_below() -> Book:
    """Merged offices, subtotals, and below a blank row who made, reviewed and approved the plan."""
    rows: list[list[Cell]] = [["Dependencia", "Objetivo", "Actividad", "Meta T1 2027", "Meta T2 2027"]]
    planned: Figures = {}
    for number, name in enumerate(goals(6)):
        office = f"Secretaría {number // 3 + 1}" if number % 3 == 0 else None
        rows.append([office, f"Objetivo {number // 3 + 1}", name, number + 1, number + 2])
        planned |= {(name, "2027-Q1"): number + 1, (name, "2027-Q2"): number + 2}
    rows += [["TOTAL", None, None, 21, 27], [], [], ["Elaboró:", None, "Revisó:", None, "Aprobó:"]]
    rows += [["Profesional universitario", None, "Jefe de planeación", None, "Alcalde"]]
    return Book("plan de accion.xlsx", {"Plan": rows}, planned, {}, 2)


def a_summary_beside() -> Book:
    """Behind a blank column stands a smaller table that sums the first by area."""
    head: list[Cell] = ["N°", "Área", "Actividad", "Prog. T1 2027", "Ejec. T1 2027", None]
    rows: list[list[Cell]] = [[*head, "Área", "Programado", "Ejecutado", "%"]]
    planned: Figures = {}
    actual: Figures = {}
    for number, name in enumerate(goals(8)):
        rows.append([number + 1, ["Compras", "Archivo"][number // 4], name, 10 + number, 9 + number])
        planned[name, "2027-Q1"], actual[name, "2027-Q1"] = 10 + number, 9 + number
    rows[1] += [None, "Compras", 46, 42, Decimal("0.91")]
    rows[2] += [None, "Archivo", 62, 58, Decimal("0.93")]
    return Book("seguimiento.xlsx", {"T1": rows}, planned, actual)


def months_by_their_letters() -> Book:
    """Twelve columns that are called E, F, M, A…, and two rows for each activity, merged: work and what it costs."""
    rows: list[list[Cell]] = [
        ["POI 2027"],
        ["OEI", "Código AO", "Actividad operativa", "U.M.", None, *LETTERS, "Total"],
    ]
    planned: Figures = {}
    amounts: dict[tuple[str, str, str], Decimal | int] = {}
    for number, name in enumerate(goals(4)):
        work = [number + month for month in range(12)]
        rows.append([f"OEI.0{number // 2 + 1}", f"AOI0{number}", name, "Informe", "FÍSICO", *work, sum(work)])
        rows.append([None, None, None, None, "FINANCIERO", *[100] * 12, 1200])
        planned |= {(name, f"2027-{month + 1:02d}"): value for month, value in enumerate(work)}
        amounts |= {(name, f"2027-{month:02d}", "programmed"): 100 for month in range(1, 13)}
    return Book("anexo.xlsx", {"POI": rows}, planned, {}, 2, amounts)


def months_that_became_dates() -> Book:
    """A row for each month, whose `ene-27` the spreadsheet made a date of; months of two years."""
    rows: list[list[Cell]] = [["Mes", "Código", "Indicador", "Programado", "Ejecutado"]]
    planned: Figures = {}
    actual: Figures = {}
    for month in (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)):
        for number, name in enumerate(goals(3), start=1):
            rows.append([month, f"IND-{number}", name, number * 10, number])
            planned[name, f"{month:%Y-%m}"], actual[name, f"{month:%Y-%m}"] = number * 10, number
    return Book("base.xlsx", {"Base": rows}, planned, actual)


def units_behind_numbers() -> Book:
    """What is counted stands behind each number."""
    rows: list[list[Cell]] = [
        ["Programa", "Actividad", "Meta anual 2027", "Programado I trimestre", "Ejecutado I trim"]
    ]
    planned: Figures = {}
    actual: Figures = {}
    units = ("talleres", "km", "familias atendidas", "m²")
    for number, (name, unit) in enumerate(zip(goals(4), units, strict=True), start=1):
        rows.append([f"Programa {number // 3 + 1}", name, f"{number * 4},5 {unit}", f"{number} {unit}", f"0,5 {unit}"])
        planned |= {(name, "2027"): Decimal(f"{number * 4}.5"), (name, "2027-Q1"): Decimal(number)}
        actual[name, "2027-Q1"] = Decimal("0.5")
    return Book("pao.xlsx", {"PAO": rows}, planned, actual, 2)


def money_with_its_sign() -> Book:
    """A sign of money before the numbers, points between their thousands."""
    rows: list[list[Cell]] = [["Proyecto", "Meta 2027", "Presupuesto inicial 2027", "Pagos 2027"]]
    planned: Figures = {}
    amounts: dict[tuple[str, str, str], Decimal | int] = {}
    for number, name in enumerate(goals(5), start=1):
        rows.append([name, number, f"$ {number}.250.000.000", f"$ {number}.000.500,50"])
        planned[name, "2027"] = number
        amounts[name, "2027", "initial"] = Decimal(number * 10**9 + 25 * 10**7)
        amounts[name, "2027", "paid"] = Decimal(f"{number}000500.50")
    return Book("inversion.xlsx", {"Inversión": rows}, planned, {}, 1, amounts)


def numbers_of_rows() -> Book:
    """The first column numbers the rows, and the programme beside it has several of them."""
    rows: list[list[Cell]] = [["No.", "Programa", "Meta de producto", "Meta 2027"]]
    planned: Figures = {}
    for number, name in enumerate(goals(6), start=1):
        rows.append([number, f"Programa {number // 4 + 1}", name, number])
        planned[name, "2027"] = number
    return Book("metas.xlsx", {"Metas": rows}, planned, {}, 2)


def sheets_that_number_again() -> Book:
    """A sheet for each office, and each begins with activity 1."""
    planned: Figures = {}
    sheets: dict[str, Grid] = {}
    for office in ("Salud", "Educación"):
        rows: list[list[Cell]] = [["PLAN 2027"], ["No.", "Actividad", "Primer semestre", "Segundo semestre"]]
        for number, goal in enumerate(goals(4), start=1):
            name = f"{goal} de {office}"
            rows.append([number, name, number, number + 1])
            planned |= {(name, "2027-S1"): number, (name, "2027-S2"): number + 1}
        sheets[office] = rows
    return Book("por dependencia.xlsx", sheets, planned)


def dates_as_text() -> Book:
    """Days that somebody typed as text, the day first."""
    rows: list[list[Cell]] = [["Actividad", "Fecha de inicio", "Fecha de fin", "Meta 2027"]]
    planned: Figures = {}
    for number, name in enumerate(goals(5), start=1):
        rows.append([name, f"{number}/02/2027", f"15/{number + 5}/2027", number])
        planned[name, "2027"] = number
    return Book("cronograma.xlsx", {"Plan": rows}, planned)


HABITS: tuple[Callable[[], Book], ...] = (
    signatures_below,
    a_summary_beside,
    months_by_their_letters,
    months_that_became_dates,
    units_behind_numbers,
    money_with_its_sign,
    numbers_of_rows,
    sheets_that_number_again,
    dates_as_text,
)
