"""Imported money against the chain of stages, line by line, and against the credit where it is controlled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import text

from models.actions.plan_import import PlanImport
from models.rules.money_chain import ChainFault, MonthMoney, chain_faults, over_current
from models.rules.package_problems import Place
from models.rules.preset import MoneyCheck
from models.tables.base import db

# Lines that the file speaks of, with all their months; where credit is a unit's, all lines of those units and years.
_MONEY = text(
    """
    SELECT line.id, line.org_unit_id, line.year, line.current, staged.file_row, month.period, month.certified,
           month.committed, month.accrued, month.paid
      FROM budget_line line
      LEFT JOIN budget_month month ON month.budget_line_id = line.id
      LEFT JOIN (SELECT budget_line_id, min(file_row) AS file_row FROM staged_budget_month
                  GROUP BY budget_line_id) AS staged ON staged.budget_line_id = line.id
     WHERE line.institution_id = :institution_id AND (
           staged.budget_line_id IS NOT NULL
           OR (line.org_unit_id, line.year) IN (SELECT org_unit_id, year FROM staged_budget_line))
     ORDER BY line.id, month.period
    """
)


_WORDS = {"certified": "certificado", "committed": "comprometido", "accrued": "devengado", "paid": "pagado"}


class _Line(NamedTuple):
    org_unit_id: int
    year: int
    current: Decimal
    file_row: int | None
    months: list[MonthMoney]


def check_money(work: PlanImport) -> None:
    """Note stages that overtake the one before, and accrued above current: refused at the grain of the office."""
    lines: dict[int, _Line] = {}
    for row in db.session.execute(_MONEY, work.bound):
        line = lines.setdefault(row.id, _Line(row.org_unit_id, row.year, row.current, row.file_row, []))
        if row.period is not None:
            line.months.append(MonthMoney(row.period, row.certified, row.committed, row.accrued, row.paid))
    for line in lines.values():
        if line.file_row is None:
            continue
        for fault in chain_faults(line.months):
            _note(work, "chain_broken", line.file_row, fault)
        over = over_current(line.months, line.current)
        if over is not None:
            code = "accrued_above_current" if work.money_check is MoneyCheck.ROW else "accrued_over_budget"
            _note(work, code, line.file_row, over)
    if work.money_check is MoneyCheck.UNIT:
        _check_units(work, lines.values())


def _check_units(work: PlanImport, lines: Iterable[_Line]) -> None:
    units: defaultdict[tuple[int, int], list[_Line]] = defaultdict(list)
    for line in lines:
        units[line.org_unit_id, line.year].append(line)
    for own in units.values():
        rows = [line.file_row for line in own if line.file_row is not None]
        months = [month for line in own for month in line.months]
        over = over_current(months, sum((line.current for line in own), Decimal(0)))
        if rows and over is not None:
            _note(work, "accrued_above_current", min(rows), over)


def _note(work: PlanImport, code: str, row: int, fault: ChainFault) -> None:
    words = {
        "later": _WORDS[fault.later],
        "earlier": _WORDS.get(fault.earlier, ""),
        "more": f"{fault.more:f}",
        "less": f"{fault.less:f}",
    }
    work.problems.add(code, Place("budget", row, fault.later), fault.period, **words)
