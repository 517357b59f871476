"""The workbook in a program that people open it with, which calculates every formula anew."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jobs.excel.consolidation_book import write_consolidation

if TYPE_CHECKING:
    from pathlib import Path

    from models.rules.consolidation import Consolidation

OFFICE = shutil.which("soffice")
ALWAYS_CALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def values(path: Path) -> dict[str, object]:
    book = openpyxl.load_workbook(path, data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return {f"{cell.parent.title}!{cell.coordinate}": cell.value for cell in cells}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_it_shows_the_same_figures_after_calculating(tmp_path: Path, ministry: Consolidation) -> None:
    write_consolidation(ministry, tmp_path / "libro.xlsx")
    settings = tmp_path / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(ALWAYS_CALCULATE, encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "libro.xlsx")]
    subprocess.run([str(OFFICE), profile, *convert], check=True, capture_output=True, timeout=120)  # noqa: S603
    assert values(tmp_path / "out" / "libro.xlsx") == values(tmp_path / "libro.xlsx")
