"""Planning's mark that a unit's projects or functions are up to date in the system."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert

from models.actions.record_act import Act, record_act
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.roles import Role
from models.rules.update_kind import UpdateKind
from models.scope import Reader
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.update_check import UpdateCheck

MARKING_ROLES = (Role.PLANNING_ANALYST, Role.PLANNING_HEAD)


def mark_updated(unit: OrgUnit, period: str, kind: UpdateKind, actor: Reader, now: datetime) -> None:
    """Record who checked and when (S0-I-01, S0-II-01); changes no sheet, and a second mark changes nothing.

    Raises RuleBroken 403 unless the actor is planning. The caller commits.
    """
    if not any(actor.holds_in(role, unit.id) for role in MARKING_ROLES):
        raise RuleBroken("wrong_role", "Esta marca la pone la unidad de planificación.", status=403)
    Period.parse(period)
    row = {"org_unit_id": unit.id, "period": period, "kind": kind, "checked_at": now, "checked_by_id": actor.user_id}
    statement = insert(UpdateCheck).values(institution_id=unit.institution_id, **row)
    added = db.session.scalar(
        statement.on_conflict_do_nothing(index_elements=["org_unit_id", "period", "kind"]).returning(UpdateCheck.id)
    )
    if added is not None:
        record_act(actor, Act("mark_updated", "org_unit", unit.id, {"period": period, "kind": kind.value}), now)
