from __future__ import annotations

from dataclasses import replace

import pytest

from tests.commands.conftest import Shell
from tests.worked_example import operating_plan, strategic_plan


def test_it_prints_what_happened_as_the_contract_has_it(shell: Shell) -> None:
    document = shell.import_plan(strategic_plan())
    assert set(document) == {"plan", "created", "changed", "unchanged", "rows_read", "problems", "applied"}
    assert (document["plan"], document["applied"], document["created"]["items"]) == ("PEI", True, 6)


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.zip", "plan"])
def test_it_reads_every_form_and_changes_nothing_the_second_time(shell: Shell, name: str) -> None:
    shell.import_plan(strategic_plan())
    again = shell.json("import-plan", shell.file(strategic_plan(), name), "--institution", "hacienda_sv")
    assert set(again["created"].values()) == set(again["changed"].values()) == {0}


def test_it_stores_nothing_on_a_dry_run(shell: Shell) -> None:
    assert shell.import_plan(strategic_plan(), "--dry-run")["applied"] is False
    assert shell.import_plan(strategic_plan())["created"]["plan"] == 1


def test_it_fails_with_every_problem_and_its_place(shell: Shell) -> None:
    package = operating_plan()
    wrong = replace(package, items=(replace(package.items[0], level="funcion"), *package.items[1:]))
    result = shell.run("import-plan", shell.file(wrong), "--institution", "hacienda_sv")
    assert result.exit_code == 1
    assert "error: items 2 level: «funcion» no es un nivel" in result.stderr
    assert "No se guardó nada." in result.stdout


def test_it_names_the_cell(shell: Shell) -> None:
    package = operating_plan()
    wrong = replace(package, items=(replace(package.items[0], level="funcion"), *package.items[1:]))
    result = shell.run("import-plan", shell.file(wrong), "--institution", "hacienda_sv", "--json")
    assert (result.exit_code, '"cell": "C2"' in result.stdout) == (1, True)


def test_it_refuses_what_is_no_package(shell: Shell) -> None:
    path = shell.folder / "plan.xlsx"
    path.write_text("<html>", encoding="utf-8")
    result = shell.run("import-plan", str(path), "--institution", "hacienda_sv")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_it_counts_for_people(shell: Shell) -> None:
    result = shell.run("import-plan", shell.file(strategic_plan()), "--institution", "hacienda_sv")
    assert "PEI: guardado" in result.stdout
