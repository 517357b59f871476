"""What few sheets have: means under conditions, totals in two parts, sums of cells, years that lack a column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.rules.cell import ErrorCell
from tests.rules.workbook_audit.sheets import put, sheet_of, told
from tests.rules.workbook_audit.test_faults import four_years, groups, letters_of_months, levels, quarters
from tests.rules.workbook_audit.test_more_faults import by_condition, counted, signed, small

Rows = list[list[Any]]
YEARS = range(2, 8)


def shares() -> Rows:
    """Two blocks, each of which divides by its own total."""
    rows: Rows = [["Código", "Programa", "Meta", "Participación"]]
    for unit in (1, 2):
        first = len(rows) + 1
        rows += [[f"A{unit}{i}", f"Programa {i}", 10 * i, f"=C{first + i - 1}/C${first + 4}%%"] for i in range(1, 5)]
        rows.append([f"Total {unit}", None, f"=SUM(C{first}:C{first + 3})", None])
    return rows


def two_years() -> Rows:
    """Progress of two years, each out of its own columns."""
    rows: Rows = [
        ["Código", "Meta", *(f"{word} {year}" for year in (2026, 2027) for word in ("Prog", "Ejec", "Avance"))]
    ]
    return rows + [
        [f"M{i}", f"Meta {i}", 10 * i, 8 * i, f"=D{i + 1}/C{i + 1}%%", 10 * i + 2, 9 * i, f"=G{i + 1}/F{i + 1}%%"]
        for i in range(1, 7)
    ]


def three_years(*progress: str) -> Rows:
    """Progress of three years by these formulas."""
    words = ("Programado", "Ejecutado", "Avance")
    rows: Rows = [["Código", "Meta", *(f"{word} {year}" for word in words for year in (2025, 2026, 2027))]]
    return rows + [
        [
            f"M{i}",
            f"Meta {i}",
            10 * i,
            11 * i,
            12 * i,
            8 * i,
            8 * i + 1,
            9 * i,
            *(each.format(r=i + 1) for each in progress),
        ]
        for i in range(1, 7)
    ]


def money() -> Rows:
    """Amounts with cents over four years."""
    rows: Rows = [["Código", "Rubro", *(f"Presupuesto {year}" for year in range(2024, 2028))]]
    return rows + [[f"R{i}", f"Gasto {i}", 1500.5 + i, 1600 + i, 1700 + i, 1800 + i] for i in range(1, 9)]


def served() -> Rows:
    """How many were served in each quarter: figures that nobody calls a target."""
    rows: Rows = [["Código", "Obra", *(f"Beneficiarios T{quarter}" for quarter in range(1, 5))]]
    return rows + [[f"S{i}", f"Obra {i}", 15 + i, 16 + i, 17 + i, 18 + i] for i in range(1, 9)]


def weighed() -> Rows:
    """The weights of three axes, each of which is a whole."""
    rows: Rows = [["Eje", "Meta", "Peso"]]
    return rows + [[eje, f"Meta {eje} {i}", w] for eje in ("Uno", "Dos", "Tres") for i, w in enumerate((30, 30, 40))]


def weighed_under_titles() -> Rows:
    """Weights under the title of each axis, and two above the first title."""
    rows: Rows = [["Código", "Meta", "Peso"], ["A", "Meta a", 50], ["B", "Meta b", 50]]
    for axis in ("Uno", "Dos"):
        rows += [[f"Eje {axis}", None, None], *([f"{axis}{i}", f"Meta {i}", w] for i, w in enumerate((30, 30, 40)))]
    return rows


def beside() -> Rows:
    """Two tables beside each other."""
    rows: Rows = [["Código", "Meta", "Valor", None, "Unidad", "Cantidad"]]
    rows += [[f"M{i}", f"Meta {i}", i, None, f"Oficina {i}", 3 * i] for i in range(1, 7)]
    return [*rows, ["Total", None, "=SUM(C2:C7)", None, "Total", "=SUM(F2:F7)"]]


def bare(*last: int | str) -> Rows:
    """A last row without a word."""
    rows: Rows = [["Código", "Meta", "Valor A", "Valor B"], *([f"M{i}", f"Meta {i}", i, 2 * i] for i in range(1, 5))]
    return [*rows, [None, None, *last]]


def percents_with_a_total() -> Rows:
    """Percents with a figure below them that somebody called a total."""
    rows: Rows = [["Código", "Meta", "Avance"], *([f"A{i}", f"Meta {i}", f"{40 + i}%%"] for i in range(1, 7))]
    return [*rows, ["Total", None, "300%%"]]


def nothing_adds_up() -> Rows:
    """A column called a total that no columns beside it add up to, from the first one on."""
    return [["Valor A", "Valor B", "Total"], *([i, i + 3, 9 * i] for i in range(1, 8))]


def people() -> Rows:
    """Women and men of each year with their sum; the year is no figure that is added up."""
    rows: Rows = [["Año", "Mujeres", "Hombres", "Total"]]
    return rows + [[2019 + i, 7 * i, 5 * i, 12 * i] for i in range(1, 8)]


def planned_total() -> Rows:
    """The total of a year that no column of the year adds up to."""
    rows: Rows = [["Código", "Meta", "Avance físico", "Total 2027"]]
    return rows + [[f"M{i}", f"Meta {i}", 2 * i, 9 * i] for i in range(1, 8)]


HEALTHY = [people, planned_total, shares, two_years, money, served, weighed, weighed_under_titles, beside]


@pytest.mark.parametrize("rows", [*HEALTHY, percents_with_a_total, nothing_adds_up], ids=lambda rows: rows.__name__)
def test_it_finds_nothing_in_a_healthy_sheet(rows: Callable[[], Rows]) -> None:
    assert told(sheet_of(rows())) == []


TEXTS = {f"C{row}": str(row) for row in range(2, 10)}
NO_FAULT: list[tuple[Callable[[], Rows], dict[str, Any]]] = [
    # so many typed percents that the formulas are no rule
    (four_years, {"L5": "95%%", "L6": "95%%", "L7": "91%%"}),
    # a sum in two parts that leaves nothing out, and sums of cells with and without a plus
    (quarters, {"F10": "=SUM(F2:F5,F6:F9)"}),
    (quarters, {"I5": "=SUM(E5,F5,G5,H5)"}),
    (quarters, {"I5": "=SUM(E5+F5,G5,H5)"}),
    # a day in a column of words
    (quarters, {"C3": date(2027, 3, 1)}),
    # a sum of cents beside one of thousands, and the other way round
    (money, {"D3": 4.25}),
    (money, {"D3": 900_000}),
    # a large figure that is no target, and one too large to be a slip
    (served, {"D3": 100_000}),
    (small, {"D3": 5_000_000}),
    # texts with digits that a formula only writes out, and that one only counts the neighbours of
    (counted, {**TEXTS, **{f"D{row}": f'=C{row}&"x"' for row in range(2, 10)}}),
    (counted, {**TEXTS, **{f"D{row}": f'=IF(C{row}="2",SUM(A{row}:A{row}),0)' for row in range(2, 10)}}),
    # both years divide by the same fixed cell
    (
        two_years,
        {"J1": "Divisor", "J2": 10, **{f"{to}{r}": f"={of}{r}/$J$2%%" for r in YEARS for to, of in ("ED", "HG")}},
    ),
    # the columns of different quarters are not the same thing in two years
    (two_years, {"E1": "Avance T1 2026", "H1": "Avance T2 2027", **{f"H{r}": f"=F{r}/G{r}%%" for r in YEARS}}),
    # a word that is a number among words; a column called weights whose figures are none
    (quarters, {"C5": "12"}),
    (weighed, {"C2": 3000, "C3": 4000}),
    # a row above the headings with a truth in it
    (lambda: [[True, "Corte", 2027], *planned_total()], {}),
    # a figure called a total that the rows above it do not add up to, and nothing else of a total
    (signed, {"C6": 95}),
    # the mean of other rows: this one meets no condition; and conditions that cannot be told
    (by_condition, {"C8": "160%%"}),
    (by_condition, {"C3": "160%%", "C12": '=AVERAGEIF(A2,"Eje 1",C2:C9)%%'}),
    (by_condition, {"C3": "160%%", "C12": '=AVERAGEIF(A2:A9,"<"&TODAY(),C2:C9)%%'}),
]


@pytest.mark.parametrize(("rows", "changes"), NO_FAULT)
def test_it_accuses_nobody_wrongly(rows: Callable[[], Rows], changes: dict[str, Any]) -> None:
    assert told(put(sheet_of(rows()), changes)) == []


FAULTS: list[tuple[Callable[[], Rows], dict[str, Any], list[tuple[str, str]]]] = [
    # a blank cell is not left out, at either end of a range
    (quarters, {"F10": "=SUM(F2:F7)", "F9": None}, [("range_incomplete", "F10")]),
    (quarters, {"F10": "=SUM(F4:F9)", "F2": None}, [("range_incomplete", "F10")]),
    # a total without a name that cannot be computed is no figure that somebody would read
    (lambda: bare("=SUM(C2:C5)"), {"C3": "=1/0"}, [("error_value", "C3")]),
    # an error that somebody typed or pasted, and a sheet that is not there
    (quarters, {"F4": ErrorCell("#N/A")}, [("error_value", "F4")]),
    (quarters, {"I6": "=SUM(Otra!E6:H6)"}, [("error_value", "I6")]),
    # a mean of means that cannot be computed is told as the error that it passes on
    (groups, {f"D{row}": None for row in (10, 11, 12)}, [("error_value", "D13")]),
    # two percents of one mean, and of two means that share cells
    (groups, {"D2": "110%%", "D3": "150%%"}, [("percent_over_100", "D2"), ("percent_over_100", "D3")]),
    (
        by_condition,
        {"C3": "160%%", "C8": "130%%", "A13": "Plan", "C13": "=AVERAGE(C2:C9)%%"},
        [("percent_over_100", "C3"), ("percent_over_100", "C8")],
    ),
    # a total of one part; a total among blank ones
    (quarters, {"F5": None, "G5": None, "H5": None, "I5": 99}, [("total_differs", "I5")]),
    (letters_of_months, {"O4": 99, "O5": None}, [("total_differs", "O4")]),
    # a row of a level whose total is no level of its parts either; a mark that nobody knows
    (quarters, {"D5": "Mantenimiento", "E5": 8, "F5": 8, "G5": 8, "H5": 8, "I5": 99}, [("total_differs", "I5")]),
    (levels, {"C5": "Por definir"}, [("total_differs", "H5")]),
    # a figure of another size that is nobody's thousand
    (small, {"D3": 0.1}, [("scale_differs", "D3")]),
    (served, {"D3": 17_000}, [("scale_differs", "D3")]),
    # two tables beside each other have their own totals
    (beside, {"F8": "=SUM(F2:F6)"}, [("range_incomplete", "F8")]),
    # a row without a word that sums up the others is a total, any other is data
    (lambda: bare(10, 20), {}, [("unlabelled_total", "C6")]),
    (lambda: bare(10, 21), {}, []),
    # the total of an axis over a row without a figure
    (signed, {"C4": "ND", "C6": 70}, []),
    # a total inside ROUND
    (lambda: bare("=ROUND(SUM(C2:C4),0)"), {"A6": "Total"}, [("range_incomplete", "C6")]),
]


@pytest.mark.parametrize(("rows", "changes", "expected"), FAULTS)
def test_it_finds_the_fault_and_nothing_else(
    rows: Callable[[], Rows], changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert told(put(sheet_of(rows()), changes)) == expected
