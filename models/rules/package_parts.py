"""A period's own value beside what its parts give: kept, and warned about where they differ (rulings 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from models.rules.measure import Accumulation
from models.rules.numbers import unambiguous
from models.rules.package_contents import Contents
from models.rules.package_problems import Place, Problems
from models.rules.period import Period, PeriodKind

_PLACES = Decimal("0.000001")


class _Own(NamedTuple):
    period: Period
    value: Decimal
    row: int


_TOGETHER: Mapping[Accumulation, Callable[[list[Decimal]], Decimal]] = {
    Accumulation.SUM: lambda values: sum(values, Decimal(0)),
    Accumulation.LAST: lambda values: values[-1],
    Accumulation.AVERAGE: lambda values: (sum(values, Decimal(0)) / len(values)).quantize(_PLACES),
    Accumulation.MAX: max,
}
"""R C-03. CEPLAN's mean of percents makes no value of values."""


def check_parts(contents: Contents, units: dict[str, str | None], problems: Problems) -> None:
    """Compare every target and actual of a quarter, semester or year with those of the periods inside it."""
    indicators = {row.code: row for row in contents.indicators}
    for sheet, column, figures in (
        ("targets", "planned", ((row, row.planned) for row in contents.targets)),
        ("actuals", "actual", ((row, row.actual) for row in contents.actuals)),
    ):
        series: dict[tuple[str, str | None, int], list[_Own]] = defaultdict(list)
        for row, value in figures:
            if value is not None and row.indicator in indicators and row.period.kind is not PeriodKind.HORIZON:
                unit = row.org_unit or units.get(indicators[row.indicator].item)
                series[row.indicator, unit, row.period.year].append(_Own(row.period, value, row.row))
        for (code, _unit, _year), values in series.items():
            together = _TOGETHER.get(indicators[code].accumulation)
            if together is not None and len(values) > 1:
                _check_series(Place(sheet, column=column), values, together, problems)


def _check_series(
    where: Place, values: list[_Own], together: Callable[[list[Decimal]], Decimal], problems: Problems
) -> None:
    for own in (one for one in values if one.period.months > 1):
        parts = _largest_parts(own.period, values)
        if not parts:
            continue
        made = together(parts)
        if made != own.value:
            place = Place(where.sheet, own.row, where.column)
            words = {"own": unambiguous(own.value), "parts": unambiguous(made)}
            problems.add("parts_differ", place, str(own.period), **words)


def _largest_parts(period: Period, values: Iterable[_Own]) -> list[Decimal]:
    """Give the values of the largest periods inside one, in order of time; none where they overlap (B1 and Q1)."""
    inside = [other for other in values if other.period != period and period.contains(other.period)]
    largest = [one for one in inside if not any(_lies_in(one.period, other.period) for other in inside)]
    largest.sort(key=lambda one: one.period)
    months = {month for one in largest for month in range(one.period.first_month, one.period.last_month + 1)}
    overlapping = len(months) < sum(one.period.months for one in largest)
    return [] if overlapping else [one.value for one in largest]


def _lies_in(small: Period, large: Period) -> bool:
    return small != large and large.contains(small)
