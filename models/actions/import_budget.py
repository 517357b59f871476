"""The money that a package brings: initial and current budget of the year, and what happened in each period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from models.actions.check_money import MoneyLine, check_money
from models.actions.plan_import import PlanImport
from models.actions.put_rows import Brought, Shape
from models.actions.refuse_programmed import refuse_programmed
from models.rules.money import Money
from models.rules.package_rows import BudgetRow
from models.rules.period import PeriodKind

_LINES = Shape(
    "budget_line",
    key=("plan_item_id", "org_unit_id", "year", "funding_source", "expense_class", "project_code"),
    values=("initial", "current"),
    hang_on="plan_item_id",
    further="standing.budget_code = ''",
)
MONTHS = Shape(
    "budget_month",
    key=("budget_line_id", "period"),
    values=("programmed", "certified", "committed", "accrued", "paid"),
    hang_on="budget_line_id",
)
_ZERO = Decimal(0)
_NOTHING = (None,) * len(MONTHS.values)


_Amounts = tuple[Decimal | None, Decimal | None]
"""Initial and current, as far as the file says them."""


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
    mentioned = {key.plan_item_id for key, _ in rows}
    standing = list(_LINES.standing(work.bound, mentioned & work.items_before))
    line_ids = _LINES.ids(standing, (key for key, _ in rows))
    kept = {row.id: (row.initial, row.current) for row in standing}
    amounts = _amounts(rows)
    lines = {
        key: Brought(number, key, _filled(given, kept.get(line_ids[key])), id=line_ids[key])
        for key, (number, given) in amounts.items()
    }
    told = ((key, row, _stages(row)) for key, row in rows)
    months = [
        Brought(row.row, (line_ids[key], str(row.period)), stages) for key, row, stages in told if stages != _NOTHING
    ]
    standing_months = list(MONTHS.standing(work.bound, kept.keys() & line_ids.values()))
    if work.formalized:
        refuse_programmed(work, lines.values(), months, (standing, standing_months))
        if work.problems.has_errors:
            return
    work.count("budget", _LINES.put(lines.values(), standing, work.bound).counts)
    work.count("budget", MONTHS.put(months, standing_months, work.bound).counts)
    first_rows: dict[int, int] = {}
    for month in months:
        first_rows.setdefault(month.key[0], month.file_row)
    new = {
        line_ids[key]: MoneyLine(key.org_unit_id, key.year, line.values[1], first_rows.get(line_ids[key]), [])
        for key, line in lines.items()
        if line_ids[key] not in kept
    }
    _add_spending(new, months)
    standing_rows = {line_id: row for line_id, row in first_rows.items() if line_id in kept}
    check_money(work, new, standing_rows, {(key.org_unit_id, key.year) for key in lines})


def _add_spending(lines: Mapping[int, MoneyLine], months: Iterable[Brought]) -> None:
    """Give each of the lines its months that spend."""
    for month in months:
        line_id, period = month.key
        _programmed, *spent = month.values
        if line_id in lines and any(stage is not None for stage in spent):
            lines[line_id].months.append((period, Money(None, None, None, *spent)))


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


def _amounts(rows: Iterable[tuple[_LineKey, BudgetRow]]) -> dict[_LineKey, tuple[int, _Amounts]]:
    """Give each line with its row in the file and the amounts of the row that speaks of its whole year."""
    found: dict[_LineKey, tuple[int, _Amounts]] = {}
    for key, row in rows:
        if row.period.kind is PeriodKind.YEAR:
            found[key] = row.row, (row.initial, row.current)
        else:
            found.setdefault(key, (row.row, (None, None)))
    return found


def _filled(given: _Amounts, kept: tuple[Decimal, Decimal] | None) -> tuple[Decimal, ...]:
    """What the file does not say of a line stays, and begins at zero."""
    (initial, current), (initial_before, current_before) = given, kept or (_ZERO, _ZERO)
    return initial_before if initial is None else initial, current_before if current is None else current


def _stages(row: BudgetRow) -> tuple[Decimal | None, ...]:
    return row.programmed, row.certified, row.committed, row.accrued, row.paid
