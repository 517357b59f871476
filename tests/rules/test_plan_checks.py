"""What is refused in a plan: weights only where its type wants a hundred."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from models.actions.load_preset import preset_text
from models.rules.package_rows import Package
from models.rules.plan_checks import faults_of, is_refused_in_force
from models.rules.preset import WeightsRule
from models.rules.preset_parse import parse_preset
from tests.worked_example import operating_plan


def heavier() -> Package:
    """Function F-01 with activities that weigh 110 together."""
    package = operating_plan()
    return replace(package, items=(package.items[0], replace(package.items[1], weight=Decimal(50)), *package.items[2:]))


@pytest.mark.parametrize(
    ("weights", "found"), [(WeightsRule.SUM_TO_100, ["weights_not_100"]), (WeightsRule.AS_GIVEN, [])]
)
def test_it_wants_a_hundred_only_where_the_type_does(weights: WeightsRule, found: list[str]) -> None:
    shape = replace(parse_preset(preset_text("hacienda_sv")).plan_type("POA"), weights=weights)
    faults = faults_of(heavier(), shape)
    assert [fault.code for fault in faults if is_refused_in_force(fault, shape)] == found
