"""The ministry of R 6.1 on the first of April 2027: January and February told and sent, March open. Made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.rules.measure import Accumulation, Direction
from models.rules.roles import Role
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit
from models.tables.participation import Participation
from models.tables.plan_item import PlanItem
from tests.conftest import Ministry
from tests.factories import ItemSpec, make_indicator, make_item, make_plan, make_unit, make_user

MONTHS = ("2027-01", "2027-02", "2027-03")
OPENING, LAST_EVENING = "2027-04-01T08:00:00-06:00", "2027-04-07T23:50:00-06:00"
AFTER_THE_WINDOW, ALERT, CONSOLIDATION = (
    "2027-04-08T00:01:00-06:00",
    "2027-04-08T06:00:30-06:00",
    "2027-04-08T07:00:30-06:00",
)
TOLD = {
    "2027-01": {"a": "2", "A1": "10"},
    "2027-02": {"a": "2", "b": "1", "A1": "20", "A2": "5"},
    "2027-03": {"a": "3", "b": "2", "d": "16", "A1": "30", "A2": "10", "A3": "50"},
}
"""What the liaison of DGA types in each month, by the letter of the activity."""
OPENINGS = {"2027-01": "2027-02-01T08:00:00-06:00", "2027-02": "2027-03-01T08:00:00-06:00", "2027-03": OPENING}


@dataclass(frozen=True, slots=True)
class Story:
    """Ids by the names that the tests use: units, people, indicators (a to d, A1 to A3, F2, F3), items by code."""

    units: Mapping[str, int]
    people: Mapping[str, int]
    indicators: Mapping[str, int]
    items: Mapping[str, int]


def make_plans(ministry: Ministry) -> Story:
    """Both plans in force; nothing reported yet. The caller commits."""
    third = make_unit("UAJ", parent=ministry.top, kind="unidad_asesora")
    people = ministry.people | {
        "enlace3": make_user("enlace3", (Role.LIAISON, third)),
        "jefatura3": make_user("jefatura3", (Role.DEPARTMENT_HEAD, third)),
    }
    indicators, items = _functions(ministry, third)
    more_indicators, more_items = _project(ministry)
    units = {unit.code: unit.id for unit in (ministry.top, ministry.unit, ministry.other, third)}
    return Story(
        units,
        {name: person.id for name, person in people.items()},
        {name: indicator.id for name, indicator in (indicators | more_indicators).items()},
        {code: item.id for code, item in (items | more_items).items()},
    )


def _functions(ministry: Ministry, third: OrgUnit) -> tuple[dict[str, Indicator], dict[str, PlanItem]]:
    poa = make_plan("POA-2027")
    items = {
        code: make_item(poa, code, ItemSpec("function", unit, weight=Decimal(weight)))
        for code, unit, weight in (
            ("F-01", ministry.unit, 60),
            ("F-02", ministry.other, 20),
            ("F-03", third, 20),
        )
    }
    for key, weight in {"a": 40, "b": 30, "c": 10, "d": 20}.items():
        items[key] = make_item(poa, f"F-01.{key}", ItemSpec("activity", ministry.unit, items["F-01"], Decimal(weight)))
    items["F2"] = make_item(poa, "F-02.a", ItemSpec("activity", ministry.other, items["F-02"], Decimal(100)))
    items["F3"] = make_item(poa, "F-03.a", ItemSpec("activity", third, items["F-03"], Decimal(100)))
    indicators = {
        "a": _measure(items["a"], dict.fromkeys(MONTHS, 2)),
        "b": _measure(items["b"], dict(zip(MONTHS, (0, 0, 4), strict=True))),
        "c": _measure(items["c"], {}),
        "d": _measure(
            items["d"],
            {"2027-03": 15},
            accumulation=Accumulation.LAST,
            direction=Direction.DOWN,
            use_baseline=True,
            baseline=Decimal(20),
        ),
        "F2": _measure(items["F2"], {"2027-03": 1}),
        "F3": _measure(items["F3"], {"2027-03": 1}),
    }
    return indicators, items


def _project(ministry: Ministry) -> tuple[dict[str, Indicator], dict[str, PlanItem]]:
    pei = make_plan("PEI-2027", plan_type="PEI")
    objective = make_item(pei, "OE-1", ItemSpec("objective", ministry.top, weight=Decimal(100)))
    strategy = make_item(pei, "E-1", ItemSpec("strategy", ministry.top, objective, Decimal(100)))
    project = make_item(pei, "PE-01", ItemSpec("project", ministry.unit, strategy, Decimal(100)))
    db.session.add(
        Participation(institution_id=pei.institution_id, plan_item_id=project.id, org_unit_id=ministry.other.id)
    )
    items, indicators = {"PE-01": project}, {}
    programmed = {"A1": (50, (10, 20, 40)), "A2": (30, (0, 10, 20)), "A3": (20, (0, 0, 50))}
    for key, (weight, values) in programmed.items():
        items[key] = make_item(pei, f"PE-01.{key}", ItemSpec("activity", ministry.unit, project, Decimal(weight)))
        targets = {month: value for month, value in zip(MONTHS, values, strict=True) if value}
        indicators[key] = _measure(items[key], targets, accumulation=Accumulation.LAST, unit="%")
    return indicators, items


def _measure(item: PlanItem, targets: dict[str, Any], **more: Any) -> Indicator:
    indicator = make_indicator(item, targets, accumulation=more.pop("accumulation", Accumulation.SUM))
    for name, value in more.items():
        setattr(indicator, name, value)
    return indicator
