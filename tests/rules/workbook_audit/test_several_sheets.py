"""Faults that only show across sheets: summaries, means of means, totals above the table."""

from __future__ import annotations

from typing import Any

import pytest

from models.rules.workbook_audit.book import AuditSheet
from tests.rules.workbook_audit.sheets import findings, put, sheet_of, told


def data(changes: dict[str, Any] | None = None) -> AuditSheet:
    rows: list[list[Any]] = [["Código", "Meta", "Programado", "Ejecutado", "Avance"]]
    rows += [[f"M{i}", f"Meta {i}", 10, i, f"=D{i + 1}/C{i + 1}%%"] for i in range(1, 11)]
    return put(sheet_of(rows, "Datos"), changes or {})


def summary(mean: str) -> AuditSheet:
    return sheet_of(
        [["Indicador", "Valor"], ["Avance promedio", f"{mean}%%"], ["Metas", "=COUNTA(Datos!A2:A11)"]], "Resumen"
    )


def axis(name: str, programmes: int) -> AuditSheet:
    rows: list[list[Any]] = [["Código", "Programa", "Avance"]]
    rows += [[f"{i}", f"Programa {i}", f"{50 + 5 * i + programmes}%%"] for i in range(programmes)]
    return sheet_of([*rows, ["Promedio", None, f"=AVERAGE(C2:C{programmes + 1})%%"]], name)


def of_axes(first: int, second: int) -> AuditSheet:
    rows = [["Eje", "Avance"], ["Eje 1", f"=Uno!C{first + 2}%%"], ["Eje 2", f"=Dos!C{second + 2}%%"]]
    return sheet_of([*rows, ["Promedio", "=AVERAGE(B2:B3)%%"]], "Resumen")


def test_it_finds_nothing_in_a_healthy_summary() -> None:
    assert told(data(), summary("=AVERAGE(Datos!E2:E11)")) == []


def test_it_asks_about_rows_that_a_summary_leaves_out() -> None:
    (found,) = findings(data(), summary("=AVERAGE(Datos!E2:E10)"))
    assert (found.kind, found.where, found.sure) == ("range_incomplete", ("Resumen", 1, 1), False)
    assert "deja fuera la fila 11 de la hoja «Datos»" in found.message
    assert "de 50\u00a0% a 55\u00a0%" in found.effect


def test_it_finds_a_percent_over_100_in_the_mean_of_another_sheet() -> None:
    (found,) = findings(data({"D5": 15}), summary("=AVERAGE(Datos!E2:E11)"))
    assert (found.kind, found.where) == ("percent_over_100", ("Datos", 4, 4))
    assert "'Resumen'!B2" in found.message
    assert "de 66\u00a0% a 61\u00a0%" in found.effect


@pytest.mark.parametrize("last", [15, 14])
def test_it_compares_totals_above_the_table_with_its_rows(last: int) -> None:
    head: list[list[Any]] = [["EJECUCIÓN"], [], [None, None, f"=SUM(C6:C{last})"], [], ["Rubro", "Nombre", "PIM"]]
    rows = [*head, *([f"2.{i}", f"Gasto {i}", 100 * i] for i in range(1, 11))]
    assert told(sheet_of(rows)) == ([] if last == 15 else [("range_incomplete", "C3")])


@pytest.mark.parametrize(("first", "second"), [(3, 7), (4, 4)])
def test_it_follows_means_to_the_sheets_where_they_are_made(first: int, second: int) -> None:
    found = findings(axis("Uno", first), axis("Dos", second), of_axes(first, second))
    if first == second:
        assert found == []  # groups of one size: the mean of means is the mean
        return
    (only,) = found
    assert (only.kind, only.where) == ("average_of_averages", ("Resumen", 3, 1))
    assert only.effect == "El promedio de los 10 datos es 67,8\u00a0% y no 65\u00a0%."


def test_it_compares_a_yearly_target_with_the_quarters_to_its_right() -> None:
    rows: list[list[Any]] = [["Código", "Indicador", "Meta anual", "T1", "T2", "T3", "T4"]]
    rows += [[f"C{i}", f"Indicador {i}", 10 * i, i, 2 * i, 3 * i, 4 * i] for i in range(1, 8)]
    assert told(sheet_of(rows)) == []
    assert told(put(sheet_of(rows), {"C5": 45})) == [("total_differs", "C5")]
