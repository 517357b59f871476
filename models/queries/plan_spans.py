"""The years that the plans in force cover."""

from __future__ import annotations

from sqlalchemy import select

from models.rules.period import Period, PeriodKind
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_version import PlanVersion


def plan_spans(institution_id: int) -> list[tuple[Period, Period]]:
    """First and last month of each plan in force."""
    rows = db.session.execute(
        select(Plan.starts_on, Plan.ends_on)
        .join(PlanVersion, PlanVersion.plan_id == Plan.id)
        .where(Plan.institution_id == institution_id, PlanVersion.state == PlanState.IN_FORCE)
        .distinct()
    )
    return [
        (Period.containing(first, PeriodKind.MONTH), Period.containing(last, PeriodKind.MONTH)) for first, last in rows
    ]
