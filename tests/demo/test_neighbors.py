"""The other four institutions of the demo: plans that anybody could import, three periods each, and a wall between."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.demo.history import STARTS
from app.demo.neighbor_packages import neighbor_package
from app.demo.neighbor_people import everybody
from app.demo.neighbors import Neighbor, NeighborPlan, neighbors
from models.files.csv_read import read_folder
from models.files.limits import PLAN_PACKAGE
from models.files.package_write import write_package
from models.queries.institution_ids import institution_id_of
from models.queries.package_known import package_known
from models.rules.package import parse_package
from tests.demo.visitor import Visitor

PERIODS = {
    "hacienda_co": ("2027-01", "2027-02", "2027-03"),
    "huamanga_pe": ("2027-01", "2027-02", "2027-03"),
    "pasto_co": ("2027-01", "2027-02", "2027-03"),
    "trabajo_co": ("2026-Q3", "2026-Q4", "2027-Q1"),
}
EACH = pytest.mark.parametrize("neighbor", neighbors(), ids=lambda each: each.code)
PLANS = [(neighbor, plan) for neighbor in neighbors() for plan in neighbor.plans]


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize(("neighbor", "plan"), PLANS, ids=[f"{each.code} {plan.code}" for each, plan in PLANS])
def test_a_plan_comes_back_from_files_as_it_went_out_and_without_a_problem(
    neighbor: Neighbor, plan: NeighborPlan, tmp_path: Path
) -> None:
    package = neighbor_package(neighbor, plan)
    write_package(package, tmp_path / "package")
    known = package_known(institution_id_of(neighbor.code), STARTS)
    units = frozenset(unit.code for unit in package.org_units)
    parsed = parse_package(read_folder(tmp_path / "package", PLAN_PACKAGE), replace(known, org_units=units))
    assert parsed.problems == ()
    assert parsed.package == package


def test_every_account_has_a_name_of_its_own() -> None:
    names = [account.username for account in everybody()]
    assert len(names) == len(set(names))


@EACH
def test_it_reports_three_periods_and_one_unit_is_silent_in_the_last(visitor: Visitor, neighbor: Neighbor) -> None:
    visitor.sign_in(f"analista_{neighbor.code}")
    shown = [visitor.get(f"/control/{period}/") for period in PERIODS[neighbor.code]]
    assert all("cerrado" in page for page in shown[:2])
    assert all(re.search(r", \w+: (verificado|en revisión|cerrado|validado)", page) for page in shown)


@EACH
def test_its_liaison_and_its_vice_minister_have_a_page_with_figures(visitor: Visitor, neighbor: Neighbor) -> None:
    assert "Mi mes" in visitor.sign_in(f"enlace_{neighbor.code}")
    board = Visitor(visitor.address)
    board.sign_in(f"viceministro_{neighbor.code}")
    page = board.get(f"/tablero/?period={PERIODS[neighbor.code][-1]}")
    assert re.search(r"\d[.,]\d\d %", page)


@EACH
def test_nobody_meets_another_institutions_unit(visitor: Visitor, neighbor: Neighbor) -> None:
    visitor.sign_in(f"control_{neighbor.code}")
    page = visitor.get("/unidades/list/?psize_OrgUnitView=100")
    names = {unit.name for each in neighbors() for unit in each.units}
    shown = {name for name in names if re.search(rf">\s*{re.escape(name)}\s*<", page)}
    assert shown == {unit.name for unit in neighbor.units}
    assert "Dirección General de Aduanas" not in page
