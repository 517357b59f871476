"""How figures went from period to period: for the small bars beside a name, and the history of an item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from models.rules.period import Period
from models.tables.base import db
from models.tables.score import Score

SHOWN = 6
"""Periods that a trend has, the one asked for among them."""


class TrendPoint(NamedTuple):
    """One period of a trend; no percent and no colour where nothing is stored, which is not zero."""

    period: str
    percent: Decimal | None = None
    color: str | None = None
    state: str | None = None


def periods_until(period: str, many: int = SHOWN) -> list[str]:
    """The period and those of the same length before it, the earliest first."""
    found = [Period.parse(period)]
    while len(found) < many:
        found.append(found[-1].previous())
    return [str(each) for each in reversed(found)]


def trends(item_ids: Collection[int], period: str) -> Mapping[int, Sequence[TrendPoint]]:
    """The stored percents to date of some items up to a period, one point a period; one statement."""
    periods = periods_until(period)
    rows = db.session.execute(
        select(Score.plan_item_id, Score.period, Score.to_date_percent, Score.color, Score.state).where(
            Score.plan_item_id.in_(item_ids), Score.period.in_(periods)
        )
    )
    known: defaultdict[int, dict[str, TrendPoint]] = defaultdict(dict)
    for item_id, at, percent, color, state in rows:
        known[item_id][at] = TrendPoint(at, percent, color, state.value)
    return {item_id: [known[item_id].get(at, TrendPoint(at)) for at in periods] for item_id in item_ids}
