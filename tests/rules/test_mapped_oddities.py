"""What a mapping meets in the cells of an office: blanks, errors, dates and numbers where something else belongs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.rules.apply_mapping import map_workbook
from models.rules.cell import Cell, ErrorCell, UncachedFormula
from models.rules.mapping_parse import parse_mapping
from models.rules.package_known import LevelRule
from models.rules.package_messages import Severity
from models.rules.package_problems import Problem
from tests.rules.test_apply_mapping import KNOWN, MAPPING, parsed, sheet, told

TREE = {"eje": LevelRule(at_top=True), "meta": LevelRule(at_top=False, parents=frozenset({"eje"}))}
WITH_EJE = replace(KNOWN, plan_types={"PDM": TREE})


def changed(*changes: tuple[str, str]) -> str:
    """The small mapping with some of its text replaced."""
    text = MAPPING
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def leaf(line: str) -> str:
    """The small mapping with a line more in its level."""
    return changed(('name = "B"\n', f'name = "B"\n{line}\n'))


CODE = 'frequency = "year"\n', 'frequency = "year"\ncode = "E"\n'
ODD: dict[str, tuple[str, tuple[Cell, ...], list[tuple[str, str | None]]]] = {
    "a name that is an error": (MAPPING, ("M1", ErrorCell("#REF!"), 1, 1), [("error_cell", "B2")]),
    "a name whose formula kept no result": (
        MAPPING,
        ("M1", UncachedFormula(), 1, 1),
        [("formula_without_value", "B2")],
    ),
    "a code that is an error": (MAPPING, (ErrorCell("#N/A"), "Obra", 1, 1), [("error_cell", "A2")]),
    "a code with decimals": (MAPPING, (Decimal("1.1"), "Obra", 1, 1), [("code_from_number", "A2")]),
    "an attribute that is an error": (
        leaf('description = [{column = "E", label = "Nota"}]'),
        ("M1", "Obra", 1, 1, ErrorCell("#N/A")),
        [("error_cell", "E2")],
    ),
    "a unit of measure that is an error": (
        changed(('frequency = "year"\n', 'frequency = "year"\nunit = "E"\n')),
        ("M1", "Obra", 1, 1, ErrorCell("#N/A")),
        [("error_cell", "E2")],
    ),
    "no code of an indicator": (changed(CODE), ("M1", "Obra", 1, 1, None), [("blank_required", "E2")]),
    "a date for the code of an indicator": (
        changed(CODE),
        ("M1", "Obra", 1, 1, date(2027, 3, 1)),
        [("code_not_text", "E2")],
    ),
    "an error for the code of an indicator": (
        changed(CODE),
        ("M1", "Obra", 1, 1, ErrorCell("#N/A")),
        [("code_not_text", "E2")],
    ),
    "a code of an indicator that the mapping does not know": (
        changed(('frequency = "year"\n', 'frequency = "year"\ncode = {column = "E", values = {a = "A"}}\n')),
        ("M1", "Obra", 1, 1, "b"),
        [("value_not_in_map", "E2")],  # told once, not also as missing
    ),
    "a code that the mapping does not know": (
        changed(('code = "A"', 'code = {column = "A", values = {M1 = "1"}}')),
        ("M9", "Obra", 1, 1),
        [("value_not_in_map", "A2")],
    ),
    "a day in words": (
        changed(
            ('locale = "es_CO"\n', 'locale = "es_CO"\ndates = "day/month/year"\n'),
            ('name = "B"\n', 'name = "B"\nstart = "E"\n'),
        ),
        ("M1", "Obra", 1, 1, "15 de abril"),
        [("date_not_in_order", "E2")],
    ),
    "a period that became a date": (
        changed(('period = "2024"', 'period = {column = "E"}')),
        ("M1", "Obra", 1, None, date(2024, 1, 1)),
        [("period_was_date", "E2")],
    ),
    "participants that are a date": (
        leaf('participants = "E"'),
        ("M1", "Obra", 1, 1, date(2024, 1, 1)),
        [("code_not_text", "E2")],
    ),
    "a rule about a heading that is not there": (
        changed(("header_row = 1\n", 'header_row = 1\nstop = {header = "Fin", blank = true}\n')),
        ("M1", "Obra", 1, 1),
        [("heading_missing", None)],
    ),
    "a total under no heading": (
        f'{MAPPING}[[tables.totals]]\ntotal = "Suma"\nparts = ["C", "D"]\n',
        ("M1", "Obra", 1, 1),
        [("heading_missing", None)],
    ),
}


@pytest.mark.parametrize("what", ODD)
def test_it_asks_at_the_cell(what: str) -> None:
    mapping, row, problems = ODD[what]
    assert told(parsed(row, mapping=mapping)) == problems


def test_it_parts_the_units_that_take_part() -> None:
    known = replace(KNOWN, org_units=frozenset({"ALC", "GOB", "3"}))
    mapping = leaf('participants = {column = "E", split = "/"}')
    package = parsed(("M1", "Obra", 1, 1, "ALC / GOB"), ("M2", "Otra", 1, 1, 3), mapping=mapping, known=known).package
    assert package is not None
    assert [row.participants for row in package.items] == [("ALC", "GOB"), ("3",)]


def test_a_row_may_have_none_of_a_level_that_is_optional() -> None:
    above = '[[tables.levels]]\nlevel = "eje"\ncode = "E"\nname = "F"\n'
    mapping = changed(
        ("[[tables.levels]]", above + "[[tables.levels]]"), ('name = "B"\n', 'name = "B"\noptional = true\n')
    )
    package = parsed(
        ("M1", "Obra", 1, 1, "1", "Agua"), (None, None, None, None, "2", "Vías"), mapping=mapping, known=WITH_EJE
    ).package
    assert package is not None
    assert [row.code for row in package.items] == ["1", "M1", "2"]
    assert [row.indicator for row in package.targets] == ["M1", "M1"]


def test_money_of_a_level_that_a_row_has_not_is_not_read() -> None:
    above = '[[tables.levels]]\nlevel = "eje"\ncode = "E"\nname = "F"\n'
    mapping = changed(
        ("[[tables.levels]]", above + "[[tables.levels]]"), ('name = "B"\n', 'name = "B"\noptional = true\n')
    )
    mapping += '[[tables.budget]]\nyear = 2024\ninitial = "G"\n'
    package = parsed(
        ("M1", "Obra", 1, 1, "1", "Agua", 500),
        (None, None, None, None, "2", "Vías", 900),
        mapping=mapping,
        known=WITH_EJE,
    ).package
    assert package is not None
    assert [(row.item, row.initial) for row in package.budget] == [("M1", 500)]


def test_it_ends_behind_as_many_blank_rows_as_the_mapping_says() -> None:
    mapping = changed(("header_row = 1\n", "header_row = 1\nstop_blank_rows = 2\n"))
    problems = parsed(("M1", "Obra", 1, 1), (), (), (), ("Elaboró", "La oficina", None, None), mapping=mapping).problems
    assert [(problem.code, problem.row) for problem in problems] == [("rows_after_end", 6)]


def test_money_may_be_of_another_unit_than_its_item() -> None:
    known = replace(KNOWN, org_units=frozenset({"ALC", "GOB"}))
    mapping = f'{MAPPING}[[tables.budget]]\nyear = 2024\ninitial = "E"\norg_unit = "F"\n'
    package = parsed(("M1", "Obra", 1, 1, 500, "GOB"), mapping=mapping, known=known).package
    assert package is not None
    assert [(row.org_unit, row.initial) for row in package.budget] == [("GOB", 500)]


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        (Problem("", None, None, None, "", Severity.ERROR, "x", "x"), ("", None)),  # of the whole package
        (Problem("targets", None, "planned", None, "", Severity.ERROR, "x", "x"), ("mapeo", "targets.planned")),
    ],
)
def test_a_problem_of_no_row_is_the_mappings_own(problem: Problem, place: tuple[str, str | None]) -> None:
    mapped = map_workbook(parse_mapping(MAPPING), [sheet(("M1", "Obra", 1, 2))])
    found = mapped.located(problem)
    assert (found.sheet, found.column) == place
