"""The ministry of R 6.1: function F-01 in one unit, project PE-01 shared by two, and a day in April 2027."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from jobs.tick import TickReport, tick
from models.clock import business_now
from models.rules.measure import Accumulation, Direction
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.participation import Participation
from models.tables.plan_item import PlanItem
from tests.conftest import Ministry
from tests.factories import ItemSpec, make_indicator, make_item, make_plan


@dataclass(frozen=True, slots=True)
class Example:
    """R 6.1 as rows: the function's activities a to d by letter, the project's three by name."""

    function: PlanItem
    project: PlanItem
    indicators: dict[str, Indicator]


def _measure(item: PlanItem, targets: dict[str, Any], **more: Any) -> Indicator:
    indicator = make_indicator(item, targets, accumulation=more.pop("accumulation", Accumulation.SUM))
    for name, value in more.items():
        setattr(indicator, name, value)
    return indicator


@pytest.fixture
def example(ministry: Ministry) -> Example:
    """Both plans in force, committed; nothing reported yet."""
    poa = make_plan("POA-2027")
    function = make_item(poa, "F-01", ItemSpec("function", ministry.unit, weight=Decimal(100)))
    weights = {"a": 40, "b": 30, "c": 10, "d": 20}
    items = {
        key: make_item(poa, f"F-01.{key}", ItemSpec("activity", ministry.unit, function, Decimal(weight)))
        for key, weight in weights.items()
    }
    months = ("2027-01", "2027-02", "2027-03")
    indicators = {
        "a": _measure(items["a"], dict(zip(months, (2, 2, 2), strict=True))),
        "b": _measure(items["b"], dict(zip(months, (0, 0, 4), strict=True))),
        "c": _measure(items["c"], {}),
        "d": _measure(
            items["d"],
            {"2027-03": 15},
            accumulation=Accumulation.LAST,
            direction=Direction.DOWN,
            use_baseline=True,
            baseline=Decimal(20),
        ),
    }
    pei = make_plan("PEI-2025", plan_type="PEI", year=2025)
    objective = make_item(pei, "OE-1", ItemSpec("objective", ministry.top, weight=Decimal(100)))
    strategy = make_item(pei, "E-1", ItemSpec("strategy", ministry.top, objective, Decimal(100)))
    project = make_item(pei, "PE-01", ItemSpec("project", ministry.unit, strategy, Decimal(100)))
    db.session.add(
        Participation(institution_id=pei.institution_id, plan_item_id=project.id, org_unit_id=ministry.other.id)
    )
    programmed = {"A1": (50, (10, 20, 40)), "A2": (30, (0, 10, 20)), "A3": (20, (0, 0, 50))}
    for key, (weight, values) in programmed.items():
        item = make_item(pei, f"PE-01.{key}", ItemSpec("activity", ministry.unit, project, Decimal(weight)))
        targets = {month: value for month, value in zip(months, values, strict=True) if value}
        indicators[key] = _measure(item, targets, accumulation=Accumulation.LAST, unit="%")
    db.session.commit()
    return Example(function, project, indicators)


@pytest.fixture
def tick_at(app: Flask, set_clock: Callable[[str], Any]) -> Callable[[str], TickReport]:
    """Move the clock to a moment and let it do what is due."""

    def at(moment: str) -> TickReport:
        set_clock(moment)
        return tick(business_now())

    return at
