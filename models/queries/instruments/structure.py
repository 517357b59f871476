"""The items of a plan in the order of its tree, and what their indicators shall reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from models.queries.preset_in_use import preset_in_use
from models.rules.horizon import over_years
from models.rules.instrument_view.reading import ItemLine, TargetLine, Unit
from models.rules.measure import Measure
from models.rules.period import Period
from models.rules.planned import planned_in
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.target import Target


def units_of(institution_id: int) -> dict[int, Unit]:
    """Every unit by its id; one statement."""
    dependencies = {kind.code for kind in preset_in_use(institution_id).preset.unit_kinds if kind.is_dependency}
    rows = db.session.execute(
        select(OrgUnit.id, OrgUnit.code, OrgUnit.name, OrgUnit.kind).where(OrgUnit.institution_id == institution_id)
    )
    return {row.id: Unit(row.id, row.code, row.name, row.kind in dependencies) for row in rows}


def item_lines(version: PlanVersion, units: Mapping[int, Unit]) -> list[ItemLine]:
    """The items that the reader sees, each after the one above it; one statement."""
    rows = db.session.execute(
        select(PlanItem.id, PlanItem.parent_id, Level.code, Level.name, PlanItem.code, PlanItem.name)
        .add_columns(PlanItem.org_unit_id, PlanItem.weight, PlanItem.starts_on, PlanItem.ends_on)
        .join(Level, Level.id == PlanItem.level_id)
        .where(PlanItem.plan_version_id == version.id, PlanItem.institution_id == version.institution_id)
        .order_by(PlanItem.ordinal, PlanItem.id)
    )
    lines = [ItemLine._make((*row[:6], units[row[6]], *row[7:])) for row in rows]
    seen = {line.item_id for line in lines}
    children: defaultdict[int | None, list[ItemLine]] = defaultdict(list)
    for line in lines:
        children[line.parent_id if line.parent_id in seen else None].append(line)
    return list(_tree(children, None))


def target_lines(version: PlanVersion, years: Sequence[int], units: Mapping[int, Unit]) -> list[TargetLine]:
    """What each unit shall reach in each year and over the plan; one statement.

    A year without a target of its own is made of its parts (rulings 7). One without targets has a line too.
    """
    rows = db.session.execute(
        select(Indicator, Target.org_unit_id, Target.period, Target.planned, PlanItem.org_unit_id)
        .join(PlanItem, PlanItem.id == Indicator.plan_item_id)
        .outerjoin(Target, Target.indicator_id == Indicator.id)
        .where(Indicator.plan_version_id == version.id, Indicator.institution_id == version.institution_id)
        .order_by(PlanItem.ordinal, PlanItem.id, Indicator.id, Target.org_unit_id)
    )
    found: dict[tuple[Indicator, int], dict[Period, Decimal]] = {}
    for indicator, unit_id, period, planned, own_unit in rows:
        targets = found.setdefault((indicator, unit_id or own_unit), {})
        if planned is not None:
            targets[Period.parse(period)] = planned
    return [_target(key[0], units[key[1]], targets, years) for key, targets in found.items()]


def _target(indicator: Indicator, unit: Unit, targets: Mapping[Period, Decimal], years: Sequence[int]) -> TargetLine:
    measure = Measure(
        direction=indicator.direction,
        accumulation=indicator.accumulation,
        use_baseline=indicator.use_baseline,
        baseline=indicator.baseline,
    )
    by_year = {year: planned_in(measure, targets, Period.of(year, "year")) for year in years}
    horizon = Period.horizon(years[0], years[-1])
    return TargetLine(
        item_id=indicator.plan_item_id,
        code=indicator.code,
        name=indicator.name,
        measured_in=indicator.unit,
        decimals=indicator.decimals,
        baseline=indicator.baseline,
        unit=unit,
        planned=by_year,
        whole=targets.get(horizon, over_years(measure, list(by_year.values()))),
    )


def _tree(children: Mapping[Any, Sequence[ItemLine]], above: int | None) -> Iterator[ItemLine]:
    for line in children.get(above, ()):
        yield line
        yield from _tree(children, line.item_id)
