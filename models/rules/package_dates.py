"""Dates and periods of a package: in order, inside the plan, and no work reported before its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.rules.package_contents import Contents
from models.rules.package_problems import Place, Problems
from models.rules.package_rows import ActualRow, BudgetRow, InternalActivityRow, ItemRow, PlanRow, TargetRow

_Dated = TargetRow | ActualRow | BudgetRow | InternalActivityRow


def check_dates(contents: Contents, today: date, problems: Problems) -> None:
    """Note dates in the wrong order, dates and periods outside the plan, and actuals of periods to come."""
    plan = contents.plan
    if plan and plan.ends_on <= plan.starts_on:
        problems.add("dates_reversed", Place("plan", plan.row, "to"), str(plan.ends_on))
        plan = None
    for item in contents.items:
        _check_item(item, plan, problems)
    dated: tuple[tuple[str, Sequence[_Dated]], ...] = (
        ("targets", contents.targets),
        ("actuals", contents.actuals),
        ("budget", contents.budget),
        ("internal_activities", contents.internal_activities),
    )
    for sheet, rows in dated:
        _check_periods(sheet, rows, plan, problems)
        for row in rows:
            if isinstance(row, ActualRow | InternalActivityRow) and row.actual is not None and row.period.start > today:
                problems.add("future_actual", Place(sheet, row.row, "period"), str(row.period))


def _check_item(item: ItemRow, plan: PlanRow | None, problems: Problems) -> None:
    if item.starts_on and item.ends_on and item.ends_on < item.starts_on:
        problems.add("dates_reversed", Place("items", item.row, "end"), str(item.ends_on))
        return
    for column, day in (("start", item.starts_on), ("end", item.ends_on)):
        if plan and day and not plan.starts_on <= day <= plan.ends_on:
            words = {"start": plan.starts_on, "end": plan.ends_on}
            problems.add("dates_outside_plan", Place("items", item.row, column), str(day), **words)


def _check_periods(sheet: str, rows: Sequence[_Dated], plan: PlanRow | None, problems: Problems) -> None:
    """A period lies in the calendar years of the plan; one that begins in March still has a year as a period."""
    if plan is None:
        return
    first, last = plan.starts_on.year, plan.ends_on.year
    for row in rows:
        if row.period.year < first or row.period.last_month // 12 > last:
            place = Place(sheet, row.row, "period")
            problems.add("period_outside_plan", place, str(row.period), start=first, end=last)
