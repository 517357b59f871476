"""The institution whose clock the demo's visitor moves."""

from __future__ import annotations

from sqlalchemy import select

from models.rules.workflow import PlanState
from models.scope import current_reader
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.plan_version import PlanVersion


def demo_place() -> Institution | None:
    """The visitor's own institution, or before the log-in the one whose plan came first; ask it as the system."""
    reader = current_reader()
    if reader is not None and reader.institution_id is not None:
        return db.session.get(Institution, reader.institution_id)
    with_plan = select(Institution).join(PlanVersion, PlanVersion.institution_id == Institution.id)
    first = with_plan.where(PlanVersion.state == PlanState.IN_FORCE).order_by(PlanVersion.id).limit(1)
    return db.session.scalars(first).one_or_none()
