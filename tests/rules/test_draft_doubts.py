"""Each doubt of a draft on the smallest table that raises it, and on one that does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.rules.cell import Cell, ErrorCell
from models.rules.preset_parse import parse_preset
from models.rules.propose_mapping.office import Office
from models.rules.propose_mapping.propose import NoTable
from tests.rules.draft_books import TODAY, Book, applied, figures, goals, money, propose

PRESETS = Path(__file__).parents[2] / "models" / "presets"
Rows = list[list[Cell]]


def table(head: Sequence[Cell], *columns: Sequence[Cell]) -> Rows:
    """A table of goals: the heading, the goals in its first column, and the columns that are given."""
    return [
        ["Actividad", *head],
        *([goal, *cells] for goal, cells in zip(goals(6), zip(*columns, strict=True), strict=False)),
    ]


def doubts_of(rows: Rows, office: Office | None = None, name: str = "libro.xlsx") -> set[str]:
    return {doubt.code for doubt in propose(Book(name, {"Hoja": rows}), office).doubts}


NUMBERS = [1, 2, 3, 4, 5, 6]
OTHERS = [7, 2, 9, 4, 1, 8]
THIRD, FOURTH = [2, 5, 5, 1, 1, 3], [9, 9, 1, 2, 2, 2]
HEALTHY = table(["Meta 2027"], NUMBERS)

DOUBTS: dict[str, tuple[str, Rows]] = {
    "two columns of one kind": (
        "two_candidates",
        table(["Unidad de medida", "U.M.", "Meta 2027"], ["Número"] * 6, ["Obra"] * 6, NUMBERS),
    ),
    "two figures of one year": (
        "two_candidates",
        table(["Meta programada 2027", "Programado total 2027"], NUMBERS, OTHERS),
    ),
    "four figures of one year": (
        "many_candidates",
        table([f"Meta {word} 2027" for word in ("a", "b", "c", "d")], NUMBERS, OTHERS, THIRD, FOURTH),
    ),
    "an indicator with gaps": (
        "indicator_blank",
        table(["Indicador", "Meta 2027"], ["Uno", None, "Tres", "Cuatro", "Cinco", "Seis"], NUMBERS),
    ),
    "an item with several indicators": (
        "several_indicators",
        [["Meta", "Indicador", "Meta 2027"], *(["Una sola", f"Indicador {n}", n] for n in NUMBERS)],
    ),
    "an item in several rows": (
        "repeated_item",
        [["Código", "Meta", "Meta 2027"], *([f"M{n // 3}", f"Meta {n // 3}", n] for n in NUMBERS)],
    ),
    "an attribute that varies": (
        "attribute_varies",
        [
            ["Código", "Meta", "Población", "Meta 2027"],
            *([f"M{n // 3}", f"Meta {n // 3}", f"P{n}", n] for n in NUMBERS),
        ],
    ),
    "dates among numbers": (
        "dates_in_numbers",
        table(["Meta 2027"], [1, 2, date(2027, 1, 3), 4, 5, 6]),
    ),
    "a level that holds no other": (
        "level_not_nested",
        [
            ["Programa", "Objetivo", "Actividad", "Meta 2027"],
            *([f"Programa {n % 2}", f"Objetivo {n % 3}", goal, n] for n, goal in enumerate(goals(12))),
        ],
    ),
    "codes of several names": (
        "codes_unusable",
        [["Código de meta", "Meta", "Meta 2027"], *(["M1", goal, n] for n, goal in enumerate(goals(4)))],
    ),
    "commas and points": (
        "two_separators",
        table(["Meta 2027", "Meta 2026"], ["1,5"] * 6, ["2.5"] * 6),
    ),
    "a unit that seems to be several": (
        "several_units",
        table(["Responsable", "Meta 2027"], ["Secretaría de Salud; Secretaría de Obras"] * 6, NUMBERS),
    ),
    "a direction that is not known": (
        "unknown_direction",
        table(
            ["Sentido", "Meta 2027"], ["Creciente", "Creciente", "Otro", "Creciente", "Creciente", "Creciente"], NUMBERS
        ),
    ),
    "percents beside numbers": (
        "percent_beside",
        table(["Programado 2027", "Ejecutado 2027"], ["10%", "20%", "30%", "40%", "50%", "60%"], NUMBERS),
    ),
    "more decimals than are kept": ("rounding", table(["Meta 2027"], [Decimal("1.23456789"), 2, 3, 4, 5, 6])),
    "figures of a part of the year in the title": (
        "period_from_title",
        [["Informe del primer trimestre de 2027"], ["Actividad", "Programado"], *([g, 1] for g in goals(4))],
    ),
    "codes that are numbers with decimals": (
        "code_from_number",
        [["Código", "Meta", "Meta 2027"], *([Decimal(f"1.{n}"), f"Meta {n}", n] for n in NUMBERS)],
    ),
    "codes with gaps": (
        "codes_unusable",
        [["Código de meta", "Meta", "Meta 2027"], *([f"M{n}" if n > 2 else None, f"Meta {n}", n] for n in NUMBERS)],
    ),
    "a base line in words": (
        "mixed_column",
        table(["Línea base", "Meta 2027"], [1, 2, "por levantar", 4, 5, 6], NUMBERS),
    ),
    "years that no column has": (
        "column_without_year",
        [
            ["Plan 2025 a 2027"],
            ["Actividad", "Programado", "Meta 2026", "Meta 2027"],
            *([g, 1, 2, 3] for g in goals(4)),
        ],
    ),
}


@pytest.mark.parametrize("what", DOUBTS)
def test_it_asks(what: str) -> None:
    code, rows = DOUBTS[what]
    assert code in doubts_of(rows)
    assert code not in doubts_of(HEALTHY)


def test_a_table_that_names_nothing_is_none() -> None:
    with pytest.raises(NoTable):
        propose(Book("x.xlsx", {"H": [["Meta 2027", "Ejecutado 2027"], [1, 2], [3, 4]]}))


def test_it_leaves_a_running_total_out() -> None:
    rows = table(["Meta T1 2027", "Meta T2 2027", "Meta acumulada 2027"], NUMBERS, OTHERS, THIRD)
    book = Book("x.xlsx", {"H": rows})
    assert {period for _name, period in figures(applied(book, propose(book)), "targets")} == {"2027-Q1", "2027-Q2"}


def test_it_reads_the_target_of_all_years_where_no_year_has_one() -> None:
    book = Book("Plan 2024-2027.xlsx", {"H": table(["Meta cuatrienio 2024-2027"], NUMBERS)})
    assert {period for _name, period in figures(applied(book, propose(book)), "targets")} == {"2024/2027"}


def test_it_leaves_what_was_done_in_all_years_to_be_computed() -> None:
    rows = table(["Meta 2026", "Meta 2027", "Ejecutado cuatrienio"], NUMBERS, OTHERS, THIRD)
    proposal = propose(Book("Plan 2024-2027.xlsx", {"H": rows}))
    assert {column.column: column.use for column in proposal.columns}["D"] == "no se lee"


def test_it_keeps_attributes_that_have_no_place_as_text_and_errors_out() -> None:
    head = ["Fuente de financiación", "BPIN", "Población", "Sector", "Meta 2027"]
    rows = table(head, ["Propios"] * 6, [f"2027{n}" for n in NUMBERS], [ErrorCell("#N/A")] * 6, ["Salud"] * 6, NUMBERS)
    uses = {column.heading: column.use for column in propose(Book("x.xlsx", {"H": rows})).columns}
    assert (uses["Fuente de financiación"], uses["BPIN"], uses["Sector"]) == ("descripción",) * 3
    assert uses["Población"] == "no se lee"


def test_it_reads_the_source_and_the_project_of_money() -> None:
    rows = table(["Fuente", "BPIN", "Presupuesto inicial 2027"], ["SGP"] * 6, [f"2027{n}" for n in NUMBERS], NUMBERS)
    book = Book("x.xlsx", {"H": rows})
    assert len(money(applied(book, propose(book)))) == 6
    row = applied(book, propose(book)).outputs.budget.rows[0]
    assert {"SGP", "20271"} <= set(row.cells)


def office(code: str) -> Office:
    preset = parse_preset((PRESETS / f"{code}.toml").read_text(encoding="utf-8"))
    return Office(TODAY, preset.locale, preset.plan_types, preset.unit_kinds, {}, "ALC")


def test_it_tells_levels_that_the_plan_type_has_not() -> None:
    head: list[Cell] = [
        "Dimensión",
        "Componente",
        "Programa",
        "Subprograma",
        "Proyecto",
        "Producto",
        "Actividad",
        "Tarea",
    ]
    rows: Rows = [[*head, "Meta 2027"]]
    rows += [
        [*(f"{name} {n // size}" for name, size in zip(head, (12, 8, 6, 4, 3, 2, 1, 1), strict=True)), n]
        for n in range(12)
    ]
    assert "level_without_place" in doubts_of(rows, office("hacienda_co"))


def test_it_says_where_a_plan_lasts_longer_than_its_type() -> None:
    rows = table(["Meta 2024", "Meta 2025", "Meta 2026"], NUMBERS, OTHERS, THIRD)
    assert "years" in doubts_of(rows, office("trabajo_co"))


def test_it_says_where_the_plan_type_measures_by_other_periods() -> None:
    rows = table([f"Meta {month} 2027" for month in ("enero", "febrero")], NUMBERS, OTHERS)
    assert "frequency" in doubts_of(rows, office("trabajo_co"))


def test_it_reads_numbers_as_the_cells_write_them() -> None:
    points = table(["Meta 2027"], ["1,000.5"] * 6)
    commas = table(["Meta 2027"], ["1.000,5"] * 6)
    assert "locale" in doubts_of(points, office("pasto_co"))
    assert "locale" in doubts_of(commas, office("huamanga_pe"))
    assert "locale" not in doubts_of(commas, office("pasto_co"))


LEFT_OUT: tuple[tuple[str, list[Cell]], ...] = (
    ("Estado", ["Verde"] * 6),  # Rumbo computes it
    ("Población", [100, 200, 300, 400, 500, 600]),  # a figure that a plan has not
    ("Presupuesto total", [9, 9, 9, 9, 9, 9]),  # the sum of the years
)


@pytest.mark.parametrize(("heading", "cells"), LEFT_OUT)
def test_it_leaves_out_with_a_reason(heading: str, cells: list[Cell]) -> None:
    head = [heading, "Presupuesto inicial 2026", "Presupuesto inicial 2027", "Meta 2027"]
    proposal = propose(Book("x.xlsx", {"H": table(head, cells, NUMBERS, OTHERS, THIRD)}))
    found = next(column for column in proposal.columns if column.heading == heading)
    assert (found.use, bool(found.reason)) == ("no se lee", True)


def test_it_keeps_days_in_words_as_text() -> None:
    rows = table(["Fecha de inicio", "Meta 2027"], ["15 de abril"] * 6, NUMBERS)
    uses = {column.heading: column.use for column in propose(Book("x.xlsx", {"H": rows})).columns}
    assert uses["Fecha de inicio"] == "descripción"


def test_it_takes_what_is_done_in_kind_for_no_money() -> None:
    book = Book("x.xlsx", {"H": table(["Programación física 2027", "Ejecución física 2027"], NUMBERS, OTHERS)})
    mapped = applied(book, propose(book))
    assert (len(figures(mapped, "actuals")), money(mapped)) == (6, {})


def test_it_reads_money_of_a_month() -> None:
    book = Book("x.xlsx", {"H": table(["Meta 2027", "Pagos enero 2027"], NUMBERS, OTHERS)})
    assert {key[1:] for key in money(applied(book, propose(book)))} == {("2027-01", "paid")}


def test_it_tells_other_tables_and_long_sheets() -> None:
    other = [["Proyecto", "Indicador", "Meta 2030"], *([f"Obra {n}", f"Número {n}", n] for n in range(20))]
    long = [["Actividad", "Meta 2027"], *([f"Actividad {n}", 1] for n in range(3100))]
    found = {doubt.code for doubt in propose(Book("x.xlsx", {"Larga": long, "Otra": other})).doubts}
    assert {"other_tables", "long_sheet"} <= found


def test_it_weighs_the_level_that_a_weight_is_the_same_for() -> None:
    head: list[Cell] = ["Programa", "Peso del programa", "Actividad", "Peso de la actividad", "Meta 2027"]
    rows: Rows = [head]
    rows += [
        [f"Programa {n // 3}", 60 if n < 3 else 40, goal, [20, 30, 50][n % 3], n] for n, goal in enumerate(goals(6))
    ]
    book = Book("x.xlsx", {"H": rows})
    weights = {row.cells[3]: row.cells[5] for row in applied(book, propose(book)).outputs.items.rows}
    assert (weights["Programa 0"], weights["Programa 1"]) == (60, 40)
    assert weights[goals()[0]] == 20


def test_it_reads_months_that_are_numbered() -> None:
    head = [f"Meta_{month:02d}" for month in range(1, 13)]
    book = Book("Plan 2027.xlsx", {"H": table(head, *([NUMBERS] * 12))})
    found = {period for _name, period in figures(applied(book, propose(book)), "targets")}
    assert found == {f"2027-{month:02d}" for month in range(1, 13)}


def test_it_tells_titles_by_a_column_that_they_leave_blank() -> None:
    rows: Rows = [["Actividad", "Unidad", "Meta T1 2027", "Meta T2 2027"]]
    for number, goal in enumerate(goals(6)):
        rows += [[["Agua potable", "Caminos"][number // 3]]] if number % 3 == 0 else []
        rows.append([goal, "Obra", number, number])
    book = Book("x.xlsx", {"H": rows})
    items = {row.cells[3] for row in applied(book, propose(book)).outputs.items.rows}
    assert items == {"Agua potable", "Caminos", *goals(6)}
