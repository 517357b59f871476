"""Items that lead where no plan may lead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.rules.package_rows import Package
from tests.actions.test_import_plan import BD6
from tests.worked_example import codes, load, operating_plan, strategic_plan


@pytest.fixture
def bring(system: Any, tmp_path: Path) -> Any:
    """Both plans stand as drafts; a call imports another package."""
    load(strategic_plan(), tmp_path, BD6)
    load(operating_plan(), tmp_path, BD6)
    return lambda package: load(package, tmp_path, BD6)


def serving(package: Package, code: str, *links: str) -> Package:
    items = tuple(replace(item, aligns_to=links) if item.code == code else item for item in package.items)
    return replace(package, items=items)


def test_it_refuses_a_link_to_a_plan_of_the_wrong_type(bring: Any) -> None:
    result = bring(serving(strategic_plan(), "OBJ-1", "POA-2027:F-01"))
    assert (codes(result), result.applied) == (["alignment_not_allowed"], False)
    assert result.problems[0].message.startswith("Un plan PEI no se alinea con «POA-2027:F-01»")


def test_it_refuses_items_that_would_hang_under_themselves(bring: Any) -> None:
    package = operating_plan()
    result = bring(replace(package, items=(replace(package.items[0], parent="a"), *package.items[1:])))
    assert ("cycle" in codes(result), result.applied) == (True, False)


def test_it_takes_a_plan_without_a_single_value(bring: Any) -> None:
    assert bring(replace(operating_plan(), actuals=(), internal_activities=(), budget=())).applied
