"""An item from period to period: what was programmed and done, what was said of it, and when it came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from models.queries.dashboard.activities import Explanation
from models.rules.period import Period
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit
from models.tables.progress import Progress
from models.tables.score import Score

LONGEST = 24
"""Periods that a history goes back."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One cut of an item: figures of the period and to date, how firm they are, and what was sent with them."""

    period: str
    planned: Decimal | None
    actual: Decimal | None
    period_percent: Decimal | None
    period_color: str
    period_state: str
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    percent: Decimal | None
    color: str
    state: str
    basis: str | None
    sent_at: datetime | None
    is_late: bool
    explanations: tuple[Explanation, ...]


@dataclass(slots=True)
class _Sent:
    at: datetime | None
    is_late: bool
    explanations: list[Explanation]


def item_history(item_id: int, period: str) -> Sequence[HistoryLine]:
    """The stored cuts of an item up to a period and as long as it, the earliest first; two statements."""
    cut = Period.parse(period)
    scores = db.session.scalars(select(Score).where(Score.plan_item_id == item_id).order_by(Score.period.desc()))
    known = {row.period: row for row in scores if _precedes(row.period, cut)}
    periods = sorted(known, key=lambda code: Period.parse(code).last_month)[-LONGEST:]
    sent = _sent(item_id, periods)
    return [_line(known[each], sent.get(each, _Sent(None, is_late=False, explanations=[]))) for each in periods]


def _precedes(code: str, cut: Period) -> bool:
    period = Period.parse(code)
    return period.kind is cut.kind and period.last_month <= cut.last_month


def _line(score: Score, sent: _Sent) -> HistoryLine:
    return HistoryLine(
        *(score.period, score.planned, score.actual, score.period_percent, score.period_color),
        *(score.period_state.value, score.planned_to_date, score.actual_to_date, score.to_date_percent, score.color),
        *(score.state.value, score.basis, sent.at, sent.is_late, tuple(sent.explanations)),
    )


def _sent(item_id: int, periods: Collection[str]) -> dict[str, _Sent]:
    """What was sent with the values of the item's own indicators, by period."""
    rows = db.session.execute(
        select(Progress, OrgUnit.name, CaptureSheet.submitted_at, CaptureSheet.is_late)
        .join(Indicator, Indicator.id == Progress.indicator_id)
        .join(OrgUnit, OrgUnit.id == Progress.org_unit_id)
        .outerjoin(CaptureSheet, CaptureSheet.id == Progress.capture_sheet_id)
        .where(Indicator.plan_item_id == item_id, Progress.period.in_(periods), Progress.counted_at.is_not(None))
        .order_by(Progress.period, Indicator.code, OrgUnit.name)
    )
    found: defaultdict[str, _Sent] = defaultdict(lambda: _Sent(None, is_late=False, explanations=[]))
    for line, unit_name, sent_at, is_late in rows:
        sent = found[line.period]
        sent.at = max(filter(None, (sent.at, sent_at or line.counted_at)), default=None)
        sent.is_late = sent.is_late or bool(is_late)
        said = Explanation(
            *(unit_name, line.counted_cause, line.counted_corrective_action),
            *(line.counted_reason, line.counted_note),
        )
        if any(said[1:]):
            sent.explanations.append(said)
    return found
