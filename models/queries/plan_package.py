"""A plan as a package: everything that `import-plan` reads, so that out and in again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction
from models.rules.package_rows import (
    ActualRow,
    BudgetRow,
    IndicatorRow,
    InternalActivityRow,
    ItemRow,
    OrgUnitRow,
    Package,
    PlanRow,
    TargetRow,
)
from models.rules.period import Period, PeriodKind
from models.tables.base import db

_PLAN = """
    SELECT plan.code, plan.name, plan_type.code, plan.starts_on, plan.ends_on, unit.code
      FROM plan JOIN plan_type ON plan_type.id = plan.plan_type_id LEFT JOIN org_unit unit ON unit.id = plan.org_unit_id
     WHERE plan.institution_id = :institution_id AND plan.id = :plan_id
"""

# The units that the plan names, and those above them.
_UNITS = """
    WITH RECURSIVE named AS (
        SELECT org_unit_id AS id FROM plan WHERE id = :plan_id AND org_unit_id IS NOT NULL
         UNION SELECT org_unit_id FROM plan_item WHERE plan_version_id = :plan_version_id
         UNION SELECT part.org_unit_id FROM participation part JOIN plan_item item ON item.id = part.plan_item_id
                WHERE item.plan_version_id = :plan_version_id
         UNION SELECT line.org_unit_id FROM budget_line line JOIN plan_item item ON item.id = line.plan_item_id
                WHERE item.plan_version_id = :plan_version_id
         UNION SELECT target.org_unit_id FROM target JOIN indicator ON indicator.id = target.indicator_id
                WHERE indicator.plan_version_id = :plan_version_id
         UNION SELECT org_unit_id FROM capture_sheet WHERE plan_id = :plan_id
    ), wanted AS (
        SELECT id FROM named
         UNION
        SELECT unit.parent_id FROM wanted JOIN org_unit unit ON unit.id = wanted.id WHERE unit.parent_id IS NOT NULL
    )
    SELECT unit.code, above.code, unit.name, unit.kind
      FROM org_unit unit LEFT JOIN org_unit above ON above.id = unit.parent_id
     WHERE unit.institution_id = :institution_id AND unit.id IN (SELECT id FROM wanted)
     ORDER BY unit.code COLLATE "C"
"""
_ITEMS = """
    SELECT item.code, above.code, level.code, item.name, unit.code, item.weight, item.starts_on, item.ends_on,
           item.description, coalesce(taking.codes, '{}'), coalesce(serving.codes, '{}'), item.budget_code
      FROM plan_item item
      JOIN level ON level.id = item.level_id
      JOIN org_unit unit ON unit.id = item.org_unit_id
      LEFT JOIN plan_item above ON above.id = item.parent_id
      LEFT JOIN LATERAL (
           SELECT array_agg(each.code ORDER BY each.code COLLATE "C") AS codes
             FROM participation part JOIN org_unit each ON each.id = part.org_unit_id
            WHERE part.plan_item_id = item.id) AS taking ON true
      LEFT JOIN LATERAL (
           SELECT array_agg(plan.code || ':' || served.code ORDER BY plan.code || ':' || served.code COLLATE "C")
                  AS codes
             FROM alignment link
             JOIN plan_item served ON served.id = link.aligns_to_id
             JOIN plan_version version ON version.id = served.plan_version_id
             JOIN plan ON plan.id = version.plan_id
            WHERE link.plan_item_id = item.id) AS serving ON true
     WHERE item.institution_id = :institution_id AND item.plan_version_id = :plan_version_id
     ORDER BY item.ordinal, item.id
"""
_INDICATORS = """
    SELECT each.code, item.code, each.name, each.direction, each.accumulation, each.frequency, each.unit, each.kind,
           each.use_baseline, trim_scale(each.baseline), trim_scale(each.tolerance), each.decimals, each.weight
      FROM indicator each JOIN plan_item item ON item.id = each.plan_item_id
     WHERE each.institution_id = :institution_id AND each.plan_version_id = :plan_version_id
     ORDER BY item.ordinal, each.id
"""
_TARGETS = """
    SELECT indicator.code, target.period, unit.code, trim_scale(target.planned), target.does_not_apply
      FROM target
      JOIN indicator ON indicator.id = target.indicator_id
      JOIN plan_item item ON item.id = indicator.plan_item_id
      JOIN org_unit unit ON unit.id = target.org_unit_id
     WHERE target.institution_id = :institution_id AND indicator.plan_version_id = :plan_version_id
     ORDER BY item.ordinal, indicator.id, unit.code COLLATE "C", target.period COLLATE "C"
"""

# What counts, not what is being drafted beside it.
_ACTUALS = """
    SELECT indicator.code, progress.period, unit.code, trim_scale(progress.counted_actual), progress.counted_reason,
           progress.counted_cause, progress.counted_corrective_action, progress.counted_note
      FROM progress
      JOIN indicator ON indicator.id = progress.indicator_id
      JOIN plan_item item ON item.id = indicator.plan_item_id
      JOIN org_unit unit ON unit.id = progress.org_unit_id
     WHERE progress.institution_id = :institution_id AND indicator.plan_version_id = :plan_version_id
       AND progress.counted_at IS NOT NULL
       AND (progress.counted_actual IS NOT NULL
            OR progress.counted_reason || progress.counted_cause || progress.counted_corrective_action
               || progress.counted_note <> '')
     ORDER BY item.ordinal, indicator.id, unit.code COLLATE "C", progress.period COLLATE "C"
"""

# The amounts of the year stand on the row whose period is the year; other periods have rows of their own.
_BUDGET = """
    SELECT item.code, line.year, named.period, unit.code, line.funding_source, line.expense_class, line.project_code,
           CASE WHEN named.period = line.year::text THEN line.initial END,
           CASE WHEN named.period = line.year::text THEN line.current END,
           month.programmed, month.certified, month.committed, month.accrued, month.paid
      FROM budget_line line
      JOIN plan_item item ON item.id = line.plan_item_id AND line.budget_code = ''
      JOIN org_unit unit ON unit.id = line.org_unit_id
      CROSS JOIN LATERAL (SELECT line.year::text AS period
                           UNION SELECT period FROM budget_month WHERE budget_line_id = line.id) AS named
      LEFT JOIN budget_month month ON month.budget_line_id = line.id AND month.period = named.period
     WHERE line.institution_id = :institution_id AND item.plan_version_id = :plan_version_id
     ORDER BY item.ordinal, line.id, named.period COLLATE "C"
"""
_INTERNAL = """
    SELECT unit.code, sheet.period, each.name, each.unit, trim_scale(each.actual), each.note
      FROM internal_activity each
      JOIN capture_sheet sheet ON sheet.id = each.capture_sheet_id
      JOIN org_unit unit ON unit.id = sheet.org_unit_id
     WHERE each.institution_id = :institution_id AND sheet.plan_id = :plan_id
     ORDER BY unit.code COLLATE "C", sheet.period COLLATE "C", each.id
"""


def plan_package(institution_id: int, plan_id: int, plan_version_id: int) -> Package:
    """Give a version of a plan with the units that it names, its values that count and its money: nine statements."""
    bound = {"institution_id": institution_id, "plan_id": plan_id, "plan_version_id": plan_version_id}

    def rows(statement: str) -> Sequence[Any]:
        return db.session.execute(text(statement), bound).all()

    return Package(
        plan=PlanRow(*rows(_PLAN)[0]),
        org_units=tuple(OrgUnitRow(*row) for row in rows(_UNITS)),
        items=tuple(_item(row) for row in rows(_ITEMS)),
        indicators=tuple(_indicator(row) for row in rows(_INDICATORS)),
        targets=tuple(TargetRow(row[0], Period.parse(row[1]), *row[2:]) for row in rows(_TARGETS)),
        actuals=tuple(ActualRow(row[0], Period.parse(row[1]), *row[2:]) for row in rows(_ACTUALS)),
        budget=tuple(BudgetRow(row[0], row[1], Period.parse(row[2]), *row[3:]) for row in rows(_BUDGET)),
        internal_activities=tuple(
            InternalActivityRow(row[0], Period.parse(row[1]), *row[2:]) for row in rows(_INTERNAL)
        ),
    )


def _item(row: Any) -> ItemRow:  # noqa: ANN401 -- a row of the statement above
    code, parent, level, name, unit, weight, starts_on, ends_on, description, participants, aligns_to, budget_code = row
    return ItemRow(
        code=code,
        parent=parent,
        level=level,
        name=name,
        org_unit=unit,
        weight=weight,
        starts_on=starts_on,
        ends_on=ends_on,
        description=description,
        participants=tuple(participants),
        aligns_to=tuple(aligns_to),
        budget_code=budget_code,
    )


def _indicator(row: Any) -> IndicatorRow:  # noqa: ANN401 -- a row of the statement above
    code, item, name, direction, accumulation, frequency, unit, kind, *rest = row
    measure = (Direction(direction), Accumulation(accumulation), PeriodKind(frequency))
    return IndicatorRow(code, item, name, *measure, unit, IndicatorKind(kind), *rest)
