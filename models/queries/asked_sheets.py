"""Which units report on which plans in a period: what its opening lays out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from models.rules.period import Period
from models.tables.base import db

ANSWERING = """
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
"""
"""The units in scope that answer for an indicator, of the plans that cover a period."""

ASKED_SHEETS = f"""
    SELECT DISTINCT plan.institution_id, plan.id AS plan_id, answering.org_unit_id
      FROM plan
      JOIN plan_version ON plan_version.plan_id = plan.id AND plan_version.state = 'in_force'
      JOIN plan_item ON plan_item.plan_version_id = plan_version.id
      JOIN level ON level.id = plan_item.level_id AND level.reports
      JOIN indicator ON indicator.plan_item_id = plan_item.id AND indicator.frequency = :frequency
      {ANSWERING}
"""  # noqa: S608 -- a constant of ours
"""One row for each unit in scope and plan in force that it reports on."""


def asked_values(institution_id: int, period: Period) -> dict[str, Any]:
    """What ASKED_SHEETS is asked with."""
    return {
        "institution_id": institution_id,
        "frequency": period.kind.value,
        "first_day": period.start,
        "last_day": period.end,
    }


def asked_units(institution_id: int, period: Period) -> set[int]:
    """Give the units that a period asks for a report; one statement."""
    question = text(f"SELECT DISTINCT org_unit_id FROM ({ASKED_SHEETS}) AS asked")  # noqa: S608 -- ours
    return set(db.session.scalars(question, asked_values(institution_id, period)))


def count_asked(institution_id: int, period: Period) -> tuple[int, int]:
    """Give how many reports a period asks for, and of how many units; one statement."""
    question = text(f"SELECT count(*), count(DISTINCT org_unit_id) FROM ({ASKED_SHEETS}) AS asked")  # noqa: S608 -- ours
    reports, units = db.session.execute(question, asked_values(institution_id, period)).one()
    return reports, units
