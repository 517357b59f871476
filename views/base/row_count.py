"""How many rows a list has: counted to the last one while that is cheap, and then only that there are more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Query

MOST_COUNTED = 10_000
"""Nobody reads so far, and counting 600,000 rows costs more than all else on a page together."""


@dataclass(frozen=True, slots=True)
class RowCount:
    """`number` rows, or more than that many where it `is_exact` not; `has_more` rows after those of the page."""

    number: int
    is_exact: bool
    has_more: bool

    def __bool__(self) -> bool:
        """Whether there is any row."""
        return self.number > 0


def count_of(found: Query[Any], key: Any, until: int, *, has_more: bool) -> RowCount:  # noqa: ANN401 -- a mapped column
    """Count what was `found` by its `key`, up to `MOST_COUNTED`.

    `until` is how many rows the page and those before it show, 0 for a page behind the last one.
    """
    some = found.order_by(None).with_entities(key).limit(MOST_COUNTED + 1).subquery()
    number: int = found.session.scalar(select(func.count()).select_from(some)) or 0
    if number <= MOST_COUNTED:
        return RowCount(number, is_exact=True, has_more=has_more)
    if until and not has_more:
        return RowCount(until, is_exact=True, has_more=False)
    return RowCount(max(until, MOST_COUNTED), is_exact=False, has_more=has_more)
