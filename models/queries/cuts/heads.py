"""Which cut is in force for a plan and period, now or at a past moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from models.rules.period import Period
from models.tables.base import db
from models.tables.cut import Cut


@dataclass(frozen=True, slots=True)
class CutHead:
    """A frozen tree: `number` above 1 is a restatement, for `reason`; `summary` as in `run_summary.py`."""

    cut_id: int
    plan_version_id: int
    period: str
    number: int
    preset_version_id: int
    frozen_at: datetime
    reason: str
    summary: Mapping[str, Any]

    @property
    def is_restated(self) -> bool:
        """Figures of the period were corrected after it had closed for the first time (R C-36)."""
        return self.number > 1


_COLUMNS = (Cut.id, Cut.plan_version_id, Cut.period, Cut.number, Cut.preset_version_id, Cut.frozen_at, Cut.reason)


def cut_of(plan_version_id: int, period: str, at: datetime | None = None) -> CutHead | None:
    """Give the cut in force, or the one that was at a moment (with zone); None where the period had not closed."""
    row = db.session.execute(_heads(plan_version_id, at).where(Cut.period == period).limit(1)).one_or_none()
    return None if row is None else CutHead(*row)


def cut_by_id(cut_id: int) -> CutHead | None:
    """Give one that the reader may see; None for any other number."""
    row = db.session.execute(select(*_COLUMNS, Cut.summary).where(Cut.id == cut_id)).one_or_none()
    return None if row is None else CutHead(*row)


def last_cut_in(plan_version_id: int, span: str, at: datetime | None = None) -> CutHead | None:
    """Give the cut in force that reaches farthest inside some years (`2024/2027`), the longest of those; None before.

    Every cut has the advance of the whole plan to its end (R C-19), so that this one tells it.
    """
    heads = [CutHead(*row) for row in db.session.execute(_heads(plan_version_id, at))]
    inside = [head for head in heads if Period.parse(span).contains(Period.parse(head.period))]
    return max(inside, key=_reach, default=None)


def _reach(head: CutHead) -> tuple[int, int, int]:
    period = Period.parse(head.period)
    return period.last_month, period.months, head.number


def cut_heads(plan_version_id: int, period: str | None = None) -> list[CutHead]:
    """Give all cuts of a version, or those of a period: the latest period first, of each the latest number first."""
    question = _heads(plan_version_id, None)
    if period is not None:
        question = question.where(Cut.period == period)
    return [CutHead(*row) for row in db.session.execute(question)]


def _heads(plan_version_id: int, at: datetime | None) -> Select[Any]:
    question = select(*_COLUMNS, Cut.summary).where(Cut.plan_version_id == plan_version_id)
    if at is not None:
        question = question.where(Cut.frozen_at <= at)
    return question.order_by(Cut.period.desc(), Cut.number.desc())
