from __future__ import annotations

from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from tests.commands.conftest import Shell

MONTH = ("--institution", "hacienda_sv", "--period", "2027-03")


def test_it_prints_the_figures_of_the_workbook(example: Shell) -> None:
    document = example.json("consolidate", *MONTH)
    assert {"org_units", "functions", "projects", "no_report", "budget", "totals"} <= set(document)
    functions = {row["code"]: (row["period_percent"], row["percent"]) for row in document["functions"]}
    projects = {row["code"]: row["percent"] for row in document["projects"]}
    assert (functions, projects) == ({"F-01": ("78.89", "87.22")}, {"PE-01": "77.78"})


def test_the_workbook_has_the_same_figures(example: Shell) -> None:
    path = example.folder / "consolidado.xlsx"
    assert example.run("consolidate", *MONTH, "--out", str(path)).exit_code == 0
    book = load_workbook(path, data_only=True)
    assert percents(book["Por dependencia y función"], "F-01") >= {Decimal("78.89"), Decimal("87.22")}
    assert Decimal("77.78") in percents(book["Proyectos estratégicos"], "PE-01")


def percents(sheet: Any, code: str) -> set[Decimal]:
    """The numbers on the line of a code."""
    lines = [row for row in sheet.iter_rows(values_only=True) if code in row]
    return {Decimal(str(cell)) for row in lines for cell in row if isinstance(cell, float)}


def test_it_wants_to_know_where_to(example: Shell) -> None:
    assert example.run("consolidate", *MONTH).exit_code == 2
