"""What is known of one indicator in one org unit: the input of a score, made so that a query can feed it cheaply."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.rules.timeline import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from decimal import Decimal

    from models.rules.measure import Measure
    from models.rules.period import Period
    from models.rules.timeline import Timeline, View


class Series(NamedTuple):
    """Planned and actual values side by side with `timeline.periods`, as an `array_agg` in that order gives them.

    None planned: not programmed (no row). None actual: no value that counts (not sent, or sent without one).
    `weight` is that of the indicator among those of its item; series of one item with the same `indicator` are its org
    units and are added up before any percent (R C-13). A named tuple, for a plan has tens of thousands of them.
    """

    measure: Measure
    timeline: Timeline
    planned: Sequence[Decimal | None]
    actual: Sequence[Decimal | None]
    key: Hashable = None
    indicator: Hashable = None
    weight: Decimal | None = None
    does_not_apply: frozenset[Period] = NOWHERE


class Lines(NamedTuple):
    """A series as one cut sees it; what does not apply has neither plan nor value any more."""

    measure: Measure
    view: View
    planned: Sequence[Decimal | None]
    actual: Sequence[Decimal | None]
    not_applying: frozenset[int] = frozenset()


def lines_of(series: Series, view: View) -> Lines:
    """Lay a series under the view of its own timeline."""
    if not series.does_not_apply:
        return Lines(series.measure, view, series.planned, series.actual)
    places = frozenset(place for place, period in enumerate(series.timeline.periods) if period in series.does_not_apply)
    planned, actual = _without(series.planned, places), _without(series.actual, places)
    return Lines(series.measure, view, planned, actual, places)


def _without(values: Sequence[Decimal | None], places: frozenset[int]) -> list[Decimal | None]:
    return [None if place in places else value for place, value in enumerate(values)]
