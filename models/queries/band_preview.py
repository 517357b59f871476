"""What other limits of colours would change today, before anybody stores them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, func, select

from models.rules.preset import Preset
from models.rules.traffic_light import color_for
from models.rules.workflow import PeriodState, PlanState
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.reporting_period import ReportingPeriod
from models.tables.score import Score

NOT_CLOSED = (PeriodState.OPEN, PeriodState.UNDER_REVIEW, PeriodState.REOPENED)


@dataclass(slots=True)
class PlanPreview:
    """Of one plan in its newest period that is not closed: items by colour now and then, and how many change."""

    plan_name: str
    period: str
    now: Counter[str] = field(default_factory=Counter)
    then: Counter[str] = field(default_factory=Counter)
    changed: int = 0


def band_preview(institution_id: int, proposed: Preset) -> list[PlanPreview]:
    """Recolour the stored figures of all plans in force by the proposed declaration; one statement, nothing stored."""
    found: dict[int, PlanPreview] = {}
    for plan_id, name, plan_type, level, period, state, percent, color in db.session.execute(_figures(institution_id)):
        preview = found.setdefault(plan_id, PlanPreview(name, period))
        shape = proposed.plan_type(plan_type)
        then = color_for(state, percent, shape.bands.of(shape.score.level(level).bands))
        preview.now[color] += 1
        preview.then[then] += 1
        preview.changed += then != color
    return list(found.values())


def _figures(institution_id: int) -> Select[*tuple[Any, ...]]:
    """Items with their stored figures in the newest captured period of each plan in force that is not closed."""
    newest = (
        select(Score.plan_version_id, func.max(Score.period).label("period"))
        .join(
            ReportingPeriod,
            and_(ReportingPeriod.institution_id == Score.institution_id, ReportingPeriod.period == Score.period),
        )
        .where(Score.institution_id == institution_id, ReportingPeriod.state.in_(NOT_CLOSED))
        .group_by(Score.plan_version_id)
        .subquery()
    )
    return (
        select(
            Plan.id, Plan.name, PlanType.code, Level.code, Score.period, Score.state, Score.to_date_percent, Score.color
        )
        .select_from(Score)
        .join(newest, and_(newest.c.plan_version_id == Score.plan_version_id, newest.c.period == Score.period))
        .join(PlanItem, and_(PlanItem.id == Score.plan_item_id, PlanItem.plan_version_id == Score.plan_version_id))
        .join(Level, Level.id == PlanItem.level_id)
        .join(PlanVersion, and_(PlanVersion.id == Score.plan_version_id, PlanVersion.state == PlanState.IN_FORCE))
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .order_by(Plan.id)
    )
