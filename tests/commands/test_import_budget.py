"""Execution files of several offices, each by its own mapping, over the plan of example 6.1."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import text

from models.scope import as_system
from models.tables.base import db
from tests.commands.conftest import Shell
from tests.conftest import rows

Cells = Sequence[Sequence[str | float | None]]
HEAD = '[reading]\nlocale = "{locale}"\n\n[[tables]]\nheader_row = 1\n'
SHEET = 'sheet = "EJECUCION"\n'
LINE = '[tables.line]\nyear = 2027\nitem = "A"\nfunding_source = "B"\n'
NAMES = {"ENERO": "1", "FEBRERO": "2", "MARZO": "3"}


def bring(shell: Shell, sheets: Mapping[str, Cells], mapping: str = "", locale: str = "es_SV") -> Any:
    """Give what the command says, whether it stored anything or not."""
    path, by = shell.folder / "ejecucion.xlsx", shell.folder / "mapeo.toml"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(table):
                sheet.write_row(number, 0, cells)
    by.write_text(HEAD.format(locale=locale) + mapping, encoding="utf-8")
    words = ("--mapping", str(by)) if mapping else ()
    result = shell.run("import-budget", str(path), "--institution", "hacienda_sv", *words, "--json")
    return json.loads(result.stdout)


def codes(document: Any) -> list[str]:
    return [problem["code"] for problem in document["problems"]]


def accrued() -> dict[str, Decimal]:
    found = rows(
        "SELECT item.code || ' ' || funding_source || ' ' || period, accrued FROM budget_month"
        " JOIN budget_line line ON line.id = budget_line_id JOIN plan_item item ON item.id = plan_item_id"
        " WHERE accrued IS NOT NULL AND item.code <> 'F-01'"
    )
    return dict(tuple(row) for row in found)


def test_months_as_columns_with_percents_and_totals_beside(example: Shell) -> None:
    table = [
        ["Actividad", "Fuente", "Vigente", "Ene", "Feb", "% ejec."],
        ["a", "GOES", 1000, 100, 50, "15 %"],
        ["b", "GOES", 500, 20, None, "4 %"],
        ["TOTAL", None, 1500, 120, 50, "11 %"],
    ]
    mapping = f"""{SHEET}ignore = ["F"]
skip = [{{why = "total", column = "A", is = ["TOTAL"]}}]
{LINE}
[[tables.budget]]
current = "C"
[[tables.budget]]
month = 1
accrued = "D"
[[tables.budget]]
month = 2
accrued = "E"
"""
    document = bring(example, {"EJECUCION": table}, mapping)
    assert (document["new"], document["rows_read"], document["period"]) == (2, 2, "2027-02")
    assert accrued() == {"a GOES 2027-01": 100, "a GOES 2027-02": 50, "b GOES 2027-01": 20}


def test_months_as_rows(example: Shell) -> None:
    table = [["Actividad", "Fuente", "Mes", "Devengado"], ["a", "GOES", "ENERO", 10], ["a", "GOES", "MARZO", -4]]
    values = ", ".join(f'{name} = "{number}"' for name, number in NAMES.items())
    mapping = f'{SHEET}{LINE}[[tables.budget]]\nmonth = {{column = "C", values = {{{values}}}}}\naccrued = "D"\n'
    document = bring(example, {"EJECUCION": table}, mapping)
    assert (document["new"], document["rows_read"]) == (1, 2)
    assert accrued() == {"a GOES 2027-01": 10, "a GOES 2027-03": -4}


def test_one_sheet_for_each_dependency(example: Shell) -> None:
    sheets = {
        "DGA": [["Actividad", "Fuente", "Devengado"], ["a", "GOES", 7]],
        "DGT": [["x", "y", "z"], ["a", "GOES", 9]],
    }
    mapping = f"""sheet = ["DGA", "DGT"]
{LINE}org_unit = {{sheet_name = true}}
[[tables.budget]]
month = 1
accrued = "C"
"""
    assert bring(example, sheets, mapping)["new"] == 2
    found = rows(
        "SELECT unit.code, line.funding_source FROM budget_line line JOIN org_unit unit ON unit.id = org_unit_id"
    )
    assert {("DGA", "GOES"), ("DGT", "GOES")} <= set(map(tuple, found))


@pytest.mark.parametrize(
    ("locale", "written"), [("es_CO", "1.234.567,50"), ("es_PE", "1,234,567.50"), ("de_CH", "1’234’567.50")]
)
def test_amounts_written_as_text_by_the_locale(example: Shell, locale: str, written: str) -> None:
    mapping = f'{SHEET}{LINE}[[tables.budget]]\nmonth = 1\naccrued = "C"\n'
    document = bring(example, {"EJECUCION": [["A", "B", "C"], ["a", "GOES", written]]}, mapping, locale)
    assert (document["applied"], accrued()) == (True, {"a GOES 2027-01": Decimal("1234567.50")})


@pytest.mark.parametrize("heading", ["Obligación  ENE", "OBLIGACIÓN\nENE", "Obligacio\u0301n_Ene", "OBLIGACION ENE."])
def test_a_heading_may_be_written_with_other_accents_and_signs(example: Shell, heading: str) -> None:
    table: Cells = [["Rubro", "Fuente", heading, "% OBLIGACION ENE"], ["a", "GOES", 7, 90]]
    line = LINE.replace('"A"', '"RUBRO"').replace('"B"', '"FUENTE"')
    mapping = f'{SHEET}ignore_headings = ["% OBLIGACION ENE", "UBIGEO"]\n{line}'
    document = bring(
        example, {"EJECUCION": table}, f'{mapping}[[tables.budget]]\nmonth = 1\naccrued = "OBLIGACION ENE"\n'
    )
    assert (document["applied"], accrued()) == (True, {"a GOES 2027-01": 7})


def test_amounts_of_sixteen_digits_keep_their_cents(example: Shell) -> None:
    table: Cells = [["A", "B", "C"], ["a", "GOES", "12.345.678.901.234,56"], ["b", "GOES", 12345678901234.56]]
    mapping = f'{SHEET}{LINE}[[tables.budget]]\nmonth = 1\naccrued = "C"\n'
    assert bring(example, {"EJECUCION": table}, mapping, "es_CO")["total"]["accrued"] == "24691357802469.12"


def bring_total(example: Shell, month: str, total: int) -> dict[str, Any]:
    """The file of a month whose amounts are to date."""
    told = f'period = "{month}"\nto_date = true\ncurrent = "C"\naccrued = "D"\n'
    mapping = f'{SHEET}{LINE}item = {{column = "A", before = " - "}}\n[[tables.budget]]\n{told}'
    table = [["Rubro", "Fuente", "Definitiva", "Obligaciones"], ["a - Actividad a", "GOES", 500, total]]
    return bring(example, {"EJECUCION": table}, mapping.replace('item = "A"\n', "", 1))


def test_a_file_to_date_gives_each_month_the_difference(example: Shell) -> None:
    for month, total in (("2027-01", 40), ("2027-02", 100), ("2027-03", 90)):
        assert bring_total(example, month, total)["problems"] == []
    assert accrued() == {"a GOES 2027-01": 40, "a GOES 2027-02": 60, "a GOES 2027-03": -10}


def test_it_warns_that_a_corrected_total_moves_the_later_ones(example: Shell) -> None:
    for month, total in (("2027-01", 40), ("2027-02", 100), ("2027-03", 190)):
        bring_total(example, month, total)
    (warning,) = bring_total(example, "2027-02", 120)["problems"]
    assert (warning["code"], warning["row"]) == ("later_total_moves", 2)
    assert "2027-03" in warning["message"]
    assert bring_total(example, "2027-03", 190)["problems"] == []
    assert accrued() == {"a GOES 2027-01": 40, "a GOES 2027-02": 80, "a GOES 2027-03": 70}


OWN = [
    "item",
    "org_unit",
    "year",
    "period",
    "funding_source",
    "initial",
    "current",
    "committed",
    "accrued",
    "budget_code",
]


def own(*table: Sequence[str | float | None]) -> dict[str, Cells]:
    return {"budget": [OWN, *table]}


def test_its_own_columns_need_no_mapping_and_other_sheets_do_not_harm(example: Shell) -> None:
    sheets = own(["a", None, 2027, "2027", "GOES", 900, 1000, None, None, None]) | {"Notas": [["x"]]}
    document = bring(example, sheets)
    assert (document["new"], codes(document)) == (1, ["unknown_sheet"])


def test_a_plan_keeps_what_the_file_does_not_say(example: Shell) -> None:
    document = bring(example, own(["F-01", None, 2027, "2027-02", "GOES", None, None, None, 60, None]))
    assert (document["new"], document["changed"]) == (0, 1)
    told = (
        "SELECT line.current, period, accrued, paid FROM budget_line line JOIN budget_month ON budget_line_id = line.id"
    )
    assert rows(f"{told} ORDER BY period") == [(1200, "2027-01", 100, 90), (1200, "2027-02", 60, None)]


@pytest.mark.parametrize(
    ("row", "code", "applied"),
    [
        (["z", None, 2027, "2027-01", "GOES", None, None, None, 5, None], "unknown_plan_item", False),
        (["a", None, 2031, "2031-01", "GOES", None, None, None, 5, None], "year_outside_plan", False),
        (["a", None, 2027, "2026-12", "GOES", None, None, None, 5, None], "budget_year_mismatch", False),
        (["a", None, 2027, "2027-01", "GOES", 5, None, None, None, None], "initial_on_part_of_year", False),
        (["a", "NADIE", 2027, "2027-01", "GOES", None, None, None, 5, None], "unknown_org_unit", False),
        ([None, None, 2027, "2027-01", "GOES", None, None, None, 5, None], "blank_required", False),
        (["a", None, 2027, "2027-01", "GOES", None, None, None, "1e5", None], "not_a_number", False),
        (["a", None, 2027, "2027-01", "GOES", None, None, None, "NaN", None], "not_a_number", False),
        (["a", None, 2027, "2027-01", "GOES", None, None, 4, 5, None], "chain_broken", True),
        (["a", None, 2027, "2027-01", "GOES", None, None, None, 5, None], "accrued_over_budget", True),  # current is 0
    ],
)
def test_it_says_what_is_wrong_and_where(example: Shell, row: Sequence[Any], code: str, *, applied: bool) -> None:
    document = bring(example, own(row))
    problem = next(each for each in document["problems"] if each["code"] == code)
    assert (problem["sheet"], problem["row"], document["applied"]) == ("budget", 2, applied)


def test_the_same_line_twice_is_refused(example: Shell) -> None:
    row = ["a", None, 2027, "2027-01", "GOES", None, None, None, 5, None]
    document = bring(example, own(row, row))
    assert ("duplicate_budget" in codes(document), document["applied"]) == (True, False)


CODED = [None, None, 2027, "2027", "GOES", 900, 1000, None, None, "0101"]


def test_a_budget_code_finds_its_item_as_soon_as_the_plan_has_it(example: Shell) -> None:
    assert (bring(example, own(CODED))["unlinked"], bring(example, own(CODED))["unchanged"]) == (1, 1)
    with as_system():
        db.session.execute(text("UPDATE plan_item SET budget_code = '0101' WHERE code = 'a'"))
        db.session.commit()
    document = bring(example, own(CODED))
    assert (document["new"], document["changed"], document["unlinked"]) == (0, 1, 0)
    linked = "SELECT item.code, unit.code FROM budget_line line JOIN plan_item item ON item.id = plan_item_id"
    assert ("a", "DGA") in [tuple(row) for row in rows(f"{linked} JOIN org_unit unit ON unit.id = line.org_unit_id")]


def test_a_link_made_by_hand_stays(example: Shell) -> None:
    bring(example, own(CODED))
    with as_system():
        to_b = "SET plan_item_id = item.id, org_unit_id = item.org_unit_id FROM plan_item item WHERE item.code = 'b'"
        db.session.execute(text(f"UPDATE budget_line {to_b} AND budget_line.budget_code <> ''"))
        db.session.commit()
    document = bring(example, own([*CODED[:6], 1100, *CODED[7:]]))
    assert (document["changed"], document["unlinked"]) == (1, 0)


def test_a_plan_goes_out_and_in_again_without_the_offices_lines(example: Shell) -> None:
    bring(example, own(["a", *CODED[1:]]))
    out = str(example.folder / "fuera.xlsx")
    assert example.run("export-plan", "POA-2027", "--institution", "hacienda_sv", "--out", out).exit_code == 0
    again = example.json("import-plan", out, "--institution", "hacienda_sv")
    assert (again["applied"], again["created"]["budget"], again["changed"]["budget"]) == (True, 0, 0)
    assert rows("SELECT count(*)::int FROM budget_line") == [(2,)]
