"""The ministry's two plans as plan packages: what `rumbo import-plan` takes from anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.demo.ministry import MONTHS, YEAR, dependencies, strategy
from app.demo.shapes import Activity, Function, Measure, Money, Strategy
from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction
from models.rules.package_rows import BudgetRow, IndicatorRow, ItemRow, OrgUnitRow, Package, PlanRow, TargetRow
from models.rules.period import Period, PeriodKind

OFFICE = "MH"
POA = f"POA-{YEAR}"
CENT = Decimal("0.01")
PAID_SHARE = Decimal("0.95")
"""Of what accrued in a month; the rest is paid later."""


def pei_package() -> Package:
    """The strategic plan; it also brings the units."""
    plan = strategy()
    row = PlanRow(plan.code, plan.name, "PEI", date(2025, 1, 1), date(2029, 12, 31))
    lines = [activity for project in plan.projects for activity in project.activities]
    return Package(
        plan=row,
        org_units=tuple(_units()),
        items=tuple(_pei_items(plan)),
        indicators=(*map(_asked_indicator, plan.measures), *map(_indicator, lines)),
        targets=(*_quarterly_targets(plan.measures), *_targets(lines)),
    )


def poa_package(*, with_execution: bool) -> Package:
    """The operating plan; the money spent comes `with_execution` only, as finance loads it after the quarter."""
    plan = PlanRow(POA, f"Plan Operativo Anual {YEAR}", "POA", date(YEAR, 1, 1), date(YEAR, 12, 31))
    functions = [function for dependency in dependencies() for function in dependency.functions]
    functions.sort(key=lambda function: function.code)
    lines = [activity for function in functions for activity in function.activities]
    return Package(
        plan=plan,
        items=tuple(_poa_items(functions)),
        indicators=tuple(map(_indicator, lines)),
        targets=tuple(_targets(lines)),
        budget=tuple(_budget(functions, with_execution=with_execution)),
    )


def _units() -> Iterator[OrgUnitRow]:
    yield OrgUnitRow(OFFICE, None, "Despacho Ministerial", "despacho")
    for dependency in dependencies():
        yield OrgUnitRow(dependency.code, OFFICE, dependency.name, dependency.kind)
        for code, name, kind in dependency.units:
            yield OrgUnitRow(code, dependency.code, name, kind)


def _pei_items(plan: Strategy) -> Iterator[ItemRow]:
    for heading in plan.headings:
        yield ItemRow(heading.code, heading.parent, heading.level, heading.name, OFFICE, heading.weight)
    for project in plan.projects:
        yield ItemRow(
            project.code,
            project.parent,
            "project",
            project.name,
            project.org_unit,
            project.weight,
            project.starts_on,
            project.ends_on,
            participants=project.participants,
        )
        for line in project.activities:
            item = ItemRow(line.code, project.code, "activity", line.name, line.org_unit, line.weight)
            yield replace(item, starts_on=project.starts_on, ends_on=project.ends_on)


def _poa_items(functions: Iterable[Function]) -> Iterator[ItemRow]:
    for function in functions:
        yield ItemRow(function.code, None, "function", function.name, function.org_unit, aligns_to=function.aligns_to)
        for line in function.activities:
            yield ItemRow(line.code, function.code, "activity", line.name, line.org_unit, line.weight)


def _indicator(line: Activity) -> IndicatorRow:
    return IndicatorRow(
        code=line.code,
        item=line.code,
        name=line.unit.capitalize(),
        direction=Direction(line.direction),
        accumulation=Accumulation(line.accumulation),
        frequency=PeriodKind.MONTH,
        unit=line.unit,
        use_baseline=line.baseline is not None,
        baseline=line.baseline,
        decimals=line.decimals,
    )


def _targets(lines: Iterable[Activity]) -> Iterator[TargetRow]:
    for line in lines:
        for month, planned in line.planned.items():
            yield TargetRow(line.code, Period.parse(month), line.org_unit, planned)
        if line.later is not None:
            yield TargetRow(line.code, Period.parse(f"{YEAR + 1}-12"), line.org_unit, line.later)


def _asked_indicator(asked: Measure) -> IndicatorRow:
    """What planning asks for by quarter; it comes in with no monthly sheet."""
    return IndicatorRow(
        code=asked.code,
        item=asked.item,
        name=asked.name,
        direction=Direction(asked.direction),
        accumulation=Accumulation(asked.accumulation),
        frequency=PeriodKind.QUARTER,
        unit=asked.unit,
        kind=IndicatorKind(asked.kind),
        decimals=asked.decimals,
    )


def _quarterly_targets(measures: Iterable[Measure]) -> Iterator[TargetRow]:
    for asked in measures:
        for quarter, planned in asked.planned.items():
            yield TargetRow(asked.code, Period.parse(quarter), asked.org_unit, planned)


def _budget(functions: Iterable[Function], *, with_execution: bool) -> Iterator[BudgetRow]:
    for function in functions:
        for money in function.budget:
            year = BudgetRow(function.code, YEAR, Period.parse(str(YEAR)), function.org_unit, money.source)
            yield replace(year, initial=money.initial, current=money.current)
            for month in MONTHS:
                yield _month(replace(year, period=Period.parse(month)), money, with_execution=with_execution)


def _month(row: BudgetRow, money: Money, *, with_execution: bool) -> BudgetRow:
    """A twelfth is programmed each month; what accrued was committed in the same month, and most of it paid."""
    row = replace(row, programmed=(money.current / len(MONTHS)).quantize(CENT))
    accrued = money.accrued.get(str(row.period)) if with_execution else None
    if accrued is None:
        return row
    paid = (accrued * PAID_SHARE).quantize(CENT)
    return replace(row, certified=accrued, committed=accrued, accrued=accrued, paid=paid)
