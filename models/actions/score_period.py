"""Compute and store the figures of every plan in force for one period."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from models.actions.compute_scores import compute_scores
from models.rules.period import Period
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan import Plan
from models.tables.plan_version import PlanVersion


def score_period(institution_id: int, period: str, now: datetime) -> None:
    """Recompute the whole trees of the plans that cover the period; the caller commits."""
    span = Period.parse(period)
    versions = db.session.scalars(
        select(PlanVersion.id)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .where(
            PlanVersion.institution_id == institution_id,
            PlanVersion.state == PlanState.IN_FORCE,
            Plan.starts_on <= span.start,
            Plan.ends_on >= span.end,
            exists().where(Level.plan_type_id == Plan.plan_type_id, Level.reports),
        )
        .order_by(PlanVersion.id)
    )
    for version_id in list(versions):
        compute_scores(version_id, period, now)
