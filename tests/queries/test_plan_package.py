from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.queries.plan_package import plan_package
from models.queries.plan_version_of import plan_version_of
from models.rules.package_rows import BudgetRow, Package, TargetRow
from models.rules.period import Period
from models.tables.base import db
from models.tables.progress import Progress
from tests.factories import institution
from tests.worked_example import UNITS, load, load_both, operating_plan, strategic_plan

BD6 = datetime.fromisoformat("2027-04-08T00:00:00-06:00")


def out(code: str) -> Package:
    home = institution().id
    return plan_package(home, *plan_version_of(home, code))


def with_units_said(package: Package) -> Package:
    """The package as it comes out: every row says its unit, lists stand in one order."""
    answering = {item.code: item.org_unit for item in package.items}
    units = {indicator.code: answering[indicator.item] for indicator in package.indicators}
    return replace(
        package,
        org_units=tuple(sorted(UNITS, key=lambda unit: unit.code)),
        targets=tuple(replace(row, org_unit=units[row.indicator]) for row in package.targets),
        actuals=tuple(replace(row, org_unit=units[row.indicator]) for row in package.actuals),
        budget=tuple(replace(row, org_unit=answering[row.item]) for row in package.budget),
    )


def test_what_went_in_comes_out(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    assert out("PEI") == with_units_said(strategic_plan())
    named = with_units_said(operating_plan())
    # The plan of one unit names that unit and those above it.
    assert out("POA-2027") == replace(named, org_units=tuple(unit for unit in named.org_units if unit.code != "DGT"))


@pytest.mark.parametrize("code", ["PEI", "POA-2027"])
def test_what_comes_out_goes_in_again_and_changes_nothing(system: Any, tmp_path: Path, code: str) -> None:
    load_both(tmp_path, BD6)
    result = load(out(code), tmp_path, BD6)
    assert result.applied
    assert all((each.created, each.changed) == (0, 0) for each in result.counts.values())


def test_a_draft_beside_what_counts_stays_at_home(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    for row in db.session.query(Progress).where(Progress.period == "2027-03"):
        row.actual, row.row_version = Decimal(77), row.row_version
    db.session.flush()
    assert [row.actual for row in out("POA-2027").actuals if row.indicator == "b-IND"] == [0, 1, 2]
    result = load(out("POA-2027"), tmp_path, BD6)
    assert result.counts["actuals"].changed == 0


amounts = st.decimals(0, 10**6, places=2) | st.none()
quantities = st.decimals(0, 10**9, places=6)
months = st.sampled_from([Period.parse(f"2027-{month:02}") for month in range(1, 13)])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    planned=st.dictionaries(months, quantities | st.none(), max_size=6),
    spent=st.dictionaries(months, st.tuples(amounts, amounts), max_size=4),
)
def test_any_targets_and_money_go_out_and_in_again(
    system: Any, tmp_path: Path, planned: dict[Period, Decimal | None], spent: dict[Period, tuple[Any, Any]]
) -> None:
    kept = db.session.begin_nested()
    package = replace(
        strategic_plan(),
        targets=tuple(
            TargetRow("A1-IND", Period.parse(str(month).replace("2027", "2028")), "DGT", value, value is None)
            for month, value in planned.items()
        ),
        budget=tuple(
            BudgetRow("PE-01", 2027, month, "DGT", "GOES", "51", "7001", None, None, None, None, accrued, paid)
            for month, (accrued, paid) in spent.items()
        ),
    )
    assert load(package, tmp_path, BD6).applied
    again = load(out("PEI"), tmp_path, BD6)
    assert all((each.created, each.changed) == (0, 0) for each in again.counts.values())
    kept.rollback()
    db.session.expire_all()
