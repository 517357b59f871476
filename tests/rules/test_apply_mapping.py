from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.apply_mapping import map_workbook
from models.rules.cell import Cell, Row, Sheet
from models.rules.cell_source import Percent, Source
from models.rules.mapped_line import Grid
from models.rules.mapped_number import NumberReader, plain_number
from models.rules.mapped_problems import At, MappedProblems
from models.rules.mapped_units import code_of_name
from models.rules.mapping import ReadingRule
from models.rules.mapping_parse import parse_mapping
from models.rules.mapping_source import package_column
from models.rules.package import ParsedPackage
from models.rules.package_known import Known, LevelRule
from models.rules.package_messages import Severity
from models.rules.package_problems import SHOWN, Problem
from models.rules.parse_mapped import parse_mapped

KNOWN = Known(date(2026, 1, 1), {"PDM": {"meta": LevelRule(at_top=True)}}, frozenset({"d"}), frozenset({"ALC"}))
MAPPING = """
[plan]
code = "PI"
name = "Plan"
type = "PDM"
from = 2024-01-01
to = 2027-12-31
org_unit = "ALC"
[reading]
locale = "es_CO"
[[tables]]
sheet = "Plan"
header_row = 1
[[tables.levels]]
level = "meta"
code = "A"
name = "B"
[[tables.indicators]]
name = "B"
direction = "up"
accumulation = "sum"
frequency = "year"
[[tables.periods]]
period = "2024"
planned = "C"
[[tables.periods]]
period = "2025"
planned = "D"
"""
HEADER = ("Código", "Meta", "2024", "2025")


def sheet(*rows: Sequence[Cell], name: str = "Plan") -> Sheet:
    return Sheet(name, (Row(number, tuple(cells)) for number, cells in enumerate((HEADER, *rows), 1)))


def parsed(*rows: Sequence[Cell], mapping: str = MAPPING, known: Known = KNOWN) -> ParsedPackage:
    return parse_mapped(map_workbook(parse_mapping(mapping), [sheet(*rows)]), known)


def told(package: ParsedPackage) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in package.problems]


def test_it_gives_a_problem_of_the_package_its_cell_and_heading_in_the_workbook() -> None:
    (problem,) = parsed(("M1", "Obra", 1, -5)).problems
    assert (problem.sheet, problem.row, problem.column, problem.cell) == ("Plan", 2, "2025", "D2")
    assert (problem.code, problem.value) == ("negative_number", "-5")


def test_it_tells_an_attribute_that_differs_from_the_items_first_row() -> None:
    above = '[[tables.levels]]\nlevel = "eje"\ncode = "E"\nname = "F"\ndescription = [{column = "G", label = "Nota"}]\n'
    mapping = MAPPING.replace("[[tables.levels]]", above + "[[tables.levels]]", 1)
    rows = ("M1", "Obra", 1, None, "1", "Agua", "Sí"), ("M2", "Otra", 2, None, "1", "Agua", "No")
    levels = {"eje": LevelRule(at_top=True), "meta": LevelRule(at_top=False, parents=frozenset({"eje"}))}
    known = replace(KNOWN, plan_types={"PDM": levels})
    (problem,) = parsed(*rows, mapping=mapping, known=known).problems
    assert (problem.code, problem.cell) == ("attribute_differs", "G3")
    assert "«1» tenía «Nota: Sí»" in problem.message


def test_it_names_the_row_of_the_workbook_in_a_sentence() -> None:
    problems = parsed(("M1", "Obra", 1, None), ("M1", "Obra", 2, None)).problems
    assert "ya está en la fila 2 de «Plan»" in problems[0].message


def test_it_says_what_the_mapping_itself_has_wrong() -> None:
    known = Known(KNOWN.today, KNOWN.plan_types, KNOWN.unit_kinds, frozenset())
    problem = next(
        each for each in parsed(("M1", "Obra", 1, 1), known=known).problems if "org_unit" in (each.column or "")
    )
    assert (problem.sheet, problem.column, problem.cell) == ("mapeo", "plan.org_unit", None)


def test_it_points_at_the_planned_value_where_a_problem_names_only_the_row() -> None:
    mapped = map_workbook(parse_mapping(MAPPING), [sheet(("M1", "Obra", 1, 2))])
    found = mapped.located(Problem("targets", 3, None, None, "", Severity.ERROR, "plan_in_force", "x"))
    assert (found.sheet, found.cell) == ("Plan", "D2")


def test_it_tells_a_cell_once() -> None:
    assert told(parsed(("M1", "Obra", "10 km", None))) == [("number_with_unit", "C2")]


def test_it_reads_nothing_more_of_a_row_without_its_item() -> None:
    assert told(parsed((None, "Obra", "10 km", "x"))) == [("blank_required", "A2")]


def test_it_keeps_the_first_of_many_problems_and_counts_the_others() -> None:
    rows = [(f"M{number}", "Obra", "x", None) for number in range(SHOWN + 5)]
    problems = parsed(*rows).problems
    assert len(problems) == SHOWN + 1
    assert "5" in next(each.message for each in problems if each.code == "more_errors")


def test_it_tells_what_many_cells_share_once_with_their_count() -> None:
    problems = MappedProblems()
    for row in (4, 5, 6):
        problems.tally("read_as_missing", At("Plan", row, 2, "2024"), "SD", text="SD")
    (problem,) = problems.listed()
    assert (problem.cell, "lo dicen: 3;" in problem.message) == ("C4", True)


def test_it_needs_its_sheet() -> None:
    mapped = map_workbook(parse_mapping(MAPPING), [sheet(name="Otra")])
    assert [each.code for each in mapped.found.listed()] == ["sheet_not_read", "mapped_sheet_missing"]


def test_it_needs_rows() -> None:
    assert ("table_empty", None) in told(parsed())


@pytest.mark.parametrize("name", ["Plan", " PLAN ", "plan"])
def test_it_finds_a_sheet_as_a_person_writes_it(name: str) -> None:
    mapped = map_workbook(parse_mapping(MAPPING), [sheet(("M1", "Obra", 1, 1), name=name)])
    assert len(mapped.outputs.targets.rows) == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sec. de Educación", "SEC-DE-EDUCACION"),
        ("Ñuñoa & Cía.", "NUNOA-CIA"),
        ("  ", "SIN-NOMBRE"),
        (
            "Secretaría de Desarrollo Económico y Medio Ambiente o quien haga sus veces",
            "SECRETARIA-DE-DESARROLLO-ECONOMICO-Y-MEDIO-AMBIENTE-O-QUIEN",
        ),
    ],
)
def test_it_makes_a_code_of_a_name(name: str, code: str) -> None:
    assert code_of_name(name) == code
    assert len(code) <= 60


def read_number(cell: Cell, *, round_it: bool = False, **source: object) -> tuple[Cell, list[str]]:
    grid = Grid("Plan", ReadingRule("es_CO", round=round_it), MappedProblems())
    reader = NumberReader(package_column("targets", "planned"), Source(**source), grid.reading, grid.problems)  # type: ignore[arg-type]
    return reader.read(cell, lambda: At("Plan", 2, 2)), [problem.code for problem in grid.problems.listed()]


@pytest.mark.parametrize(
    ("cell", "source", "value", "codes"),
    [
        ("1.234,50", {}, Decimal("1234.5"), ["text_number"]),
        ("0,85", {"percent": Percent.FRACTION}, Decimal(85), ["text_number"]),
        ("85 %", {"percent": Percent.FRACTION}, Decimal(85), ["text_number"]),
        ("85%", {"percent": Percent.POINTS}, Decimal(85), ["text_number"]),
        (Decimal("0.978"), {"percent": Percent.FRACTION}, Decimal("97.8"), []),
        (85, {"percent": Percent.FRACTION}, None, ["fraction_too_large"]),
        ("12 Km", {"suffixes": ("km",)}, Decimal(12), ["text_number"]),
        ("casi todo", {}, None, ["not_a_number"]),
        ("1.2.3", {}, None, ["wrong_separator"]),
        ("-3", {}, None, ["negative_number"]),
    ],
)
def test_it_reads_a_number_or_says_why_not(
    cell: Cell, source: dict[str, object], value: Cell, codes: list[str]
) -> None:
    assert read_number(cell, **source) == (value, codes)


def test_it_rounds_only_where_the_mapping_allows_it() -> None:
    third = Decimal("0.33333333")
    assert read_number(third) == (third, [])
    assert read_number(third, round_it=True) == (Decimal("0.333333"), ["number_rounded"])
    assert read_number(Decimal("0.30000000000000004"), round_it=True) == (Decimal("0.300000"), [])
    assert read_number(Decimal("0.25"), round_it=True) == (Decimal("0.25"), [])


@given(st.text(max_size=12))
def test_it_never_fails_on_text(text: str) -> None:
    value, codes = read_number(text)
    assert value is None or codes == ["text_number"]
    assert plain_number(text, "es_CO") is None or isinstance(plain_number(text, "es_CO"), Decimal)


CELLS = st.none() | st.text(max_size=4) | st.integers(-5, 10**13) | st.booleans() | st.dates(date(2000, 1, 1))


@given(st.lists(st.lists(CELLS, max_size=6), max_size=5))
def test_it_never_fails_on_a_table(rows: list[list[Cell]]) -> None:
    package = parsed(*rows)
    assert all(problem.message for problem in package.problems)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=9))
def test_it_brings_every_number_of_a_plain_table(figures: list[tuple[int, int]]) -> None:
    package = parsed(*((f"M{place}", "Obra", *pair) for place, pair in enumerate(figures))).package
    assert package is not None
    assert [row.planned for row in package.targets] == [Decimal(value) for pair in figures for value in pair]
