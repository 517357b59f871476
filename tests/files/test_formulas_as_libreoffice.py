"""The functions of planning workbooks computed by Rumbo and by LibreOffice: the same result in every cell."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from models.files.formula_read import read_audit_book
from models.rules.workbook_audit.calculation import Calculation, calculate
from models.rules.workbook_audit.formula.values import Fault, Scalar, close, scalar_of
from tests.jobs.excel.test_libreoffice import ALWAYS_CALCULATE
from tests.rules.workbook_audit.formula.planning_formulas import FORMULAS, YOUNGER, plan

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
_COLUMN = 10
"""Where the formulas stand, one below the other."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("libro") / "formulas.xlsx"
    written = xlsxwriter.Workbook(str(path), {"use_future_functions": True})
    sheet, table = written.add_worksheet("Plan"), plan()
    day = written.add_format({"num_format": "dd/mm/yyyy"})
    for row, cells in table.rows.items():
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, str | int | Decimal):
                sheet.write(row, column, cell)
    formulas = table.formulas | {(at, _COLUMN): formula for at, (formula, _) in enumerate(FORMULAS)}
    for (row, column), formula in formulas.items():
        sheet.write_formula(row, column, f"={formula}")
    written.close()
    return path


@pytest.fixture(scope="module")
def ours(book: Path) -> Calculation:
    return calculate(read_audit_book(book))


@pytest.fixture(scope="module")
def theirs(book: Path) -> list[Scalar]:
    settings = book.parent / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(ALWAYS_CALCULATE, encoding="utf-8")
    profile = f"-env:UserInstallation={(book.parent / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx", "--outdir", str(book.parent / "out"), str(book)]
    subprocess.run([str(OFFICE), profile, *convert], check=True, capture_output=True, timeout=120)  # noqa: S603
    (sheet,) = read_audit_book(book.parent / "out" / book.name).sheets
    return [scalar_of(sheet.cell(at, _COLUMN)) for at in range(len(FORMULAS))]


@pytest.mark.parametrize("at", range(len(FORMULAS)), ids=[formula[:50] for formula, _ in FORMULAS])
def test_it_gives_what_libreoffice_gives(at: int, ours: Calculation, theirs: list[Scalar]) -> None:
    found, expected = ours.values.peek(("Plan", at, _COLUMN)), theirs[at]
    if expected == Fault("#NAME?") and FORMULAS[at] in YOUNGER:
        pytest.skip("this LibreOffice does not know the function")
    if isinstance(expected, Fault):
        assert isinstance(found, Fault)  # Excel tells #REF! and #NUM! apart where LibreOffice says #VALUE!
    elif isinstance(expected, Decimal):
        assert isinstance(found, Decimal)
        assert close(found, expected)
    else:
        assert found == ("" if expected is None else expected)
