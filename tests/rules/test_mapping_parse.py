from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.cell_source import ColumnRef, Match, Percent, Source
from models.rules.errors import RuleBroken
from models.rules.mapping import CodeRule, Mapping, SkipRule, UnitMap
from models.rules.mapping_check import check_mapping
from models.rules.mapping_parse import MappingRefused, parse_mapping
from models.rules.package_known import Known, LevelRule
from tests.rules.mappings import MAPPING, edited

LEVELS = {code: LevelRule(at_top=True) for code in ("eje", "programa", "meta")}
KNOWN = Known(date(2026, 1, 1), {"PDM": LEVELS}, frozenset({"despacho", "secretaria"}), frozenset({"SGOB"}))


def full() -> Mapping:
    return parse_mapping(MAPPING)


def test_it_reads_the_head_and_how_text_is_read() -> None:
    mapping = full()
    assert (mapping.plan.code, mapping.plan.ends_on) == ("2024-PI", date(2027, 12, 31))
    assert mapping.reading.missing == ("SD", "-")


def test_it_takes_one_or_two_capital_letters_for_a_column_and_all_else_for_a_heading() -> None:
    levels = full().tables[0].levels
    assert [level.name.column for level in levels[1:]] == [ColumnRef(heading="PROGRAMA PDT"), ColumnRef(18)]


def test_it_takes_a_plain_period_year_or_choice_for_the_value_itself() -> None:
    table = full().tables[0]
    assert (table.periods[0].period, table.budget[0].year) == (Source(fixed="2024"), Source(fixed="2024"))
    assert table.indicators[0].fields["direction"] == Source(fixed="up")


def test_it_reads_what_is_done_to_a_cell() -> None:
    eje, programa, meta = full().tables[0].levels
    assert eje.code == Source(column=ColumnRef(0), before=".")
    assert eje.fields["weight"].percent is Percent.FRACTION
    assert (programa.code, programa.fill_down, programa.within_parent) == (CodeRule.NUMBERED, True, True)
    assert meta.description == (Source(column=ColumnRef(11), label="Meta de resultado"),)


def test_it_reads_rules_about_rows() -> None:
    table = full().tables[0]
    assert table.stop == Match(ColumnRef(0), blank=True)
    assert table.skip == (
        SkipRule("totales", rows=(333,)),
        SkipRule("subtotales", match=Match(ColumnRef(0), starts=("Total",))),
    )
    assert (table.ignore, table.headings) == (((2, 2), (24, 25)), {43: "TOTAL PLANEADO 2024"})


def test_it_names_every_sheet_that_is_read() -> None:
    assert parse_mapping(edited('"PDM"\nheader', '["ENE", "FEB"]\nheader')).sheets == {"ENE", "FEB"}


BAD = {
    # what is replaced, by what, and the place that is named
    "an unknown key": ('name = "Plan Ind', 'nombre = "Plan Ind', "plan.nombre"),
    "a key that is missing": ('name = "Plan Indicativo"\n', "", "plan.name"),
    "a plan that ends before it begins": ("2027-12-31", "2023-12-31", "plan.to"),
    "a code with a colon": ('"2024-PI"', '"2024:PI"', "plan.code"),
    "a locale without a country": ('"es_CO"', '"es"', "reading.locale"),
    "an order of dates that does not exist": ('"day/month/year"', '"d/m/y"', "reading.dates"),
    "a mark twice": ('["SD", "-"]', '["SD", "SD"]', "reading.missing[1]"),
    "a unit twice": ('code = "SGOB"', 'code = "ALC"', "org_units[1].code"),
    "a name of two units": ('"Despacho del alcalde"', '"secretaría de gobierno"', "org_units[1].written"),
    "no table": ("[[tables]]", "[[tabla]]", "tables"),
    "no sheet": ('sheet = "PDM"\n', "", "tables[0].sheet"),
    "rows before the header": ("first_row = 2", "first_row = 1", "tables[0].first_row"),
    "an end before the beginning": ("last_row = 400", "last_row = 1", "tables[0].last_row"),
    "blocks with one end": (
        "last_row = 400",
        'last_row = 400\nrepeat = {column = "A", is = ["x"]}',
        "tables[0].last_row",
    ),
    "a range upside down": ('"Y:Z"', '"Z:Y"', "tables[0].ignore[1]"),
    "a column both read and ignored": ('"Y:Z"', '"S:T"', "tables[0].ignore[1]"),
    "a heading over no column": ("{AR = ", "{TOTAL = ", "tables[0].headings.TOTAL"),
    "a rule with two conditions": ('"A", blank = true', '"A", blank = true, is = ["x"]', "tables[0].stop"),
    "rows that are no numbers": ("[333]", '["333"]', "tables[0].skip[0].rows"),
    "a level that is no code": ('level = "eje"', 'level = "un eje"', "tables[0].levels[0].level"),
    "a level twice": ('level = "programa"', 'level = "eje"', "tables[0].levels[1].level"),
    "a blank that means two things": (
        "fill_down = true",
        "fill_down = true\noptional = true",
        "tables[0].levels[1].optional",
    ),
    "text kept where nothing keeps it": (
        '{column = "AR", ',
        '{column = "AR", keep_text = true, ',
        "tables[0].periods[0].planned.keep_text",
    ),
    "a column beyond the last": ('name = "S"', 'name = "ZZ"', "tables[0].levels[2].name"),
    "small letters for a column": ('{column = "B"', '{column = "b"', "tables[0].levels[0].weight.column"),
    "two origins": ('{column = "B"', '{value = "1", column = "B"', "tables[0].levels[0].weight"),
    "percents of a third kind": ('"fraction"', '"percent"', "tables[0].levels[0].weight.percent"),
    "an attribute without a label": (', label = "Meta de resultado"', "", "tables[0].levels[2].description[0].label"),
    "a level of another table": ('id = "producto"\nlevel = "meta"', 'level = "obra"', "tables[0].indicators[0].level"),
    "a direction that does not exist": ('"up"', '"sube"', "tables[0].indicators[0].direction"),
    "a map to what does not exist": ('"sum"', '"suma"', "tables[0].indicators[0].accumulation"),
    "no accumulation": ("accumulation = ", "note = ", "tables[0].indicators[0].accumulation"),
    "an indicator of another table": ('indicator = "producto"', 'indicator = "x"', "tables[0].periods[0].indicator"),
    "no period": ('period = "2024"', 'period = "2024-T1"', "tables[0].periods[0].period"),
    "a year too far": ("year = 2024", "year = 1850", "tables[0].budget[0].year"),
    "no text for a column": ('name = "S"', "name = true", "tables[0].levels[2].name"),
    "a blank for a column": ('fill_down = ["X"]', 'fill_down = [" "]', "tables[0].fill_down"),
    "nothing but a blank heading": ('org_unit = "RESPONSABLE"', 'org_unit = " "', "tables[0].levels[2].org_unit"),
    "a row of no column": (
        '{column = "AR", ',
        '{value = "5", block_row = 1, ',
        "tables[0].periods[0].planned.block_row",
    ),
    "all else without a map": (
        '{column = "AR", ',
        '{column = "AR", otherwise = "5", ',
        "tables[0].periods[0].planned.otherwise",
    ),
    "a sheet name that is not asked for": (
        '{column = "AR", ',
        "{sheet_name = false, ",
        "tables[0].periods[0].planned.sheet_name",
    ),
    "a fixed value that is a fraction": ('{column = "AR", ', "{value = 0.5, ", "tables[0].periods[0].planned.value"),
    "a mark that is no text": ('before = "."', "before = 1", "tables[0].levels[0].code.before"),
    "a map that is a list": (
        'values = {I = "sum", M = "last"}',
        'values = ["sum"]',
        "tables[0].indicators[0].accumulation.values",
    ),
    "no sheet in a list": ('sheet = "PDM"\n', "sheet = []\n", "tables[0].sheet"),
    "rows of a header upside down": ("header_row = 1", "header_rows = [5, 4]", "tables[0].header_rows"),
    "a heading over two columns": ("{AR = ", '{"AR:AS" = ', "tables[0].headings.AR:AS"),
    "a total of one part": (
        "[[tables.budget]]",
        '[[tables.totals]]\ntotal = "CD"\nparts = ["CA"]\n[[tables.budget]]',
        "tables[0].totals[0].parts",
    ),
    "blocks that a heading begins": (
        "last_row = 400",
        'repeat = {header = "PROGRAMA", is = ["x"]}',
        "tables[0].repeat",
    ),
    "titles that are filled down": (
        'name = "PROGRAMA PDT"',
        'name = "PROGRAMA PDT"\nheading = {column = "A", starts = ["Eje"]}',
        "tables[0].levels[1].fill_down",
    ),
    "an indicator from elsewhere without its code": (
        'name = "W"\n',
        "existing = true\n",
        "tables[0].indicators[0].code",
    ),
    "a period that reads nothing": (
        'planned = {column = "AR", missing = ["NP"]}\nactual = "AS"\n',
        "",
        "tables[0].periods[0]",
    ),
    "a parent of a unit that stands already": (
        'name = "Secretaría de Gobierno"\n',
        'name = "Secretaría de Gobierno"\nparent = "ALC"\n',
        "org_units[1].parent",
    ),
    "money without a column": ('current = "BP"\ncommitted = "BQ"', "", "tables[0].budget[0]"),
}


@pytest.mark.parametrize("kind", BAD)
def test_it_refuses_with_the_place(kind: str) -> None:
    old, new, place = BAD[kind]
    with pytest.raises(MappingRefused) as refused:
        parse_mapping(edited(old, new))
    assert place in {problem.place for problem in refused.value.problems}


def part_of(name: str) -> str:
    """The mapping without one kind of its tables' parts."""
    kept = [part for part in MAPPING.split("\n\n") if not part.startswith(f"[[tables.{name}]]")]
    return "\n\n".join(kept)


@pytest.mark.parametrize(
    ("without", "place"),
    [
        ("levels", "tables[0].indicators[0].level"),  # nothing to measure
        ("indicators", "tables[0].periods[0].indicator"),  # nothing that has figures
    ],
)
def test_it_needs_what_others_hang_on(without: str, place: str) -> None:
    with pytest.raises(MappingRefused) as refused:
        parse_mapping(part_of(without))
    assert place in {problem.place for problem in refused.value.problems}


def test_a_table_that_gives_nothing_is_refused() -> None:
    head = MAPPING.partition("[[tables]]")[0]
    with pytest.raises(MappingRefused, match="no lleva a ninguna parte"):
        parse_mapping(f'{head}[[tables]]\nsheet = "PDM"\nheader_row = 1\n')


def test_it_tells_all_problems_at_once() -> None:
    with pytest.raises(MappingRefused) as refused:
        parse_mapping(edited('"es_CO"', '"es"').replace('"sum"', '"suma"'))
    assert len(refused.value.problems) == 2


def test_it_refuses_what_is_no_toml() -> None:
    with pytest.raises(RuleBroken, match="línea 1"):
        parse_mapping("[plan\n")


def test_it_fits_the_institution() -> None:
    check_mapping(full(), KNOWN)


@pytest.mark.parametrize(
    ("known", "place"),
    [
        (replace(KNOWN, plan_types={"POA": LEVELS}), "plan.type"),
        (
            replace(KNOWN, plan_types={"PDM": {"eje": LEVELS["eje"], "meta": LEVELS["meta"]}}),
            "tables[0].levels[1].level",
        ),
        (replace(KNOWN, org_units=frozenset()), "org_units[1].code"),
        (replace(KNOWN, unit_kinds=frozenset({"secretaria"})), "org_units[0].kind"),
        (replace(KNOWN, unit_kinds=frozenset({"despacho"})), "new_org_units.kind"),
    ],
)
def test_it_refuses_what_the_institution_has_not(known: Known, place: str) -> None:
    with pytest.raises(MappingRefused) as refused:
        check_mapping(full(), known)
    assert [problem.place for problem in refused.value.problems] == [place]


def test_a_unit_without_a_kind_is_one_that_exists() -> None:
    assert full().units[1] == UnitMap("SGOB", "Secretaría de Gobierno")
