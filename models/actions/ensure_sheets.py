"""Lay out the empty sheets of a period: one for each unit in scope and plan in force that it reports on."""

from __future__ import annotations

from sqlalchemy import text

from models.rules.period import Period
from models.tables.base import db

_INSERT = text(
    """
    INSERT INTO capture_sheet (institution_id, plan_id, org_unit_id, period, state)
    SELECT DISTINCT plan.institution_id, plan.id, answering.org_unit_id, :period, 'not_started'
      FROM plan
      JOIN plan_version ON plan_version.plan_id = plan.id AND plan_version.state = 'in_force'
      JOIN plan_item ON plan_item.plan_version_id = plan_version.id
      JOIN level ON level.id = plan_item.level_id AND level.reports
      JOIN indicator ON indicator.plan_item_id = plan_item.id AND indicator.frequency = :frequency
      CROSS JOIN LATERAL (
            SELECT target.org_unit_id FROM target WHERE target.indicator_id = indicator.id
             UNION
            SELECT plan_item.org_unit_id
             WHERE NOT EXISTS (SELECT FROM target WHERE target.indicator_id = indicator.id)
      ) AS answering
      JOIN org_unit ON org_unit.id = answering.org_unit_id AND org_unit.in_scope
       AND (org_unit.valid_from IS NULL OR org_unit.valid_from <= :last_day)
       AND (org_unit.valid_to IS NULL OR org_unit.valid_to >= :first_day)
     WHERE plan.institution_id = :institution_id AND plan.starts_on <= :first_day AND plan.ends_on >= :last_day
    ON CONFLICT (plan_id, org_unit_id, period) DO NOTHING
    """
)


def ensure_sheets(institution_id: int, period: str) -> int:
    """Insert what is missing and give how many sheets are new; the caller commits. One statement."""
    span = Period.parse(period)
    result = db.session.execute(
        _INSERT,
        {
            "institution_id": institution_id,
            "period": period,
            "frequency": span.kind.value,
            "first_day": span.start,
            "last_day": span.end,
        },
    )
    return int(result.rowcount)  # type: ignore[attr-defined]  # every INSERT's result counts its rows
