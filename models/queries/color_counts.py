"""How many activities stand in each colour: of a period, and of the one before it."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import and_, func, select

from models.rules.measure import State
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.score import Score


def color_counts(institution_id: int, period: str) -> Counter[str]:
    """Activities of the plans in force by colour, from the stored scores; the silent ones under `no_report` too."""
    rows = db.session.execute(
        select(Score.color, Score.state, func.count())
        .join(PlanItem, PlanItem.id == Score.plan_item_id)
        .join(PlanVersion, and_(PlanVersion.id == Score.plan_version_id, PlanVersion.state == "in_force"))
        .join(Level, and_(Level.id == PlanItem.level_id, Level.reports))
        .where(Score.institution_id == institution_id, Score.period == period)
        .group_by(Score.color, Score.state)
    )
    counts: Counter[str] = Counter()
    for color, state, many in rows:
        counts[color] += many
        if state is State.NO_REPORT:
            counts["no_report"] += many
    return counts
