"""Which cause is given most often for what lies below an item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from models.queries.dashboard.skeleton import below
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.progress import Progress


@dataclass(frozen=True, slots=True)
class FrequentCause:
    """What its units wrote `many` times, of `of` explanations that they sent."""

    text: str
    many: int
    of: int


def frequent_causes(institution_id: int, item_ids: Collection[int], period: str) -> Mapping[int, FrequentCause]:
    """The most frequent cause below each item, capitals and spaces apart; the earliest in the alphabet of equals.

    Only what was sent and the reader may see; one statement.
    """
    tree = below(institution_id, item_ids)
    said = func.lower(func.btrim(Progress.counted_cause))
    many = func.count()
    rows = db.session.execute(
        select(tree.c.root, func.min(func.btrim(Progress.counted_cause)), many)
        .select_from(tree)
        .join(Indicator, Indicator.plan_item_id == tree.c.id)
        .join(Progress, and_(Progress.indicator_id == Indicator.id, Progress.period == period))
        .where(Progress.counted_at.is_not(None), said != "")
        .group_by(tree.c.root, said)
        .order_by(tree.c.root, many.desc(), said)
    )
    texts: dict[int, tuple[str, int]] = {}
    total: defaultdict[int, int] = defaultdict(int)
    for root, cause, times in rows:
        texts.setdefault(root, (cause, times))
        total[root] += times
    return {root: FrequentCause(cause, times, total[root]) for root, (cause, times) in texts.items()}
