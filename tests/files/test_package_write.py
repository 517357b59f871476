from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from models.files.package_write import write_package
from models.files.workbook_read import open_workbook
from models.rules.package import parse_package
from models.rules.package_rows import Package
from tests.files.packages import KNOWN, packages, small_package

FORMS = ("plan.xlsx", "plan.zip", "plan")


def read_back(path: Path) -> Package | None:
    with open_workbook(path) as sheets:
        parsed = parse_package(sheets, KNOWN)
    assert [problem for problem in parsed.problems if problem.severity == "error"] == []
    return parsed.package


@pytest.mark.parametrize("name", FORMS)
def test_it_gives_the_same_package_out_and_in_again(name: str, tmp_path: Path) -> None:
    write_package(small_package(), tmp_path / name)
    assert read_back(tmp_path / name) == small_package()


@pytest.mark.parametrize("name", FORMS[1:])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(package=packages())
def test_it_gives_any_package_back_from_csv(name: str, package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_package(package, Path(folder, name))
        assert read_back(Path(folder, name)) == package


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(package=packages())
def test_it_gives_any_package_back_from_a_workbook(package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_package(package, Path(folder, "plan.xlsx"))
        assert read_back(Path(folder, "plan.xlsx")) == package
