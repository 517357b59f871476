"""More workbooks of offices in health: headings of three rows, pairs of rows, running totals, marks, merged groups."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.rules.workbook_audit.book import AuditSheet
from tests.rules.workbook_audit.office_books import MONTHS, Rows, colour
from tests.rules.workbook_audit.sheets import merged, sheet_of


def running_quarters() -> list[AuditSheet]:
    """What was done to date beside what was done in the quarter, and a total above the headings."""
    rows: Rows = [["SEGUIMIENTO 2027"], [None, "TOTAL VISIBLE", *[f"=SUBTOTAL(109,{c}4:{c}12)" for c in "CDEFG"]]]
    rows.append(
        ["N.º", "Indicador", "Meta anual", "T1", "T2", "T3", "T4", "Acum. T1", "Acum. T2", "Acum. T3", "Acum. T4"]
    )
    rows[-1].append("% cumplimiento")
    for at in range(1, 10):
        r = len(rows) + 1
        to_date = [f"=D{r}", f"=H{r}+E{r}", f"=I{r}+F{r}", f"=J{r}+G{r}"]
        rows.append(
            [at, f"Indicador {at}", 10 * at, 2 * at, at, 3 * at, 2 * at, *to_date, f"=IF(C{r}>0,K{r}/C{r},0)%%"]
        )
    return [sheet_of(rows, "Seguimiento")]


def pairs_of_rows() -> list[AuditSheet]:
    """Each activity has a row of what is planned and one of what is done, and a percent in the second."""
    rows: Rows = [["Código", "Actividad", "Concepto", *MONTHS, "Total", "% avance"]]
    for at in range(1, 7):
        r = len(rows) + 1
        rows.append([f"A{at}", f"Actividad {at}", "Programado", *[at] * 12, f"=SUM(D{r}:O{r})", None])
        rows.append([None, None, "Ejecutado", *[at - 1] * 12, f"=SUM(D{r + 1}:O{r + 1})", f"=P{r + 1}/P{r}%%"])
    areas = [f"{letter}{r}:{letter}{r + 1}" for r in range(2, 14, 2) for letter in "AB"]
    return [merged(sheet_of(rows, "POI"), *areas)]


def marks_of_months() -> list[AuditSheet]:
    """A timetable of crosses, with dates, a state by the day on which it is opened, and what a percent says."""
    rows: Rows = [["No.", "Tarea", "Responsable", "Inicio", "Fin", *MONTHS, "Meses", "Estado", "Avance"]]
    for at in range(1, 9):
        r = len(rows) + 1
        crosses = ["X" if at <= month <= at + 3 else None for month in range(12)]
        state = f'=IF(T{r}=1,"CUMPLIDA",IF(E{r}<TODAY(),"VENCIDA","EN PROCESO"))'
        days = [date(2027, at, 1), date(2027, at + 3, 28)]
        rows.append([at, f"Tarea {at}", "Oficina", *days, *crosses, f'=COUNTIF(F{r}:Q{r},"X")', state, f"{at * 10}%%"])
    return [sheet_of(rows, "Cronograma")]


def three_heading_rows() -> list[AuditSheet]:
    """Year over quarter over planned and done, all merged; the axis merged down; weights in its first row only."""
    first: list[Any] = ["EJE", "PESO EJE", "META", *[None] * 8, "TOTAL"]
    second: list[Any] = [None] * 12
    third: list[Any] = [None] * 3 + ["PROG", "EJEC"] * 4 + [None]
    first[3] = "VIGENCIA 2027"
    for quarter in range(4):
        second[3 + 2 * quarter] = f"TRIMESTRE {quarter + 1}"
    rows: Rows = [["PLAN DE ACCIÓN"], first, second, third]
    areas = ["A1:L1", "D2:K2", "D3:E3", "F3:G3", "H3:I3", "J3:K3"]
    for axis, weight in (("Uno", 60), ("Dos", 40)):
        top = len(rows) + 1
        for at in range(1, 5):
            r = len(rows) + 1
            values = [at + quarter - done for quarter in range(4) for done in (0, 1)]
            named = [axis, weight] if at == 1 else [None, None]
            rows.append([*named, f"Meta {axis} {at}", *values, f"=D{r}+F{r}+H{r}+J{r}"])
        areas += [f"A{top}:A{top + 3}", f"B{top}:B{top + 3}"]
    return [merged(sheet_of(rows, "Plan"), *areas)]


def budget() -> list[AuditSheet]:
    """A budget of a Peruvian office: PIA, PIM, certified, committed, accrued, and percents of each."""
    head = [
        "GENÉRICA",
        "FUENTE",
        "PIA",
        "PIM",
        "CERTIFICADO",
        "COMPROMETIDO",
        "DEVENGADO",
        "SALDO",
        "% AVANCE",
        "COLOR",
    ]
    rows: Rows = [["EJECUCIÓN PRESUPUESTAL"], head]
    for kind in ("2.1 PERSONAL", "2.3 BIENES Y SERVICIOS", "2.6 ACTIVOS"):
        for at, source in enumerate(("RO", "RDR", "DYT"), 1):
            r = len(rows) + 1
            chain = [100_000 * at, 120_000 * at, 90_000 * at, 80_000 * at, 60_000 * at]
            rows.append([kind, source, *chain, f"=D{r}-G{r}", f"=IFERROR(ROUND(G{r}/D{r},4),0)%%", colour(f"I{r}")])
    last = len(rows)
    sums = [f"=SUM({letter}3:{letter}{last})" for letter in "CDEFGH"]
    rows.append(["TOTAL GENERAL", None, *sums, f"=G{last + 1}/D{last + 1}%%", colour(f"I{last + 1}")])
    return [sheet_of(rows, "SIAF")]


def levels_and_flows() -> list[AuditSheet]:
    """A plan with a column that says how each row adds up, and a total by IF that follows it."""
    rows: Rows = [
        ["CÓDIGO", "INDICADOR", "TIPO DE META", "META 2024", "META 2025", "META 2026", "META 2027", "CUATRIENIO"]
    ]
    for at in range(1, 11):
        r = len(rows) + 1
        mark = "Acumulativa" if at % 2 else "Mantenimiento"
        targets = [at, 2 * at, at, 3 * at] if at % 2 else [80] * 4
        total = f'=IF(C{r}="Mantenimiento",MAX(D{r}:G{r}),SUM(D{r}:G{r}))'
        rows.append([f"I{at:02d}", f"Indicador {at}", mark, *targets, total])
    return [sheet_of(rows, "Metas")]


def weighted_groups() -> list[AuditSheet]:
    """Progress of each group as its weights say, and of the plan as the weights of the groups say."""
    rows: Rows = [["OBJETIVO", "META", "PESO", "AVANCE", "APORTE"]]
    groups = []
    for objective, weights in (("A", (0.5, 0.3, 0.2)), ("B", (0.6, 0.4))):
        first = len(rows) + 1
        for at, weight in enumerate(weights, 1):
            r = len(rows) + 1
            rows.append(
                [f"Objetivo {objective}", f"Meta {at}", f"{weight * 100}%%", f"{50 + 10 * at}%%", f"=C{r}*D{r}%%"]
            )
        last = len(rows)
        total = f"=SUMPRODUCT(C{first}:C{last},D{first}:D{last})/SUM(C{first}:C{last})%%"
        rows.append([f"Subtotal {objective}", None, f"=SUM(C{first}:C{last})%%", total, f"=SUM(E{first}:E{last})%%"])
        groups.append(last + 1)
    rows.append(["RESULTADO", None, None, "=0.6*D5+0.4*D8%%", None])
    return [sheet_of(rows, "Ponderado")]
