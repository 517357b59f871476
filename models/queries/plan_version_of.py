"""Which version of a plan is meant when only its code is said."""

from __future__ import annotations

from sqlalchemy import text

from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.base import db

_VERSION = text(
    """
    SELECT plan.id AS plan_id, version.id
      FROM plan JOIN plan_version version ON version.plan_id = plan.id
     WHERE plan.institution_id = :institution_id AND plan.code = :code
     ORDER BY version.state = 'in_force' DESC, version.number DESC LIMIT 1
    """
)


def plan_version_of(institution_id: int, code: str) -> tuple[int, int]:
    """Give the ids of a plan and of its version in force, or else of its newest.

    Raises RuleBroken `plan_not_found` (404).
    """
    row = db.session.execute(_VERSION, {"institution_id": institution_id, "code": code}).one_or_none()
    if row is None:
        raise RuleBroken("plan_not_found", say("La institución no tiene el plan «{code}».", code=code), status=404)
    return row.plan_id, row.id
