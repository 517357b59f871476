"""Certified ≥ committed ≥ accrued ≥ paid, and accrued within the current budget: on totals of the year (rulings 15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

ZERO = Decimal(0)
STAGES = ("certified", "committed", "accrued", "paid")
"""The stages of spending in their order; each follows the one before."""


class MonthMoney(NamedTuple):
    """What happened in one period; None is a stage that was not loaded."""

    period: str
    certified: Decimal | None = None
    committed: Decimal | None = None
    accrued: Decimal | None = None
    paid: Decimal | None = None


class ChainFault(NamedTuple):
    """By the end of `period` more stands at the `later` stage than at the `earlier` one."""

    period: str
    earlier: str
    later: str
    more: Decimal
    less: Decimal


def chain_faults(months: Iterable[MonthMoney]) -> Iterator[ChainFault]:
    """Give the first fault of each pair of neighbouring stages in the months of one year, in order of time.

    A stage that the institution does not load is passed over, so that its neighbours meet.
    """
    rows = _by_period(months)
    loaded = [stage for stage in STAGES if any(getattr(row, stage) is not None for row in rows)]
    totals = {stage: list(accumulate(getattr(row, stage) or ZERO for row in rows)) for stage in loaded}
    for earlier, later in pairwise(loaded):
        for row, before, after in zip(rows, totals[earlier], totals[later], strict=True):
            if after > before:
                yield ChainFault(row.period, earlier, later, after, before)
                break


def over_current(months: Iterable[MonthMoney], current: Decimal) -> ChainFault | None:
    """Give the first period by whose end more was accrued than the current budget holds, if there is one.

    The months may be those of several lines: what counts is the total at the end of each period.
    """
    rows = _by_period(months)
    for row, total in zip(rows, accumulate(row.accrued or ZERO for row in rows), strict=True):
        if total > current:
            return ChainFault(row.period, "current", "accrued", total, current)
    return None


def _by_period(months: Iterable[MonthMoney]) -> list[MonthMoney]:
    """Give one row for each period, in order of time; a stage is added up over the lines that have it."""
    found: dict[str, MonthMoney] = {}
    for month in sorted(months, key=lambda month: month.period):
        before = found.get(month.period)
        found[month.period] = month if before is None else _added(before, month)
    return list(found.values())


def _added(one: MonthMoney, other: MonthMoney) -> MonthMoney:
    amounts = [
        mine if yours is None else yours if mine is None else mine + yours
        for mine, yours in zip(one[1:], other[1:], strict=True)
    ]
    return MonthMoney(one.period, *amounts)
