"""Which versions of plans are followed up in a period."""

from __future__ import annotations

from sqlalchemy import text

from models.rules.period import Period
from models.tables.base import db

_VERSIONS = text(
    """
    SELECT version.id
      FROM plan_version version JOIN plan ON plan.id = version.plan_id
     WHERE version.institution_id = :institution_id AND version.state = 'in_force'
       AND plan.starts_on <= :last AND plan.ends_on >= :first
       AND EXISTS (SELECT FROM level WHERE level.plan_type_id = plan.plan_type_id AND level.reports)
     ORDER BY version.id
    """
)


def versions_in_force(institution_id: int, period: str) -> list[int]:
    """Give the ids of the versions in force whose plans have days in the period, but for those that report nothing.

    Raises RuleBroken for what is no period.
    """
    span = Period.parse(period)
    bound = {"institution_id": institution_id, "first": span.start, "last": span.end}
    return list(db.session.scalars(_VERSIONS, bound))
