"""Faults in ways of writing that few offices have: two scales of percents, means by hand, dates alone, signed sums."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.rules.workbook_audit.sheets import findings, put, sheet_of, told

Rows = list[list[Any]]


def fractions() -> Rows:
    """Coverages of four years, as fractions of one."""
    rows: Rows = [["Código", "Indicador", *(f"Meta {year}" for year in range(2024, 2028))]]
    return rows + [[f"C{i}", f"Cobertura {i}", 0.8, 0.85, 0.9, 0.95] for i in range(1, 9)]


def small() -> Rows:
    """Targets of a few units a year."""
    rows: Rows = [["Código", "Indicador", *(f"Meta {year}" for year in range(2024, 2028))]]
    return rows + [[f"S{i}", f"Obra {i}", 15 + i, 16 + i, 17 + i, 18 + i] for i in range(1, 9)]


def counted() -> Rows:
    """A column whose heading says nothing, and which the next one computes with."""
    rows: Rows = [["Código", "Tarea", "Valor", "Doble"]]
    return rows + [[f"T{i}", f"Tarea {i}", i, f"=C{i + 1}*2"] for i in range(1, 9)]


def by_hand() -> Rows:
    """Three percents and their mean, added and divided by hand."""
    rows: Rows = [["Código", "Meta", "Avance"]]
    rows += [[f"A{i}", f"Meta {i}", f"{60 + i * 10}%%"] for i in range(1, 4)]
    return [*rows, ["Promedio", None, "=(C2+C3+C4)/3%%"]]


def typed_mean() -> Rows:
    """A mean that somebody typed below the percents."""
    rows: Rows = [["Código", "Meta", "Avance"]]
    rows += [[f"A{i}", f"Meta {i}", f"{60 + i * 10}%%"] for i in range(1, 4)]
    return [*rows, ["Promedio", None, "80%%"]]


def by_condition() -> Rows:
    """The mean of each axis, by its name."""
    rows: Rows = [["Eje", "Meta", "Avance"]]
    rows += [[f"Eje {1 + i // 4}", f"Meta {i}", f"{50 + i}%%"] for i in range(8)]
    return [*rows, [], ["Resumen"], ["Eje 1", None, '=AVERAGEIF(A2:A9,"Eje 1",C2:C9)%%']]


def signed() -> Rows:
    """Sums with a plus before them, as some still write; the total of an axis is typed."""
    rows: Rows = [["Eje", "Meta", "Programado 2027"]]
    rows += [["Eje 1", f"Meta {i}", 10 * i] for i in range(1, 5)]
    rows.append(["Total eje 1", None, 100])
    rows += [["Eje 2", f"Meta {i}", 10 * i] for i in range(5, 9)]
    return [*rows, ["Subtotal eje 2", None, "=+SUM(C7:C10)"]]


def remarks() -> Rows:
    """A remark for each half of the year."""
    rows: Rows = [["Código", "Meta", "Meta 2027", "Observaciones", "Nota"]]
    return rows + [[f"M{i}", f"Meta {i}", i, f"Primera {i}", f"Segunda {i}"] for i in range(1, 7)]


HEALTHY = [fractions, small, counted, by_hand, typed_mean, by_condition, signed, remarks]


@pytest.mark.parametrize("rows", HEALTHY, ids=lambda rows: rows.__name__)
def test_it_finds_nothing_in_a_healthy_sheet(rows: Callable[[], Rows]) -> None:
    assert told(sheet_of(rows())) == []


FAULTS: list[tuple[Callable[[], Rows], dict[str, Any], list[tuple[str, str]]]] = [
    (fractions, {"D3": 95}, [("scale_differs", "D3")]),
    (small, {"D3": 17000}, [("scale_differs", "D3")]),
    (counted, {f"C{row}": str(row) for row in range(2, 10)}, [("number_as_text", "C2")]),
    (by_hand, {"C3": "160%%"}, [("percent_over_100", "C3")]),
    (typed_mean, {"C3": "160%%", "C5": "106.67%%"}, [("percent_over_100", "C3")]),
    (by_condition, {"C3": "160%%"}, [("percent_over_100", "C3")]),
    (signed, {"C11": "=+SUM(C7:C9)"}, [("range_incomplete", "C11")]),
    (remarks, {"E1": "Observaciones"}, [("duplicate_heading", "E1")]),
    # a column of codes that are all dates may be one of dates; one day among codes is none
    (small, {f"A{row}": date(2027, row, row + 12) for row in range(2, 10)}, [("date_for_code", "A2")]),
    (small, {"A4": date(2027, 3, 15)}, [("date_for_code", "A4")]),
]


@pytest.mark.parametrize(("rows", "changes", "expected"), FAULTS)
def test_it_finds_the_fault(rows: Callable[[], Rows], changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = told(put(sheet_of(rows()), changes))
    assert found[:1] == expected
    assert {kind for kind, _cell in found} == {expected[0][0]}


def test_a_percent_in_points_is_told_with_its_fraction() -> None:
    (found,) = findings(put(sheet_of(fractions()), {"D3": 95}))
    assert (found.sure, found.expected) == (False, "0,95")
