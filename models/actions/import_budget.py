"""The money that a package brings: initial and current budget of the year, and what happened in each period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from models.actions.check_money import check_money
from models.actions.plan_import import PlanImport
from models.actions.stage_rows import Stage
from models.rules.package_rows import BudgetRow
from models.rules.period import PeriodKind

_LINE_KEY = {
    "plan_item_id": "bigint",
    "org_unit_id": "bigint",
    "year": "integer",
    "funding_source": "text",
    "expense_class": "text",
    "project_code": "text",
}
_LINES = Stage(
    table="budget_line",
    brought={**_LINE_KEY, "initial": "numeric", "current": "numeric"},
    key=tuple(_LINE_KEY),
    values=("initial", "current"),
    find=(
        # What the file does not say of a line stays, and begins at zero.
        """
        UPDATE {staged} staged
           SET initial = coalesce(staged.initial, standing.initial),
               current = coalesce(staged.current, standing.current)
          FROM {table} standing WHERE standing.institution_id = :institution_id AND {same}
        """,
        "UPDATE {staged} SET initial = coalesce(initial, 0), current = coalesce(current, 0)",
    ),
)
_STAGES = ("programmed", "certified", "committed", "accrued", "paid")
_MONTHS = Stage(
    table="budget_month",
    brought={**_LINE_KEY, "period": "text", **dict.fromkeys(_STAGES, "numeric")},
    key=("budget_line_id", "period"),
    values=_STAGES,
    found={"budget_line_id": "bigint"},
    find=(
        """
        UPDATE {staged} staged SET budget_line_id = line.id FROM budget_line line
         WHERE line.institution_id = :institution_id AND line.plan_item_id = staged.plan_item_id
           AND line.org_unit_id = staged.org_unit_id AND line.year = staged.year
           AND line.funding_source = staged.funding_source AND line.expense_class = staged.expense_class
           AND line.project_code = staged.project_code
        """,
    ),
)


class _LineKey(NamedTuple):
    plan_item_id: int
    org_unit_id: int
    year: int
    funding_source: str
    expense_class: str
    project_code: str


def import_budget(work: PlanImport) -> None:
    """Put lines and months in place and note what does not follow the chain of stages."""
    rows = [(_key(work, row), row) for row in work.package.budget]
    if not rows:
        return
    lines = work.staged(_LINES)
    lines.bring(_lines(rows))
    work.count("budget", lines.put())
    months = work.staged(_MONTHS)
    months.bring(
        (row.row, *key, str(row.period), *(getattr(row, stage) for stage in _STAGES))
        for key, row in rows
        if any(getattr(row, stage) is not None for stage in _STAGES)
    )
    work.count("budget", months.put())
    check_money(work)


def _key(work: PlanImport, row: BudgetRow) -> _LineKey:
    unit = row.org_unit or work.units[row.item] or ""
    return _LineKey(
        work.item_ids[row.item],
        work.unit_ids[unit],
        row.year,
        row.funding_source,
        row.expense_class,
        row.project_code,
    )


def _lines(rows: list[tuple[_LineKey, BudgetRow]]) -> Iterator[tuple[Any, ...]]:
    """One row for each line, with the amounts of the row that speaks of its whole year."""
    found: dict[_LineKey, tuple[int, Decimal | None, Decimal | None]] = {}
    for key, row in rows:
        found.setdefault(key, (row.row, None, None))
        if row.period.kind is PeriodKind.YEAR:
            found[key] = (row.row, row.initial, row.current)
    for key, (number, initial, current) in found.items():
        yield number, *key, initial, current
