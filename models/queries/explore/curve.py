"""How much of a plan, or of one of its items, was expected by each cut, and how much was done (R C-19)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, select

from models.rules.period import Period
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.score import Score
from models.tables.score_run import ScoreRun

LONGEST = 36


class CurvePoint(NamedTuple):
    """One cut, in percents of the whole: None where there is no such figure."""

    period: str
    expected: Decimal | None
    done: Decimal | None


class Curve(NamedTuple):
    """A plan or an item and its cuts, the earliest first."""

    code: str
    name: str
    points: Sequence[CurvePoint]


def plan_curves(institution_id: int, period: str) -> Sequence[Curve]:
    """The plans in force that the reader may see, from the heads of their trees; one statement."""
    run = ScoreRun.__table__  # a plan's line is no one unit's
    rows = db.session.execute(
        select(Plan.code, Plan.name, run.c.period, run.c.summary)
        .join(PlanVersion, and_(PlanVersion.plan_id == Plan.id, PlanVersion.state == "in_force"))
        .join(run, and_(run.c.plan_version_id == PlanVersion.id, run.c.institution_id == institution_id))
        .order_by(Plan.code)
    )
    return _curves(
        ((code, name, at, _decimal(head, "plan_expected_percent"), _decimal(head, "plan_percent")))
        for code, name, at, head in rows
        if _belongs(at, period)
    )


def item_curve(item_id: int, period: str) -> Sequence[Curve]:
    """One item that the reader may see; empty where it has no figures. One statement."""
    rows = db.session.execute(
        select(PlanItem.code, PlanItem.name, Score.period, Score.plan_expected_percent, Score.plan_percent)
        .join(PlanItem, PlanItem.id == Score.plan_item_id)
        .where(Score.plan_item_id == item_id)
    )
    return _curves(tuple(row) for row in rows if _belongs(row[2], period))


def _belongs(code: str, period: str) -> bool:
    cut, each = Period.parse(period), Period.parse(code)
    return each.kind is cut.kind and each.last_month <= cut.last_month


def _curves(rows: Iterable[tuple[Any, ...]]) -> Sequence[Curve]:
    found: defaultdict[tuple[str, str], list[CurvePoint]] = defaultdict(list)
    for code, name, *point in rows:
        found[code, name].append(CurvePoint(*point))
    return [Curve(*key, _latest(points)) for key, points in found.items()]


def _latest(points: list[CurvePoint]) -> Sequence[CurvePoint]:
    return sorted(points, key=lambda point: Period.parse(point.period).last_month)[-LONGEST:]


def _decimal(document: dict[str, Any], key: str) -> Decimal | None:
    text = document.get(key)
    return None if text is None else Decimal(text)
