"""`rumbo capture-sheet` at a command line."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models.rules.capture import columns as at
from tests.commands.conftest import Shell
from tests.procedures.story import OPENING, Story


@pytest.fixture
def office(story: Story, shell: Shell) -> Shell:
    """The morning of the first of April."""
    shell.now = OPENING
    return shell


def order(shell: Shell, unit: str = "DGA", period: str = "2027-03", institution: str = "hacienda_sv") -> list[str]:
    out = str(shell.folder / "hoja.xlsx")
    return ["capture-sheet", "--institution", institution, "--unit", unit, "--period", period, "--out", out]


def test_it_writes_every_plan_of_a_unit_on_one_sheet(office: Shell) -> None:
    result = office.run(*order(office))
    assert (result.exit_code, result.output.strip()) == (0, f"hacienda_sv DGA 2027-03: {office.folder / 'hoja.xlsx'}")
    sheet = openpyxl.load_workbook(office.folder / "hoja.xlsx", data_only=True)["Captura"]
    lines = {row[at.CODE].value: row for row in sheet.iter_rows(min_row=at.HEAD_ROWS + 2) if row[at.KEY].value}
    assert {code.partition(".")[0] for code in lines} == {"F-01", "PE-01"}
    reduced = lines["F-01.a"]
    assert (reduced[at.PLANNED].value, reduced[at.PLANNED_TO_DATE].value, reduced[at.ACTUAL_TO_DATE].value) == (2, 6, 4)
    assert (reduced[at.PERCENT].value, reduced[at.COLOR].value) == (66.67, "⏱ Sin reporte")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ({"unit": "NADA"}, "no tiene la unidad «NADA»"),
        ({"period": "2027-09"}, "no tiene hoja de ese periodo"),
        ({"period": "marzo"}, "marzo"),
        ({"institution": "otra"}, "No existe la institución «otra»"),
    ],
)
def test_it_says_what_there_is_not(office: Shell, words: dict[str, str], answer: str) -> None:
    result = office.run(*order(office, **words))
    assert result.exit_code == 1
    assert answer in result.output
    assert not Path(office.folder / "hoja.xlsx").exists()
