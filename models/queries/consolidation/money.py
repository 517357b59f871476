"""Money of each dependency and source, from the first of the year to the cut (R C-20, C-21)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, text

from models.queries.preset_in_use import preset_in_use
from models.rules.consolidation import BudgetRow
from models.rules.money import Money, execution_percent
from models.rules.period import Period
from models.rules.score_rules import ExecutionStage
from models.tables.base import db

_SUMS = text(
    """
    SELECT coalesce(unit.code, ''), coalesce(unit.name, institution.name), line.funding_source,
           sum(line.initial), sum(line.current), sum(spent.committed), sum(spent.accrued), sum(spent.paid)
      FROM budget_line line
      JOIN institution ON institution.id = line.institution_id
      LEFT JOIN plan_item item ON item.id = line.plan_item_id
      LEFT JOIN plan_version version ON version.id = item.plan_version_id
      LEFT JOIN org_unit unit ON unit.id = line.org_unit_id
      LEFT JOIN LATERAL (
            SELECT sum(month.committed) AS committed, sum(month.accrued) AS accrued, sum(month.paid) AS paid
              FROM budget_month month
             WHERE month.budget_line_id = line.id AND month.period <= :last
               AND length(month.period) = 7) AS spent ON true
     WHERE line.institution_id = :institution_id AND line.year = :year
       AND (line.plan_item_id IS NULL OR version.state = 'in_force')
     GROUP BY unit.code, unit.name, institution.name, line.funding_source
     ORDER BY unit.code NULLS LAST, line.funding_source
    """
)


def budget_rows(institution_id: int, period: Period) -> list[BudgetRow]:
    """Sums first, then the percent; what is of no dependency stands under the institution. One statement."""
    last = str(period.parts("month")[-1])
    values = {"institution_id": institution_id, "year": period.end.year, "last": last}
    stage = preset_in_use(institution_id).preset.plan_types[0].score.execution_stage
    return [_row(row, stage) for row in db.session.execute(_SUMS, values)]


def _row(row: Row[Any], stage: ExecutionStage) -> BudgetRow:
    code, name, source, initial, current, committed, accrued, paid = tuple(row)
    money = Money(initial=initial, current=current, committed=committed, accrued=accrued, paid=paid)
    return BudgetRow(
        org_unit=code,
        org_unit_name=name,
        funding_source=source,
        initial=initial,
        current=current,
        committed=committed,
        accrued=accrued,
        paid=paid,
        executed_percent=execution_percent(money, stage),
    )
