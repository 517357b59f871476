"""Corrective actions that clocks and digests speak of: soon due or overdue, and found adequate in some hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.queries.due_commitments import LOOKS_AHEAD
from models.rules.corrective_action import ADEQUATE, UNDER_WAY
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction


def due_actions(institution_id: int, today: date) -> Sequence[CorrectiveAction]:
    """Those that wait for their unit and are due soon or overdue; one statement."""
    question = select(CorrectiveAction).where(
        CorrectiveAction.institution_id == institution_id,
        CorrectiveAction.state.in_(UNDER_WAY),
        CorrectiveAction.due_on < today + LOOKS_AHEAD,
    )
    return db.session.scalars(question.order_by(CorrectiveAction.due_on, CorrectiveAction.id)).all()


def validated_actions(institution_id: int, since: str, until: str) -> Sequence[CorrectiveAction]:
    """Those that a head validated after `since` and up to `until` (ISO moments with zone), in order; one statement."""
    question = (
        select(CorrectiveAction)
        .options(joinedload(CorrectiveAction.plan_item), joinedload(CorrectiveAction.org_unit))
        .where(
            CorrectiveAction.institution_id == institution_id,
            CorrectiveAction.state.in_(ADEQUATE),
            CorrectiveAction.decided_at > datetime.fromisoformat(since),
            CorrectiveAction.decided_at <= datetime.fromisoformat(until),
        )
    )
    return db.session.scalars(question.order_by(CorrectiveAction.decided_at, CorrectiveAction.id)).all()
