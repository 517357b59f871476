"""The institution whose clock the demo's visitor moves."""

from __future__ import annotations

from sqlalchemy import exists, select

from models.rules.workflow import PlanState
from models.scope import current_reader
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.plan_version import PlanVersion


def demo_place() -> Institution | None:
    """The visitor's own institution, or before the log-in the first one with a plan in force; ask it as the system."""
    reader = current_reader()
    if reader is not None and reader.institution_id is not None:
        return db.session.get(Institution, reader.institution_id)
    has_plan = exists().where(PlanVersion.institution_id == Institution.id, PlanVersion.state == PlanState.IN_FORCE)
    return db.session.scalars(select(Institution).where(has_plan).order_by(Institution.id).limit(1)).one_or_none()
