"""Rows of execution gathered into lines: one for each item or budget code, unit, year, source, class and project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from models.rules.package_rows import ExecutionRow
from models.rules.period import Period, PeriodKind

Stages = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None, Decimal | None]
"""Programmed, certified, committed, accrued and paid; None: the file says nothing."""

NOTHING: Stages = (None, None, None, None, None)


class LineKey(NamedTuple):
    """What tells one line of a file from another; a blank unit is the one that answers for the item."""

    item: str
    plan_code: str
    budget_code: str
    org_unit: str | None
    year: int
    funding_source: str
    expense_class: str
    project_code: str


@dataclass(slots=True)
class FileLine:
    """All that a file says of one line. `row` is the first of its rows, `rows` the one of each period."""

    key: LineKey
    row: int
    name: str = ""
    initial: Decimal | None = None
    current: Decimal | None = None
    periods: dict[Period, Stages] = field(default_factory=dict)
    to_date: dict[Period, Stages] = field(default_factory=dict)
    rows: dict[Period, int] = field(default_factory=dict)


def gather(rows: Iterable[ExecutionRow]) -> list[FileLine]:
    """Give the lines of a file in its order."""
    lines: dict[LineKey, FileLine] = {}
    for row in rows:
        key = LineKey(
            *(row.item, row.plan_code, row.budget_code, row.org_unit, row.year),
            *(row.funding_source, row.expense_class, row.project_code),
        )
        line = lines.get(key)
        if line is None:
            line = lines[key] = FileLine(key, row.row, row.name)
        line.initial = line.initial if row.initial is None else row.initial
        line.current = line.current if row.current is None else row.current
        stages = (row.programmed, row.certified, row.committed, row.accrued, row.paid)
        if stages != NOTHING:
            (line.to_date if row.to_date else line.periods)[row.period] = stages
            line.rows.setdefault(row.period, row.row)
    return list(lines.values())


def last_month(lines: Iterable[FileLine]) -> Period | None:
    """Give the month in which the file was made: the last one with any money, None where none has."""
    months = [
        period.last_month
        for line in lines
        for periods in (line.periods, line.to_date)
        for period, stages in periods.items()
        if period.kind is not PeriodKind.YEAR and any(stages)
    ]
    return Period.of(max(months) // 12, "month", max(months) % 12 + 1) if months else None


def lacks_month(line: FileLine) -> int | None:
    """Give the row of a total of the year, which is of no month until the file's own is known; None: there is none."""
    rows = (line.rows[told] for told, stages in line.to_date.items() if told.kind is PeriodKind.YEAR and any(stages))
    return next(rows, None)


def stored_periods(line: FileLine, standing: Mapping[str, Stages], made_in: Period | None) -> dict[str, Stages]:
    """Give the periods of a line as they are to be stored, over those that stand.

    What the file does not say stays. Months of nothing but zeros behind the month of the file have not come yet. A
    total to date is its month's amount and those of the months before: the month gets the difference.
    """
    merged = dict(standing)
    for period, stages in line.periods.items():
        before = standing.get(str(period))
        is_to_come = made_in is not None and period.first_month > made_in.last_month and not any(stages)
        if before is not None or not is_to_come:
            merged[str(period)] = over(stages, before or NOTHING)
    for told, stages in line.to_date.items():
        period = _month_of(told, made_in)
        earlier = total_before(merged, period)
        own = tuple(None if amount is None else amount - done for amount, done in zip(stages, earlier, strict=True))
        merged[str(period)] = over(own, merged.get(str(period), NOTHING))
    return merged


def _month_of(told: Period, made_in: Period | None) -> Period:
    """Give the period that takes a total to date: for the one of the year, the month of its file."""
    return (made_in or told) if told.kind is PeriodKind.YEAR else told


def kept_after(line: FileLine, period: Period, periods: Mapping[str, Stages], made_in: Period | None) -> Period | None:
    """Give the first later period of the year that keeps its amount though the total to date before it was told anew.

    Its own total to date moves with it, until its file is loaded again; None where nothing comes later.
    """
    told = [stages for cut, stages in line.to_date.items() if period == _month_of(cut, made_in)]
    if not told:
        return None
    later = (Period.parse(code) for code in periods)
    kept = [
        each
        for each in later
        if each.year == period.year and each.first_month > period.last_month and each not in line.rows
        for stages in told
        if any(new is not None and old for new, old in zip(stages, periods[str(each)], strict=True))
    ]
    return min(kept, key=lambda each: each.first_month, default=None)


def overlap(told: Iterable[Period], periods: Mapping[str, Stages]) -> tuple[Period, Period] | None:
    """Give a period that was told and another one with its months and one of its stages: both would be added up."""
    every = {Period.parse(code): stages for code, stages in periods.items()}
    months = [month for each in every for month in range(each.first_month, each.last_month + 1)]
    if len(set(months)) == len(months):
        return None
    pairs = ((one, other) for one in told if one in every for other in every if other != one)
    return next((pair for pair in pairs if _both_tell(*pair, every)), None)


def _both_tell(one: Period, other: Period, every: Mapping[Period, Stages]) -> bool:
    shares_months = one.first_month <= other.last_month and other.first_month <= one.last_month
    stages = zip(every[one], every[other], strict=True)
    return shares_months and any(None not in pair for pair in stages)


def over(stages: Sequence[Decimal | None], standing: Stages) -> Stages:
    """Lay what is said over what stands."""
    programmed, certified, committed, accrued, paid = (
        old if new is None else new for new, old in zip(stages, standing, strict=True)
    )
    return programmed, certified, committed, accrued, paid


def total_before(periods: Mapping[str, Stages], cut: Period) -> list[Decimal]:
    """Add up the stages of the year's periods that end before another begins."""
    earlier = [
        stages
        for code, stages in periods.items()
        if (period := Period.parse(code)).year == cut.year and period.last_month < cut.first_month
    ]
    by_stage = zip(*earlier, NOTHING, strict=True)
    return [sum((amount for amount in amounts if amount is not None), Decimal(0)) for amounts in by_stage]
