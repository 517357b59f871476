"""The execution file of a Peruvian agency, day after day, over an institution whose plan does not know its codes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Shell
from tests.conftest import rows
from tests.files.siaf_book import siaf_row, siaf_rows, write_siaf

REAL = Path(os.environ.get("RUMBO_REAL_DATA", "/nowhere")) / "siaf"
FIRST, SECOND = REAL / "07_HT_PPTO_231025.xlsx", REAL / "08_HT_PPTO_241025.xlsx"


def load(shell: Shell, file: Path, *words: str) -> Any:
    return shell.json("import-budget", str(file), "--institution", "huamanga_pe", "--mapping", "siaf_pe", *words)


def counts(document: Any) -> tuple[int, int, int]:
    return document["new"], document["changed"], document["unchanged"]


def codes(document: Any) -> set[str]:
    return {problem["code"] for problem in document["problems"]}


def certified() -> Any:
    """What the months of the first line have."""
    return rows(
        "SELECT period, certified FROM budget_month WHERE certified IS NOT NULL"
        " AND budget_line_id = (SELECT min(id) FROM budget_line) ORDER BY period"
    )


@pytest.mark.skipif(not FIRST.exists(), reason="RUMBO_REAL_DATA names no folder with the real files")
def test_one_real_day_after_another(shell: Shell) -> None:
    first = load(shell, FIRST)
    assert (first["rows_read"], counts(first), first["unlinked"]) == (320, (320, 0, 0), 320)
    assert (first["total"]["accrued_percent"], first["period"]) == ("58.76", "2025-10")
    modified = next(check for check in first["checks"] if check["column"] == "mto_pim")
    assert (modified["rows"], modified["differing"]) == (320, 0)
    assert not any(check["differing"] for check in first["checks"])
    assert counts(load(shell, FIRST)) == (0, 0, 320)
    assert counts(load(shell, SECOND)) == (0, 34, 286)
    assert rows("SELECT count(*)::int, sum(current) FROM budget_line WHERE plan_item_id IS NULL") == [(320, 48103240)]


@pytest.fixture
def loaded(shell: Shell) -> Shell:
    """Forty lines as they were on a day of October."""
    assert counts(load(shell, write_siaf(shell.folder / "23.xlsx", siaf_rows(40)))) == (40, 0, 0)
    return shell


def test_it_keeps_codes_apart_from_names(loaded: Shell) -> None:
    found = rows("SELECT budget_code, name, expense_class, project_code, funding_source FROM budget_line ORDER BY id")
    line = ("0001", "GESTION ADMINISTRATIVA, 1", "2.3.2.7.11.1", "3999999", "RECURSOS ORDINARIOS")
    assert found[0] == line


def test_it_changes_nothing_when_it_comes_again(loaded: Shell) -> None:
    assert counts(load(loaded, loaded.folder / "23.xlsx")) == (0, 0, 40)
    assert rows("SELECT count(*)::int, min(plan_id) FROM import_run") == [(2, None)]


def test_a_certified_amount_may_go_down(loaded: Shell) -> None:
    changed = [siaf_row(1, 1, mto_devenga_09=-40.5, mto_certificado=900.0), *siaf_rows(40)[1:]]
    assert counts(load(loaded, write_siaf(loaded.folder / "24.xlsx", changed))) == (0, 1, 39)
    assert certified() == [("2025-10", 900)]


def test_what_was_certified_later_is_of_its_own_month(loaded: Shell) -> None:
    november = siaf_row(1, 1, mto_certificado=1150.0, mto_devenga_11=100.0, mto_at_comp_11=100.0)
    assert load(loaded, write_siaf(loaded.folder / "nov.xlsx", [november]))["period"] == "2025-11"
    assert certified() == [("2025-10", 1100), ("2025-11", 50)]


def test_months_to_come_are_not_zeros(loaded: Shell) -> None:
    assert rows("SELECT max(period) FROM budget_month") == [("2025-10",)]


def test_it_adds_the_control_totals_up_again(shell: Shell) -> None:
    odd = [siaf_row(1, 1, mto_pim=1300.0), *siaf_rows(5)[1:]]
    document = load(shell, write_siaf(shell.folder / "odd.xlsx", odd, {"mto_devenga_10": 499.0}))
    assert document["applied"]
    assert {"total_differs", "control_total_differs"} <= codes(document)
    control = next(each for each in document["problems"] if each["code"] == "control_total_differs")
    assert (control["row"], control["value"], control["column"]) == (3, "499", "mto_devenga_10")


def test_a_line_without_a_place_in_the_plan_is_told_and_kept(shell: Shell) -> None:
    document = load(shell, write_siaf(shell.folder / "one.xlsx", [siaf_row(5, 1)]))
    told = next(each for each in document["problems"] if each["code"] == "not_linked")
    assert ("0005" in told["message"], document["unlinked"]) == (True, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mto_devenga_03": "NaN"}, "not_a_number"),
        ({"mto_devenga_03": "1e5"}, "number_with_unit"),
        ({"mto_devenga_03": "US$ 100"}, "not_a_number"),  # two currencies
        ({"mto_pim": -1.0}, "negative_number"),
        ({"ano_eje": ""}, "blank_required"),
    ],
)
def test_it_refuses_all_for_one_cell(loaded: Shell, changes: dict[str, Any], code: str) -> None:
    path = write_siaf(loaded.folder / "bad.xlsx", [*siaf_rows(2), siaf_row(3, 3, **changes)])
    words = ("import-budget", str(path), "--institution", "huamanga_pe", "--mapping", "siaf_pe")
    result = loaded.run(*words)
    assert (result.exit_code, "No se guardó nada." in result.stdout) == (1, True)
    document = loaded.run(*words, "--json").stdout
    assert f'"code": "{code}"' in document
    assert '"row": 8' in document


def test_the_same_line_twice_is_refused_with_its_first_row(shell: Shell) -> None:
    path = write_siaf(shell.folder / "twice.xlsx", [siaf_row(1, 1), siaf_row(1, 2), siaf_row(1, 1)])
    result = shell.run("import-budget", str(path), "--institution", "huamanga_pe", "--mapping", "siaf_pe")
    assert (result.exit_code, "6 de «01_BD_MEF»" in result.stderr) == (1, True)
