"""The years of a plan: which are in preparation and which are formalized."""

from __future__ import annotations

from sqlalchemy import select

from models.rules.workflow import PlanYearState
from models.tables.base import db
from models.tables.plan_year import PlanYear


def formalized_years(plan_id: int) -> frozenset[int]:
    """The years of a plan whose structure, targets and programmed money stay; one statement."""
    question = select(PlanYear.year).where(PlanYear.plan_id == plan_id, PlanYear.state == PlanYearState.FORMALIZED)
    return frozenset(db.session.scalars(question))


def plan_years(plan_id: int) -> dict[int, PlanYear]:
    """The years of a plan that has them, in order; one statement."""
    question = select(PlanYear).where(PlanYear.plan_id == plan_id).order_by(PlanYear.year)
    return {each.year: each for each in db.session.scalars(question)}
