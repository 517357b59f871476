"""The draft of a mapping: on any table it is one that Rumbo reads, and on ours it reads what the office meant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.cell import Cell, Sheet, UncachedFormula
from models.rules.errors import RuleBroken
from models.rules.mapping_parse import parse_mapping
from models.rules.preset_parse import parse_preset
from models.rules.propose_mapping.office import Office
from models.rules.propose_mapping.propose import NoTable, propose_mapping
from tests.rules.draft_books import (
    BOOKS,
    MONTHS,
    TODAY,
    Book,
    a_tree_with_merged_cells,
    applied,
    figures,
    goals,
    money,
    objectives_and_actions_as_titles,
    propose,
    quarters_side_by_side,
)
from tests.rules.draft_forms import FORMS, rows_of_quarters
from tests.rules.draft_habits import HABITS, dates_as_text, numbers_of_rows, signatures_below, units_behind_numbers

PRESETS = Path(__file__).parents[2] / "models" / "presets"
KINDS = pytest.mark.parametrize("make", [*BOOKS, *FORMS, *HABITS], ids=lambda make: make.__name__)


@KINDS
def test_it_reads_the_figures_that_the_office_meant(make: Callable[[], Book]) -> None:
    book = make()
    mapped = applied(book, propose(book))
    assert figures(mapped, "targets") == book.planned
    assert figures(mapped, "actuals") == book.actual
    assert money(mapped) == book.money


@KINDS
def test_it_finds_the_levels_and_leaves_no_error(make: Callable[[], Book]) -> None:
    book = make()
    mapped = applied(book, propose(book))
    assert len({row.cells[2] for row in mapped.outputs.items.rows}) == book.levels
    assert [problem.message for problem in mapped.found.listed() if problem.severity == "error"] == []


@KINDS
def test_it_names_every_column_with_a_reason(make: Callable[[], Book]) -> None:
    book = make()
    proposal = propose(book)
    assert all(column.use and column.reason for column in proposal.columns)
    problems = applied(book, proposal).found.listed()
    assert [problem.code for problem in problems if problem.code == "column_not_mapped"] == []


@KINDS
def test_it_writes_every_doubt_into_the_draft(make: Callable[[], Book]) -> None:
    proposal = propose(make())
    plain = " ".join(proposal.mapping.replace("\n#", " ").split())
    assert all(" ".join(doubt.message.split()) in plain for doubt in proposal.doubts)


@st.composite
def any_book(draw: st.DrawFn) -> Book:
    """A table of items with figures by period, with or without titles, codes, groups, totals and blank columns."""
    parts = draw(st.sampled_from((MONTHS, tuple(f"T{n}" for n in range(1, 5)), ("Semestre 1", "Semestre 2"), ("",))))
    measures = draw(st.sampled_from((("Programado",), ("Programado", "Ejecutado"), ("Planeado", "Realizado"))))
    year, margin, titles = draw(st.integers(2024, 2031)), draw(st.integers(0, 2)), draw(st.integers(0, 4))
    has_code, has_group, has_total = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    names = goals(draw(st.integers(2, 12)))
    head: list[Cell] = (
        [None] * margin + ["Código"] * has_code + ["Programa"] * has_group + ["Actividad", "Unidad de medida"]
    )
    head += [f"{measure} {part} {year}".replace("  ", " ") for part in parts for measure in measures]
    rows: list[list[Cell]] = [[f"Informe de la oficina {n}"] for n in range(titles)] + [[]] * bool(titles) + [head]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    width = len(parts) * len(measures)
    for number, name in enumerate(names):
        lead: list[Cell] = [None] * margin + [f"C-{number}"] * has_code + [f"Programa {number // 3}"] * has_group
        values = draw(st.lists(st.integers(0, 9000), min_size=width, max_size=width))
        rows.append([*lead, name, "Número", *values])
        for place, value in enumerate(values):
            key = name, _period(parts, place // len(measures), year)
            (planned if place % len(measures) == 0 else actual)[key] = value
    if has_total:
        rows.append(
            [None] * margin + ["TOTAL"] + [None] * (has_code + has_group + 1) + [1] * len(parts) * len(measures)
        )
    return Book(f"Plan {year}.xlsx", {"Hoja1": rows}, planned, actual, 1 + has_group)


def _period(parts: tuple[str, ...], place: int, year: int) -> str:
    if parts == ("",):
        return str(year)
    return f"{year}-{place + 1:02d}" if parts is MONTHS else f"{year}-{'Q' if len(parts) == 4 else 'S'}{place + 1}"


@settings(max_examples=60, deadline=None)
@given(any_book())
def test_it_reads_any_table_of_the_common_kind(book: Book) -> None:
    mapped = applied(book, propose(book))
    assert figures(mapped, "targets") == book.planned
    assert figures(mapped, "actuals") == book.actual


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-(10**6), 10**6),
    st.decimals(-1000, 1000, places=2),
    st.sampled_from(
        ("Meta", "Programado 2025", "T1 2025", "Código", "TOTAL", "Eje 1. Agua", "SD", "100%", "1.500", "ENE", "PROG.")
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=14), st.text(max_size=10))
def test_it_drafts_what_can_be_read_or_says_that_there_is_no_table(rows: list[list[Cell]], name: str) -> None:
    book = Book(name, {"Hoja «1»": rows})
    with suppress(NoTable):
        parse_mapping(propose(book).mapping)


def test_it_asks_about_two_headings_with_different_content() -> None:
    head: list[Cell] = ["Código", "Meta", "Meta 2025", "Compromisos 2025", "Compromisos 2025"]
    rows = [head, *([f"M{n}", name, n, n * 100, n * 200] for n, name in enumerate(goals(5), start=1))]
    book = Book("dos.xlsx", {"Hoja1": rows})
    proposal = propose(book)
    assert "duplicate_heading" in {doubt.code for doubt in proposal.doubts}
    assert money(applied(book, proposal)) == {}


DOUBTFUL: tuple[tuple[str, list[Cell]], ...] = (
    ("mixed_column", [1, "dos", 3, "por concertar", 5]),  # words among numbers
    ("ambiguous_number", ["1.500", "2.500", "700", "800", "900"]),  # thousands, or decimals
    ("zero_targets", [0, 1, 2, 3, 0]),  # not programmed, or a target of zero
    ("rounding", [Decimal("1.23456789"), 2, 3, 4, 5]),  # more decimals than are kept
)


@pytest.mark.parametrize(("code", "cells"), DOUBTFUL)
def test_it_tells_what_is_doubtful_in_a_column(code: str, cells: list[Cell]) -> None:
    rows: list[list[Cell]] = [["Código", "Actividad", "Programado 2025"]]
    rows += [[f"A{n}", name, cell] for n, (name, cell) in enumerate(zip(goals(5), cells, strict=True))]
    assert code in {doubt.code for doubt in propose(Book("x.xlsx", {"H": rows})).doubts}


def test_it_tells_thousands_that_were_read_as_decimals() -> None:
    rows: list[list[Cell]] = [["Código", "Meta", "Meta 2024", "Meta 2025", "Meta 2026"]]
    rows += [[f"A{n}", name, 1500, Decimal("1.5") if n == 2 else 1500, 1500] for n, name in enumerate(goals(5))]
    found = [doubt for doubt in propose(Book("x.xlsx", {"H": rows})).doubts if doubt.code == "thousands_as_decimals"]
    assert "D4" in found[0].message


def test_it_puts_zeros_back_before_codes() -> None:
    rows: list[list[Cell]] = [["Código", "Actividad", "Programado 2025"]]
    rows += [["0900" if n == 0 else 900 + n, name, n] for n, name in enumerate(goals(4))]
    book = Book("x.xlsx", {"H": rows})
    proposal = propose(book)
    assert [row.cells[0] for row in applied(book, proposal).outputs.items.rows] == ["0900", "0901", "0902", "0903"]
    assert "lost_zeros" in {doubt.code for doubt in proposal.doubts}


def pasto() -> Office:
    """Pasto with one of its units."""
    preset = parse_preset((PRESETS / "pasto_co.toml").read_text(encoding="utf-8"))
    units = {"Secretaría de Salud": "SS", "SS": "SS"}
    return Office(TODAY, preset.locale, preset.plan_types, preset.unit_kinds, units, "ALC")


def test_it_uses_the_levels_of_the_institution() -> None:
    mapping = parse_mapping(propose(a_tree_with_merged_cells(), pasto()).mapping)
    assert mapping.plan.type == "PDM"
    assert [level.level for level in mapping.tables[0].levels] == ["dimension", "program", "product"]


def test_it_gives_titles_the_levels_of_the_institution() -> None:
    preset = parse_preset((PRESETS / "huamanga_pe.toml").read_text(encoding="utf-8"))
    office = Office(TODAY, preset.locale, preset.plan_types, preset.unit_kinds)
    mapping = parse_mapping(propose(objectives_and_actions_as_titles(), office).mapping)
    assert mapping.plan.type == "POI"
    assert [level.level for level in mapping.tables[0].levels] == ["objective", "action", "activity"]


def test_it_keeps_the_remark_of_each_period() -> None:
    book = rows_of_quarters()
    notes = [row.cells[6] for row in applied(book, propose(book)).outputs.actuals.rows]
    assert notes[:3] == ["Nota 1 de 1", "Nota 2 de 1", "Nota 3 de 1"]


def test_it_leaves_spending_to_who_may_load_it() -> None:
    book = a_tree_with_merged_cells()
    mapped = applied(book, propose(book, replace(pasto(), with_execution=False)))
    assert {key[2] for key in money(mapped)} == {"initial", "current"}


def test_it_knows_the_units_of_the_institution() -> None:
    book = quarters_side_by_side()
    rows = [
        ["Secretaria de  Salud" if cell == "Unidad de Planificación" else cell for cell in row]
        for row in book.sheets["POA"]
    ]
    mapping = parse_mapping(propose(replace(book, sheets={"POA": rows}), pasto()).mapping)
    assert [(unit.code, unit.kind) for unit in mapping.units] == [("SS", None)]


def test_it_looks_at_the_sheet_that_is_asked_for() -> None:
    book = quarters_side_by_side()
    other = Book("x.xlsx", {"Otra": [["Proyecto", "Meta 2030"], ["Puente", 3], ["Vía", 4]], **book.sheets})
    assert parse_mapping(propose(other).mapping).sheets == {"POA"}
    assert parse_mapping(propose(other, sheet="otra").mapping).sheets == {"Otra"}
    with pytest.raises(RuleBroken, match="no tiene la hoja"):
        propose(other, sheet="Ninguna")


def test_it_tells_hidden_sheets() -> None:
    book = quarters_side_by_side()
    sheets = [*book.open(), Sheet("Oculta", iter(()), hidden=True)]
    proposal = propose_mapping(sheets, "x.xlsx", Office(TODAY))
    assert any("Oculta" in doubt.message for doubt in proposal.doubts)


def test_it_takes_no_unit_from_signatures() -> None:
    book = signatures_below()
    mapped = applied(book, propose(book))
    assert [row.cells[2] for row in mapped.outputs.org_units.rows] == ["Secretaría 1", "Secretaría 2"]


def test_it_numbers_items_by_the_column_that_tells_rows_apart() -> None:
    book = numbers_of_rows()
    items = {row.cells[0]: row.cells[3] for row in applied(book, propose(book)).outputs.items.rows}
    assert [code for code, name in items.items() if name == "Programa 1"] == ["1"]
    assert "M-6" in items


def test_it_tells_units_inside_numbers() -> None:
    told = [doubt for doubt in propose(units_behind_numbers()).doubts if doubt.code == "units_inside"]
    assert [doubt.column for doubt in told] == ["C", "D", "E"]
    assert "«4,5 talleres»" in told[0].message


def test_it_takes_words_behind_a_count_for_names() -> None:
    rows: list[list[Cell]] = [["Meta 2027", "Programado T1 2027"]]
    rows += [[f"{number} {name}", number] for number, name in enumerate(("Agua", "Vías", "Salud"), start=1)]
    book = Book("metas.xlsx", {"H": rows})
    assert figures(applied(book, propose(book)), "targets").keys() == {
        (f"{number} {name}", "2027-Q1") for number, name in enumerate(("Agua", "Vías", "Salud"), start=1)
    }


def test_it_reads_days_that_are_text() -> None:
    book = dates_as_text()
    days = {row.cells[6:8] for row in applied(book, propose(book)).outputs.items.rows}
    assert (date(2027, 2, 1), date(2027, 6, 15)) in days


def test_it_asks_for_the_results_of_formulas_that_were_not_kept() -> None:
    rows: list[list[Cell]] = [["Código", "Actividad", "Meta 2027", "I Trim 2027", "II Trim 2027"]]
    rows += [[f"A{n}", name, UncachedFormula(), n, UncachedFormula()] for n, name in enumerate(goals(4))]
    book = Book("poi.xlsx", {"POI": rows})
    proposal = propose(book)
    assert {("error_cells", "C"), ("error_cells", "E")} <= {(doubt.code, doubt.column) for doubt in proposal.doubts}
    read = [row.cells[3] for row in applied(book, proposal).outputs.targets.rows]
    assert sum(isinstance(cell, UncachedFormula) for cell in read) == 8
