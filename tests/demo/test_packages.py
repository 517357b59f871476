"""The demo's plans as packages that anybody could import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.demo.history import STARTS
from app.demo.packages import pei_package, poa_package
from models.files.csv_read import read_folder
from models.files.limits import PLAN_PACKAGE
from models.files.package_write import write_package
from models.queries.package_known import package_known
from models.rules.package import parse_package
from models.rules.package_rows import Package
from tests.factories import institution

UNITS = frozenset(unit.code for unit in pei_package().org_units)


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("package", [pei_package(), poa_package(with_execution=True)], ids=["PEI", "POA"])
def test_it_comes_back_from_files_as_it_went_out_and_without_a_problem(package: Package, tmp_path: Path) -> None:
    write_package(package, tmp_path / "package")
    known = replace(package_known(institution().id, STARTS), org_units=UNITS)
    parsed = parse_package(read_folder(tmp_path / "package", PLAN_PACKAGE), known)
    assert parsed.problems == ()
    assert parsed.package == package
