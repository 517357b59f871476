"""The register of cuts: every one that a closing or a correction left, and what a correction changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from models.queries.cuts.heads import CutHead, cut_heads
from models.queries.cuts.lines import CutLine, cut_lines
from models.queries.part import Part
from models.tables.base import db
from models.tables.cut import Cut
from models.tables.plan import Plan
from models.tables.plan_version import PlanVersion


class ListedCut(NamedTuple):
    """One cut of one plan; `number` above 1 is a restatement, for `reason`."""

    cut_id: int
    period: str
    plan: str
    number: int
    frozen_at: datetime
    reason: str


class Restated(NamedTuple):
    """An item whose figures a correction changed: as it stood before, None where it is new, and as it stands."""

    before: CutLine | None
    now: CutLine


def listed_cuts(at: datetime, part: Part) -> list[ListedCut]:
    """Give those that stood at a moment (with zone), the newest first: one statement."""
    question = (
        select(Cut.id, Cut.period, Plan.code, Cut.number, Cut.frozen_at, Cut.reason)
        .join(PlanVersion, PlanVersion.id == Cut.plan_version_id)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .where(Cut.frozen_at <= at)
        .order_by(Cut.frozen_at.desc(), Cut.id.desc())
        .limit(part.limit)
        .offset(part.offset)
    )
    return [ListedCut(*row) for row in db.session.execute(question)]


def count_cuts(at: datetime) -> int:
    """Count those that stood at a moment (with zone)."""
    return db.session.scalar(select(func.count()).select_from(Cut).where(Cut.frozen_at <= at)) or 0


def restated_lines(head: CutHead, lines: Sequence[CutLine]) -> list[Restated]:
    """Give the items whose percent or colour is another than at the cut before; none of a first one (R C-36)."""
    earlier = [each for each in cut_heads(head.plan_version_id, head.period) if each.number == head.number - 1]
    before = {line.item_id: line for each in earlier for line in cut_lines(each.cut_id)}
    return [
        Restated(before.get(line.item_id), line)
        for line in lines
        if earlier and (line.item_id not in before or _told(line) != _told(before[line.item_id]))
    ]


def _told(line: CutLine) -> tuple[object, ...]:
    return line.planned_to_date, line.actual_to_date, line.to_date_percent, line.color
