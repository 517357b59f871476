"""Figures of a package against the rules of their indicator and of the money."""

from __future__ import annotations

from decimal import Decimal

from models.rules.measure import Accumulation, Direction
from models.rules.numbers import unambiguous
from models.rules.package_contents import Contents
from models.rules.package_problems import Place, Problems
from models.rules.package_rows import ActualRow, BudgetRow, IndicatorRow, TargetRow
from models.rules.period import PeriodKind


def check_figures(contents: Contents, problems: Problems) -> None:
    """Note baselines, milestones, targets, actuals and money that break a rule."""
    indicators = {row.code: row for row in contents.indicators}
    for indicator in contents.indicators:
        _check_baseline(indicator, problems)
    for target in contents.targets:
        _check_target(target, indicators.get(target.indicator), problems)
    for actual in contents.actuals:
        _check_actual(actual, indicators.get(actual.indicator), problems)
    for money in contents.budget:
        check_money_row(money, problems)


def _check_baseline(indicator: IndicatorRow, problems: Problems) -> None:
    if not indicator.use_baseline:
        return
    if indicator.baseline is None:
        problems.add("baseline_missing", Place("indicators", indicator.row, "baseline"))
    elif _ignores_baseline(indicator):
        problems.add("baseline_not_used", Place("indicators", indicator.row, "use_baseline"), "1")


def _ignores_baseline(indicator: IndicatorRow) -> bool:
    """R C-05: a decreasing sum is measured by its target over its actual."""
    return indicator.direction is Direction.DOWN and indicator.accumulation is Accumulation.SUM


def _check_target(target: TargetRow, indicator: IndicatorRow | None, problems: Problems) -> None:
    place = Place("targets", target.row, "planned")
    if target.planned is None:
        return
    shown = unambiguous(target.planned)
    if target.does_not_apply:
        problems.add("target_does_not_apply", place, shown)
    if indicator is None:
        return
    if _is_no_milestone(indicator, target.planned):
        problems.add("milestone_not_0_or_1", place, shown)
    if indicator.use_baseline and indicator.baseline is not None and not _ignores_baseline(indicator):
        code = _baseline_fault(indicator.direction, indicator.baseline, target.planned)
        if code:
            problems.add(code, place, shown, baseline=unambiguous(indicator.baseline), planned=shown)


def _baseline_fault(direction: Direction, baseline: Decimal, planned: Decimal) -> str | None:
    """Rulings 12: a decreasing indicator starts above its target; R C-04: an increasing one below it."""
    if direction is Direction.DOWN and baseline <= planned:
        return "baseline_against_direction"
    if direction is Direction.UP and baseline >= planned:
        return "baseline_not_below_target"
    return None


def _is_no_milestone(indicator: IndicatorRow, value: Decimal) -> bool:
    return indicator.direction is Direction.MILESTONE and value not in {Decimal(0), Decimal(1)}


def _check_actual(actual: ActualRow, indicator: IndicatorRow | None, problems: Problems) -> None:
    if actual.actual is None:
        return
    place = Place("actuals", actual.row, "actual")
    if actual.no_report_reason:
        problems.add("no_report_with_actual", place, unambiguous(actual.actual))
    if indicator and _is_no_milestone(indicator, actual.actual):
        problems.add("milestone_not_0_or_1", place, unambiguous(actual.actual))


def check_money_row(money: BudgetRow, problems: Problems, *, of_year: bool = False) -> None:
    """Note a period outside of the row's year, and amounts of the year on a part of it that is not `of_year`."""
    if money.period.kind is PeriodKind.HORIZON or money.period.year != money.year:
        problems.add("budget_year_mismatch", Place("budget", money.row, "period"), str(money.period), year=money.year)
    elif not of_year and money.period.kind is not PeriodKind.YEAR:
        for column, value in (("initial", money.initial), ("current", money.current)):
            if value is not None:
                problems.add("initial_on_part_of_year", Place("budget", money.row, column), str(money.period))
