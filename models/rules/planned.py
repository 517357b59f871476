"""What is programmed for a period: its own target, or what those of its parts make of it (rulings 7)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from models.rules.reading import planned_over
from models.rules.series import Series, lines_of
from models.rules.timeline import Timeline, View, view_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from models.rules.measure import Measure
    from models.rules.period import Period


def planned_in(measure: Measure, targets: Mapping[Period, Decimal], period: Period) -> Decimal | None:
    """Give P of a period from the targets by period; None where neither it nor a part of it has one.

    A quarter is made of its months by the indicator's accumulation, a month never of its quarter.
    """
    if period in targets:
        return targets[period]
    view = _view(tuple(targets), period)
    nothing = [None] * len(targets)
    return planned_over(lines_of(Series(measure, view.timeline, list(targets.values()), nothing), view), view.inside)


@lru_cache(maxsize=256)
def _view(periods: tuple[Period, ...], period: Period) -> View:
    """What is seen of some periods depends on nothing else: the indicators of a plan mostly share theirs."""
    return view_of(Timeline(periods), period)
