"""Money that overtakes its budget, where the office controls credit by unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.actions.import_plan import ImportResult
from models.actions.load_preset import load_preset, preset_text
from models.rules.package_rows import BudgetRow
from models.rules.period import Period
from models.scope import current_reader
from tests.actions.test_import_plan import BD6
from tests.worked_example import codes, load, operating_plan, strategic_plan

YEAR, JANUARY = Period.parse("2027"), Period.parse("2027-01")
WHOLE = BudgetRow("F-01", 2027, YEAR, None, "GOES", initial=Decimal(1000), current=Decimal(1200))
OTHER = replace(WHOLE, funding_source="Préstamo", current=Decimal(500))
SPENT = BudgetRow("F-01", 2027, JANUARY, None, "GOES")


@pytest.fixture
def by_unit(system: Any, tmp_path: Path) -> Any:
    """An office that controls credit by unit, with both plans as drafts; a call imports budget rows."""
    actor = current_reader()
    assert actor is not None
    load_preset(f'{preset_text("hacienda_sv")}\n[accounting]\nrefuse_above_current = "unit"\n', actor, BD6)
    load(strategic_plan(), tmp_path, BD6)

    def bring(*budget: BudgetRow) -> ImportResult:
        return load(replace(operating_plan(), budget=budget), tmp_path, BD6)

    return bring


def test_it_takes_a_line_that_has_no_month_yet(by_unit: Any) -> None:
    assert by_unit(WHOLE, OTHER).applied


def test_it_weighs_the_lines_of_a_unit_together(by_unit: Any) -> None:
    result = by_unit(WHOLE, OTHER, replace(SPENT, accrued=Decimal(1600)))
    assert (codes(result), result.applied) == (["accrued_over_budget"], True)
    refused = by_unit(WHOLE, OTHER, replace(SPENT, accrued=Decimal(1800)))
    assert ("accrued_above_current" in codes(refused), refused.applied) == (True, False)


def test_it_only_warns_of_a_chain_that_the_unit_breaks(by_unit: Any) -> None:
    result = by_unit(WHOLE, replace(SPENT, committed=Decimal(100), accrued=Decimal(200)))
    assert (codes(result), result.applied) == (["chain_broken"], True)


def test_it_weighs_a_new_line_with_those_that_stood(by_unit: Any) -> None:
    spent = replace(SPENT, accrued=Decimal(1150))
    assert by_unit(WHOLE, spent).applied
    result = by_unit(WHOLE, spent, OTHER, replace(spent, funding_source="Préstamo", accrued=Decimal(600)))
    refusal = next(each for each in result.problems if each.code == "accrued_above_current")
    assert ("1750.00" in refusal.message, "1700.00" in refusal.message) == (True, True)
