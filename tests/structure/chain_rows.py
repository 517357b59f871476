"""For the matrix: an alert of an item, and a corrective action that its head gave back."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask_appbuilder import Model

from models.rules.alert import AlertKind, Severity
from models.rules.corrective_action import ActionState
from models.tables.alert import Alert
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction
from models.tables.plan_item import PlanItem

NOW = datetime(2027, 3, 1, tzinfo=UTC)


def chain_rows(item: PlanItem, person_id: int) -> dict[str, Model]:
    """One of each family."""
    where = {"institution_id": item.institution_id, "plan_item_id": item.id, "period": "2027-03"}
    made: dict[str, Model] = {
        "alert": Alert(**where, kind=AlertKind.EARLY, severity=Severity.HIGH, color="red", raised_at=NOW),
        "corrective_action": CorrectiveAction(
            **where,
            org_unit_id=item.org_unit_id,
            description="Contratar",
            recorded_on=date(2027, 3, 1),
            recorded_at=NOW,
            state=ActionState.REJECTED,
            decided_at=NOW,
            decided_by_id=person_id,
            comment="Falta el plazo",
        ),
    }
    db.session.add_all(made.values())
    db.session.flush()
    return made
