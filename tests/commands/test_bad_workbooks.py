"""Workbooks that do harm or lack something, through the command: one Spanish sentence, and nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from models.files.package_write import write_package
from tests.commands.conftest import Shell
from tests.conftest import rows
from tests.files.bad_files import BAD_FILES
from tests.worked_example import operating_plan, strategic_plan

TABLES = (
    "plan",
    "plan_version",
    "plan_item",
    "indicator",
    "target",
    "progress",
    "budget_line",
    "org_unit",
    "import_run",
)

HEADINGS: list[object] = ["Código", "Actividad", "Enero", "Febrero"]
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
levels = [
  {level = "function", code = {value = "F"}, name = {value = "Administrar"}},
  {level = "activity", code = "Código", name = "Actividad"},
]
indicators = [{name = "Actividad", direction = "up", accumulation = "sum", frequency = "month"}]
periods = [{period = "2027-01", planned = "Enero"}, {period = "2027-02", planned = "Febrero"}]
"""


def without_a_column(path: Path) -> None:
    """The weights of the items are gone, with their heading."""
    write_package(operating_plan(), path)
    book = load_workbook(path)
    names = [cell.value for cell in book["items"][1]]
    book["items"].delete_cols(names.index("weight") + 1)
    book.save(path)


def with_a_code_twice(path: Path) -> None:
    """The second activity has the code of the first."""
    write_package(operating_plan(), path)
    book = load_workbook(path)
    column = [cell.value for cell in book["items"][1]].index("code") + 1
    book["items"].cell(4, column).value = book["items"].cell(3, column).value
    book.save(path)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a zip bomb by size": (BAD_FILES["a zip bomb by size"][1], "demasiado al abrirse"),
    "a zip bomb by ratio": (BAD_FILES["a zip bomb by ratio"][1], "comprim"),
    "a dimension of a million rows": (BAD_FILES["a dimension that lies"][1], "celdas"),
    "one cell in the last row": (BAD_FILES["one cell far away"][1], "celdas"),
    "a macro": (BAD_FILES["a macro"][1], "macros"),
    "a link to another workbook": (BAD_FILES["a link to a workbook"][1], "toma datos de otros archivos"),
    "a missing column": (without_a_column, "Falta la columna «weight» en la hoja «items»"),
    "a duplicate code": (with_a_code_twice, "El código «a» ya está en la fila 3"),
}


def stored() -> list[str]:
    """Every row that an import could write."""
    return [str(rows(f"SELECT to_jsonb(t) FROM {name} t ORDER BY id")) for name in TABLES]  # noqa: S608


@pytest.mark.parametrize("kind", BAD)
def test_it_refuses_in_one_spanish_sentence_and_stores_nothing(shell: Shell, kind: str) -> None:
    make, said = BAD[kind]
    shell.import_plan(strategic_plan())
    path = shell.folder / "POA-2027.xlsx"
    make(path)
    before = stored()
    result = shell.run("import-plan", str(path), "--institution", "hacienda_sv")
    assert (result.exit_code, stored()) == (1, before)
    assert said in result.output
    assert "Traceback" not in result.output


def without_its_column(path: Path) -> None:
    """The mapping reads « Febrero » by its heading, and the workbook has not got it."""
    foreign(path, [HEADINGS[:3], ["A1", "Una", 1]])


def with_two_of_a_code(path: Path) -> None:
    """One code, two names."""
    foreign(path, [HEADINGS, ["A1", "Una", 1, 2], ["A1", "Otra", 3, 4]])


def foreign(path: Path, lines: list[list[object]]) -> None:
    """A workbook as an office has it."""
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    book.worksheets[0].title = "Metas"
    book.save(path)


HOSTILE = [kind for kind in BAD if kind not in {"a missing column", "a duplicate code"}]
BY_MAPPING = {
    **{kind: BAD[kind] for kind in HOSTILE},
    "a dimension of a million rows": (BAD_FILES["a dimension that lies"][1], "más de 50000 filas"),
    "one cell in the last row": (BAD_FILES["one cell far away"][1], "más de 50000 filas"),
    "no bytes at all": (BAD_FILES["a file without a byte"][1], "vacío"),
    "a page with another name": (BAD_FILES["an html page"][1], "página web"),
    "a missing column": (without_its_column, "Febrero"),
    "a duplicate code": (with_two_of_a_code, "A1"),
}


@pytest.mark.parametrize("kind", BY_MAPPING)
def test_it_refuses_it_by_mapping_too(shell: Shell, kind: str) -> None:
    make, said = BY_MAPPING[kind]
    (shell.folder / "poa.toml").write_text(MAPPING, encoding="utf-8")
    path = shell.folder / "Metas.xlsx"
    make(path)
    before = stored()
    result = shell.run(*words_of(shell, path))
    assert (result.exit_code, stored()) == (1, before)
    assert said in result.output
    assert "Traceback" not in result.output


def words_of(shell: Shell, path: Path) -> tuple[str, ...]:
    """The command that imports a workbook by the mapping."""
    return "import-plan", str(path), "--institution", "hacienda_sv", "--mapping", str(shell.folder / "poa.toml")


def test_the_same_workbook_without_fault_is_stored(shell: Shell) -> None:
    (shell.folder / "poa.toml").write_text(MAPPING, encoding="utf-8")
    foreign(shell.folder / "Metas.xlsx", [HEADINGS, ["A1", "Una", 1, 2], ["A2", "Otra", 3, 4]])
    result = shell.run(*words_of(shell, shell.folder / "Metas.xlsx"))
    assert result.exit_code == 0, result.output
    assert rows("SELECT sum(planned)::int FROM target") == [(10,)]


def test_the_same_plan_without_fault_is_stored(shell: Shell) -> None:
    shell.import_plan(strategic_plan())
    before = stored()
    shell.import_plan(operating_plan())
    assert stored() != before
