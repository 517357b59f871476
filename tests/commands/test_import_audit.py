"""What the workbook computes wrong is told beside its import, and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import Result

from tests.commands.conftest import Shell
from tests.conftest import rows

MAPPING = """
[plan]
code = "POA-2027"
name = "Plan operativo"
type = "POA"
from = 2027-01-01
to = 2027-12-31
org_unit = "DGA"

[reading]
locale = "es_SV"

[[org_units]]
code = "DGA"
name = "Aduanas"
kind = "direccion"

[[tables]]
sheet = "Metas"
header_row = 1
stop = {column = "A", is = ["Total"]}
ignore = ["F"]

[[tables.levels]]
level = "function"
code = {value = "F"}
name = {value = "Administrar"}

[[tables.levels]]
level = "activity"
code = "A"
name = "B"

[[tables.indicators]]
name = "B"
direction = "up"
accumulation = "sum"
frequency = "month"

[[tables.periods]]
period = "2027-01"
planned = "C"

[[tables.periods]]
period = "2027-02"
planned = "D"

[[tables.periods]]
period = "2027-03"
planned = "E"
"""
WRONG = {4: "=C4+D4", 6: "=SUM(C6:E6)/3"}
"""Row → formula: one total leaves a month out, which is sure, and one is a mean, which is asked about."""


def workbook(path: Path, wrong: dict[int, str]) -> Path:
    """Seven activities with three months, and a total that is not always the sum."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Metas")
    sheet.write_row(0, 0, ["Código", "Actividad", "Enero", "Febrero", "Marzo", "Total"])
    for row in range(2, 9):
        sheet.write_row(row - 1, 0, [f"A{row}", f"Actividad {row}", row, row, row])
        sheet.write_formula(row - 1, 5, wrong.get(row, f"=SUM(C{row}:E{row})"))
    sheet.write(8, 0, "Total")
    sheet.write_formula(8, 5, "=SUM(F2:F8)")
    book.close()
    return path


@pytest.fixture
def run(shell: Shell, tmp_path: Path) -> Any:
    """Import a workbook by the mapping above."""
    (tmp_path / "poa.toml").write_text(MAPPING, encoding="utf-8")

    def run_it(path: Path, *words: str) -> Result:
        order = ("import-plan", str(path), "--institution", "hacienda_sv", "--mapping", str(tmp_path / "poa.toml"))
        return shell.run(*order, *words)

    return run_it


def test_it_stores_the_plan_and_counts_what_the_workbook_computes_wrong(run: Any, tmp_path: Path) -> None:
    result = run(workbook(tmp_path / "poa.xlsx", WRONG))
    assert result.exit_code == 0, result.output
    assert "POA-2027: guardado" in result.stdout
    assert "Revisión del libro: 1 hallazgo en 2 celdas, 1 con algo seguro." in result.stdout
    assert "       2  Un total no es la suma de sus partes" in result.stdout
    assert rows("SELECT sum(planned)::int FROM target") == [(3 * sum(range(2, 9)),)]


def test_it_says_how_to_have_the_whole_report(run: Any, tmp_path: Path) -> None:
    path = workbook(tmp_path / "mi poa.xlsx", WRONG)
    said = f"rumbo audit-workbook '{path}' --mapping {tmp_path}/poa.toml --out revisado.xlsx"
    assert f"Celda por celda: {said}" in run(path).stdout
    assert json.loads(run(path, "--json").stdout)["audit"]["report"] == said


def test_it_puts_the_audit_under_a_key_of_its_own(run: Any, tmp_path: Path) -> None:
    document = json.loads(run(workbook(tmp_path / "poa.xlsx", WRONG), "--json").stdout)
    assert document["applied"] is True
    report, (note,) = document["audit"].pop("report"), document["audit"].pop("notes")
    assert (report.startswith("rumbo audit-workbook "), "8 fórmulas estaban guardadas" in note) == (True, True)
    assert document["audit"] == {"findings": 1, "sure": 1, "cells": 2, "counts": {"total_differs": 2}}


def test_it_says_that_nothing_is_wrong(run: Any, tmp_path: Path) -> None:
    result = run(workbook(tmp_path / "poa.xlsx", {}))
    assert "Revisión del libro: no se encontró ningún problema." in result.stdout


def test_it_can_be_left_out(run: Any, tmp_path: Path) -> None:
    path = workbook(tmp_path / "poa.xlsx", WRONG)
    assert "Revisión del libro" not in run(path, "--no-audit").output
    assert "audit" not in json.loads(run(path, "--no-audit", "--json").stdout)


def test_it_audits_also_on_a_dry_run_and_where_nothing_is_stored(run: Any, tmp_path: Path) -> None:
    path = workbook(tmp_path / "poa.xlsx", WRONG)
    assert "1 hallazgo en 2 celdas" in run(path, "--dry-run").stdout
    (tmp_path / "poa.toml").write_text(MAPPING.replace('ignore = ["F"]\n', "").replace('"D"', '"B"'), encoding="utf-8")
    refused = run(path)
    assert (refused.exit_code, "No se guardó nada." in refused.stdout) == (1, True)
    assert "Revisión del libro" in refused.stdout


def test_it_imports_a_form_without_formulas_and_says_so(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "poa"
    folder.mkdir()
    lines = ["Código,Actividad,Enero,Febrero,Marzo,Total", *(f"A{row},Actividad {row},1,2,3,6" for row in range(2, 5))]
    (folder / "Metas.csv").write_text("\n".join(lines), encoding="utf-8")
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert "Revisión del libro: Las fórmulas se revisan en libros .xlsx y .ods" in result.stdout
