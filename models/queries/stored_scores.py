"""Stored figures for every surface: the head of a plan's tree, and its lines under the reader's rights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from models.tables.base import db
from models.tables.cut_item import CutItem
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.score import Score
from models.tables.score_run import ScoreRun


@dataclass(frozen=True, slots=True)
class StoredRun:
    """The head of a stored tree: its summary (`run_summary.py`), by which declaration, and when."""

    plan_version_id: int
    period: str
    preset_version_id: int
    window_ended: bool
    computed_at: datetime
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One item with its figures; codes are those of the plan, `parent` is None at the top."""

    item_id: int
    code: str
    name: str
    parent: str | None
    level: str
    org_unit: str
    org_unit_id: int
    state: str
    period_state: str
    basis: str | None
    planned: Decimal | None
    actual: Decimal | None
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    period_percent: Decimal | None
    to_date_percent: Decimal | None
    year_percent: Decimal | None
    plan_percent: Decimal | None
    plan_expected_percent: Decimal | None
    capped_percent: Decimal | None
    color: str
    period_color: str
    reported: int
    expected: int
    flags: Sequence[str]
    counts: Mapping[str, Any] | None


NAMES = 7
"""How many fields of a line say what it is; its figures follow."""
FIGURES = tuple(field.name for field in fields(ScoreLine))[NAMES:]


def stored_run(institution_id: int, plan_version_id: int, period: str) -> StoredRun | None:
    """Give the head of a tree, None where nothing was stored; the plan's line is no one unit's: all may read it."""
    run = ScoreRun.__table__
    columns = (run.c.preset_version_id, run.c.window_ended, run.c.computed_at, run.c.summary)
    row = db.session.execute(
        select(*columns).where(
            run.c.institution_id == institution_id, run.c.plan_version_id == plan_version_id, run.c.period == period
        )
    ).one_or_none()
    return None if row is None else StoredRun(plan_version_id, period, *row)


def stored_scores(plan_version_id: int, period: str) -> list[ScoreLine]:
    """Give the lines of a tree that the reader may see, in the plan's order: one statement."""
    question = lines_of(Score, FIGURES).where(Score.plan_version_id == plan_version_id, Score.period == period)
    return [ScoreLine(*row) for row in db.session.execute(question)]


def lines_of(table: type[Score | CutItem], figures: Iterable[str]) -> Select[Any]:
    """Ask for what each line is and for some of its figures, in the plan's order."""
    above = aliased(PlanItem)
    names = (PlanItem.id, PlanItem.code, PlanItem.name, above.code, Level.code, OrgUnit.code, OrgUnit.id)
    return (
        select(*names, *(getattr(table, name) for name in figures))
        .select_from(table)
        .join(PlanItem, and_(PlanItem.id == table.plan_item_id, PlanItem.plan_version_id == table.plan_version_id))
        .join(Level, Level.id == PlanItem.level_id)
        .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
        .outerjoin(above, above.id == PlanItem.parent_id)
        .order_by(PlanItem.ordinal, PlanItem.id)
    )
