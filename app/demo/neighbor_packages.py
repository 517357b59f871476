"""The other institutions' plans as plan packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.demo.neighbors import Line, Neighbor, NeighborPlan
from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction
from models.rules.package_rows import BudgetRow, IndicatorRow, ItemRow, OrgUnitRow, Package, PlanRow, TargetRow
from models.rules.period import Period


def neighbor_package(neighbor: Neighbor, plan: NeighborPlan) -> Package:
    """One plan of an institution; every package also brings the units, of which the second finds them there."""
    return Package(
        plan=PlanRow(plan.code, plan.name, plan.type, plan.starts_on, plan.ends_on, neighbor.head),
        org_units=tuple(OrgUnitRow(unit.code, unit.parent, unit.name, unit.kind) for unit in neighbor.units),
        items=tuple(_items(plan)),
        indicators=tuple(map(_indicator, plan.lines)),
        targets=tuple(_targets(plan.lines)),
        budget=tuple(_budget(plan)),
    )


def _items(plan: NeighborPlan) -> Iterator[ItemRow]:
    for each in plan.headings:
        yield ItemRow(each.code, each.parent, each.level, each.name, each.unit, aligns_to=each.aligns_to)
    for line in plan.lines:
        yield ItemRow(line.code, line.parent, line.level, line.name, line.unit, line.weight)


def _indicator(line: Line) -> IndicatorRow:
    first = next(iter(line.planned))
    return IndicatorRow(
        code=line.code,
        item=line.code,
        name=line.unit_of_measure.capitalize(),
        direction=Direction(line.direction),
        accumulation=Accumulation(line.accumulation),
        frequency=Period.parse(first[1]).kind,
        unit=line.unit_of_measure,
        kind=IndicatorKind(line.kind),
        decimals=line.decimals,
    )


def _targets(lines: Iterable[Line]) -> Iterator[TargetRow]:
    for line in lines:
        for (unit, period), planned in line.planned.items():
            yield TargetRow(line.code, Period.parse(period), unit, planned)


def _budget(plan: NeighborPlan) -> Iterator[BudgetRow]:
    year = plan.ends_on.year
    for money in plan.budget:
        yield BudgetRow(
            money.item,
            year,
            Period.parse(str(year)),
            funding_source=money.source,
            initial=money.current,
            current=money.current,
        )
