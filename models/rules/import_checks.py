"""A package against the plan type that the institution declares: horizon, kinds of indicator, how often they report."""

from __future__ import annotations

from models.rules.import_problems import ImportProblems
from models.rules.package_problems import Place
from models.rules.package_rows import IndicatorRow, Package, PlanRow
from models.rules.preset import PlanTypeShape


def check_against_type(package: Package, shape: PlanTypeShape, problems: ImportProblems) -> None:
    """Note what the plan type does not allow (S0-DEF-05, S0-DEF-06)."""
    _check_horizon(package.plan, shape, problems)
    levels = {item.code: item.level for item in package.items}
    for indicator in package.indicators:
        _check_kind(indicator, levels[indicator.item], shape, problems)
        if indicator.frequency not in shape.indicator_frequencies:
            choices = ", ".join(shape.indicator_frequencies)
            place = Place("indicators", indicator.row, "frequency")
            problems.add("frequency_not_allowed", place, indicator.frequency, type=shape.code, choices=choices)


def _check_horizon(plan: PlanRow, shape: PlanTypeShape, problems: ImportProblems) -> None:
    least, most = shape.years
    years = plan.ends_on.year - plan.starts_on.year + 1
    if not least <= years <= most:
        words = {"type": shape.code, "least": least, "most": most, "years": years}
        problems.add("horizon_not_allowed", Place("plan", plan.row, "to"), str(plan.ends_on), **words)


def _check_kind(indicator: IndicatorRow, level: str, shape: PlanTypeShape, problems: ImportProblems) -> None:
    allowed = shape.level(level).indicator_kinds
    if allowed and indicator.kind not in allowed:
        words = {"level": level, "choices": ", ".join(allowed)}
        problems.add("indicator_kind_not_allowed", Place("indicators", indicator.row, "kind"), indicator.kind, **words)
