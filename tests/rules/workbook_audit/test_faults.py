"""Every kind of fault in a small sheet, and the same sheet in health: nothing is found there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.rules.workbook_audit.finding import KINDS
from tests.rules.workbook_audit.sheets import findings, merged, put, sheet_of, told

Rows = list[list[Any]]
MONTHS = ["Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio"]
MONTHS += ["Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"]


def quarters() -> Rows:
    rows: Rows = [["Código", "Meta", "Unidad", "Tendencia", "T1", "T2", "T3", "T4", "Total"]]
    for i in range(1, 9):
        rows.append(
            [f"M-{i:02d}", f"Meta {i}", "Número", "Incremento", 2 * i, 3 * i, i, 5 * i, f"=SUM(E{i + 1}:H{i + 1})"]
        )
    return [*rows, ["Total", None, None, None, *(f"=SUM({letter}2:{letter}9)" for letter in "EFGHI")]]


def typed_months() -> Rows:
    rows: Rows = [["PLAN OPERATIVO 2027"], ["Unidad: Obras"], [], ["No.", "Actividad", *MONTHS, "Total anual"]]
    for i in range(1, 7):
        values = [(i * month) % 7 for month in range(1, 13)]
        rows.append([i, f"Actividad {i}", *values, sum(values)])
    return [*rows, [None, "TOTAL", *(sum(row[column] for row in rows[4:]) for column in range(2, 15))]]


def four_years() -> Rows:
    years = [f"Valor esperado {year}" for year in range(2024, 2028)]
    done = ["Ejecutado 2024", "Ejecutado 2025", "Avance 2024", "Avance 2025"]
    rows: Rows = [["Cod", "Producto", "Acumulación", "Línea base", *years, "Valor esperado cuatrienio", *done]]
    for i in range(1, 10):
        r = i + 1
        planned = [100 * i, 120 * i, 110 * i, 130 * i, f"=SUM(E{r}:H{r})"]
        rows.append([f"1.{i}", f"Producto {i}", "Suma", 0, *planned, 90 * i, 100 * i, f"=J{r}/E{r}%%", f"=K{r}/F{r}%%"])
    means = ["=AVERAGE(L2:L10)%%", "=AVERAGE(M2:M10)%%"]
    return [*rows, ["Total", None, None, None, *(f"=SUM({letter}2:{letter}10)" for letter in "EFGHIJK"), *means]]


def groups() -> Rows:
    rows: Rows = [["Eje", "Programa", "Peso", "Avance"]]
    means = []
    for group in range(1, 4):
        first = len(rows) + 1
        rows += [
            [f"Eje {group}", f"Programa {i}", weight, f"{group * 20 + i}%%"]
            for i, weight in ((1, 30), (2, 30), (3, 40))
        ]
        last = len(rows)
        rows.append([f"Subtotal eje {group}", None, f"=SUM(C{first}:C{last})", f"=AVERAGE(D{first}:D{last})%%"])
        means.append(f"D{last + 1}")
    return [*rows, ["Promedio general", None, None, f"=AVERAGE({','.join(means)})%%"]]


def levels() -> Rows:
    rows: Rows = [["Código", "Indicador", "Tipo de acumulación", "2024", "2025", "2026", "2027", "Meta cuatrienio"]]
    for i in range(1, 9):
        r = i + 1
        total = f"=SUM(D{r}:G{r})" if i % 2 else f"=G{r}"
        rows.append([f"P{i}", f"Indicador {i}", "Suma" if i % 2 else "Último valor", 12, 22, 32, 42, total])
    return rows


def weights() -> Rows:
    rows: Rows = [["Objetivo", "Ponderación", "Avance", "Aporte"]]
    rows += [
        [f"Objetivo {i}", w, f"{50 + i}%%", f"=B{i + 1}*C{i + 1}/100%%"] for i, w in enumerate((20, 25, 15, 40), 1)
    ]
    return [*rows, ["Total", "=SUM(B2:B5)", None, "=SUM(D2:D5)%%"]]


def repeated_weights() -> Rows:
    rows: Rows = [["Eje", "Ponderador eje", "Meta", "Valor"]]
    for eje, weight in (("Uno", 0.3), ("Dos", 0.45), ("Tres", 0.25)):
        rows += [[eje, weight, f"Meta {eje} {i}", i] for i in range(1, 4)]
    return rows


def stacked() -> Rows:
    rows: Rows = []
    for unit in range(1, 4):
        rows += [[f"DEPENDENCIA {unit}"], ["Código", "Actividad", "Programado", "Ejecutado", "% avance"]]
        first = len(rows) + 1
        rows += [
            [f"A{i}", f"Actividad {i}", 10 * i, 8 * i, f"=D{first + i - 1}/C{first + i - 1}%%"] for i in range(1, 5)
        ]
        last = len(rows)
        sums = [f"=SUM({letter}{first}:{letter}{last})" for letter in "CD"]
        rows += [["Total", None, *sums, f"=D{last + 1}/C{last + 1}%%"], []]
    return rows


def sectors() -> Rows:
    """Subtotals of three sectors, and a total that adds them up cell by cell."""
    rows: Rows = [["Sector", "Proyecto", "Inversión 2027"]]
    ends = []
    for sector in ("Salud", "Vías", "Agua"):
        first = len(rows) + 1
        rows += [[sector, f"Proyecto {n} de {sector}", 100 * n] for n in (1, 2, 3)]
        rows.append([f"Subtotal {sector}", None, f"=SUM(C{first}:C{len(rows)})"])
        ends.append(f"C{len(rows)}")
    return [*rows, ["TOTAL", None, f"={'+'.join(ends)}"]]


def letters_of_months() -> Rows:
    """Months that are called by their first letter: J stands twice, and A, and M."""
    rows: Rows = [["Código", "Actividad", *"EFMAMJJASOND", "Total"]]
    for i in range(1, 7):
        values = [(i * month) % 5 + 1 for month in range(1, 13)]
        rows.append([f"AO-{i}", f"Actividad {i}", *values, sum(values)])
    return rows


HEALTHY = [
    quarters,
    typed_months,
    four_years,
    groups,
    levels,
    weights,
    repeated_weights,
    stacked,
    sectors,
    letters_of_months,
]


@pytest.mark.parametrize("rows", HEALTHY, ids=lambda rows: rows.__name__)
def test_it_finds_nothing_in_a_healthy_sheet(rows: Callable[[], Rows]) -> None:
    assert told(sheet_of(rows())) == []


Fault = tuple[Callable[[], Rows], dict[str, Any], list[tuple[str, str]]]
FAULTS: list[Fault] = [
    # inside a column, and from one year to the next
    (stacked, {"E13": "=D13/C12%%"}, [("formula_changes", "E13")]),
    (weights, {"D4": "=B4*C4%%"}, [("formula_changes", "D4")]),
    (four_years, {"L5": "95%%"}, [("typed_over_formula", "L5")]),
    (four_years, {f"M{r}": f"=K{r}/I{r}%%" for r in range(2, 11)}, [("formula_changes_by_year", "M2")]),
    # totals
    (quarters, {"I5": "=E5+F5+G5"}, [("total_differs", "I5")]),
    (quarters, {"I5": 99}, [("total_differs", "I5")]),
    (quarters, {"F10": 77}, [("total_differs", "F10")]),
    (quarters, {"F10": "=SUM(F2:F8)"}, [("range_incomplete", "F10")]),
    (quarters, {"F10": "=SUM(F3:F9)"}, [("range_incomplete", "F10")]),
    (quarters, {"A10": None}, [("unlabelled_total", "E10")]),
    (four_years, {"L11": "=AVERAGE(L2:L9)%%"}, [("range_incomplete", "L11")]),
    (typed_months, {"C11": 1}, [("total_differs", "C11")]),
    (typed_months, {"B11": None}, [("unlabelled_total", "C11")]),
    (groups, {"C14": "=SUM(C2:C12)"}, [("counted_twice", "C14")]),
    (sectors, {"C14": "=C5+C13"}, [("range_incomplete", "C14")]),
    (sectors, {"C14": "=SUM(C9,C13)"}, [("range_incomplete", "C14")]),
    (letters_of_months, {"O4": 99}, [("total_differs", "O4")]),
    # a group with one row less: the mean of means is no longer the mean
    (groups, {"D12": None}, [("average_of_averages", "D14")]),
    # percents beyond 100
    (groups, {"D3": "150%%"}, [("percent_over_100", "D3")]),
    (four_years, {"J3": 500}, [("percent_over_100", "L3")]),
    # a row of a level among sums, and one summed among levels
    (quarters, {"D5": "Mantenimiento", "E5": 50, "F5": 50, "G5": 50, "H5": 50}, [("level_summed", "I5")]),
    (quarters, {"D5": None, "C5": "Porcentaje", "E5": 90, "F5": 92, "G5": 95, "H5": 95}, [("level_summed", "I5")]),
    (levels, {"H3": "=SUM(D3:G3)"}, [("level_summed", "H3")]),
    # weights of a list, of one group, and of what is weighed once
    (weights, {"B3": 20}, [("weights_not_100", "B2")]),
    (groups, {"C3": 20}, [("weights_not_100", "C2")]),
    (repeated_weights, {"B5": 0.43, "B6": 0.43, "B7": 0.43}, [("weights_not_100", "B2")]),
    # two headings
    (quarters, {"G1": "T2"}, [("duplicate_heading", "G1")]),
    # thousands as decimals
    (four_years, {"F5": 0.48, "K5": 0.4}, [("scale_differs", "F5")]),
    # dates
    (quarters, {"A3": date(2027, 2, 1)}, [("date_for_code", "A3")]),
    (typed_months, {"A7": date(2027, 3, 1)}, [("date_for_code", "A7")]),
    # an error
    (quarters, {"I6": "=E6/0"}, [("error_value", "I6")]),
    # numbers as text
    (quarters, {"F4": "1.5"}, [("number_as_text", "F4")]),
    (quarters, {"F4": "\u00a012 "}, [("number_as_text", "F4")]),
    (quarters, {"F4": "1.500"}, [("number_as_text", "F4")]),
    (quarters, {"F4": "12 km"}, [("number_as_text", "F4")]),
    (stacked, {f"E{r}": f'=D{r}/C{r}*100&"%"' for r in range(3, 7)}, [("number_as_text", "E3")]),
    # a formula that needs itself
    (quarters, {"I6": "=SUM(E6:I6)"}, [("circular_reference", "I6")]),
]


@pytest.mark.parametrize(("rows", "changes", "expected"), FAULTS)
def test_it_finds_the_fault_and_nothing_else(
    rows: Callable[[], Rows], changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert told(put(sheet_of(rows()), changes)) == expected


def test_each_kind_but_the_stored_results_has_a_fault_here() -> None:
    found = {kind for _, _, expected in FAULTS for kind, _ in expected}
    assert found == KINDS.keys() - {"stale_value"}


ASKED = [
    # the same result today
    (stacked, {"E4": "=IF(C4=0,0,D4/C4)%%"}, "E4"),
    # a total that is the mean of its parts may be that of a level
    (quarters, {"E5": 8, "F5": 8, "G5": 8, "H5": 8, "I5": "=SUM(E5:H5)/4"}, "I5"),
    # one thousand and a half, or one and a half
    (quarters, {"F4": "1.500"}, "F4"),
]


@pytest.mark.parametrize(("rows", "changes", "cell"), ASKED)
def test_it_asks_where_it_cannot_be_sure(rows: Callable[[], Rows], changes: dict[str, Any], cell: str) -> None:
    (found,) = findings(put(sheet_of(rows()), changes))
    assert not found.sure


NO_FAULT = [
    # a row of a level whose total is its last value
    (quarters, {"D5": "Mantenimiento", "E5": 8, "F5": 8, "G5": 8, "H5": 8, "I5": "=H5"}),
    # percents over 100 that enter no mean
    (stacked, {"D3": 25}),
    # a group with the same number of rows in each: the mean of means is the mean
    (groups, {"D3": "99%%"}),
    # a marker of no data, and a code that looks like a number
    (quarters, {"F4": "ND", "A3": "0900"}),
    # the same formula written otherwise
    (quarters, {"I5": "=+E5+F5+(G5+H5)"}),
    # parts of one whole in a row that is marked as a level
    (quarters, {"D5": "Mantenimiento", "E5": 0.25, "F5": 0.25, "G5": 0.25, "H5": 0.25}),
    # rounded weights
    (weights, {"B2": 16.7, "B3": 16.7, "B4": 33.3, "B5": 33.4}),
    # a column of dates
    (quarters, {"B1": "Fecha de inicio", **{f"B{r}": date(2027, 1, r) for r in range(2, 10)}}),
    # a small target beside large ones is no fault when none is a hundred times away
    (four_years, {"F5": 10, "K5": 10}),
    # the same heading over the same content
    (quarters, {"J1": "Meta", **{f"J{r}": f"Meta {r - 1}" for r in range(2, 10)}}),
]


@pytest.mark.parametrize(("rows", "changes"), NO_FAULT)
def test_it_accuses_nobody_wrongly(rows: Callable[[], Rows], changes: dict[str, Any]) -> None:
    assert told(put(sheet_of(rows()), changes)) == []


def test_it_tells_each_percent_over_100_with_the_mean_of_its_own_row() -> None:
    rows: Rows = [["Actividad", "% enero", "% febrero", "% marzo", "Promedio"]]
    rows += [
        [f"Actividad {i}", "80%%", f"{60 + 20 * i}%%", "90%%", f"=AVERAGE(B{i + 1}:D{i + 1})%%"] for i in range(1, 5)
    ]
    found = findings(sheet_of(rows))
    assert [(each.where.row, each.where.column) for each in found] == [(3, 2), (4, 2)]
    assert ["E4" in found[0].message, "E5" in found[1].message] == [True, True]
    assert "de 103,33\u00a0% a 90\u00a0%" in found[1].effect


def test_it_caps_the_percents_of_a_weighted_mean() -> None:
    rows: Rows = [["Objetivo", "Peso", "Avance"]]
    rows += [[f"Objetivo {i}", 25, f"{progress}%%"] for i, progress in enumerate((50, 60, 70, 130))]
    (found,) = findings(sheet_of([*rows, ["Total", "=SUM(B2:B5)", "=SUMPRODUCT(B2:B5,C2:C5)/SUM(B2:B5)%%"]]))
    assert (found.kind, found.where.row) == ("percent_over_100", 4)
    assert "de 77,5\u00a0% a 70\u00a0%" in found.effect


def test_it_reads_headings_of_two_rows() -> None:
    rows: Rows = [
        ["Código", "Indicador", "2024", None, None, "2025", None, None],
        [None, None, *["T1", "T2", "Total"] * 2],
    ]
    rows += [
        [f"I{i}", f"Indicador {i}", i, 2 * i, f"=C{i + 2}+D{i + 2}", i, i, f"=F{i + 2}+G{i + 2}"] for i in range(1, 6)
    ]
    sheet = merged(sheet_of(rows), "C1:E1", "F1:H1")
    assert told(sheet) == []
    assert told(put(sheet, {"H5": 90})) == [("total_differs", "H5")]
