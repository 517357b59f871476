"""The periods of one unit's sheets, and how one cut sees them.

What depends on periods only is worked out once for each timeline and cut, not for each of its thousand indicators:
share one `Timeline` object among all the series of a unit that have rows for the same periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from models.rules.period import Period, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

NOWHERE: frozenset[Period] = frozenset()
_ANY_YEAR = 2027


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Periods in any order, of any lengths, also of other years, and what became of the sheet of each.

    `reported`: the sheet was sent. `closed`: its window ended. `waived`: a person was let off (exento). `captured` is
    how long the period of a sheet is, so that a quarter with monthly targets is one report; None: as each period is.
    """

    periods: tuple[Period, ...]
    reported: frozenset[Period] = NOWHERE
    closed: frozenset[Period] = NOWHERE
    waived: frozenset[Period] = NOWHERE
    captured: PeriodKind | None = None


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A timeline seen from a cut; places are positions in `timeline.periods`, in the order in which the periods end.

    `inside` the cut's period; `to_date` in the fiscal year and ended by the cut; `closing` those of `to_date` that end
    inside the cut; `year` the whole fiscal year. `around` and `beyond` overlap the period, and the time to date,
    without lying in it. `past` and `future` are the other fiscal years; `horizon` spans several.
    `overlaps`: some periods share months. `sheets` says on which sheet each place is reported, where several share one.
    """

    timeline: Timeline
    inside: tuple[int, ...]
    to_date: tuple[int, ...]
    closing: tuple[int, ...]
    year: tuple[int, ...]
    around: tuple[int, ...]
    beyond: tuple[int, ...]
    past: tuple[tuple[int, ...], ...]
    future: tuple[tuple[int, ...], ...]
    horizon: tuple[int, ...]
    due: frozenset[int]
    waived: frozenset[int]
    overlaps: bool
    has_other_years: bool
    sheets: tuple[int, ...] | None = None

    def cover(self, span: Sequence[int], values: Sequence[Decimal | None]) -> list[int]:
        """Give the places in a span whose values together fill it once: the longer period before its parts."""
        rows = [place for place in span if values[place] is not None]
        if not self.overlaps or len(rows) < 2:
            return rows
        chosen: list[int] = []
        for place in sorted(rows, key=lambda row: -self.timeline.periods[row].months):
            if not any(self.overlap(place, other) for other in chosen):
                chosen.append(place)
        return sorted(chosen, key=lambda row: self.timeline.periods[row].last_month)

    def values(self, span: Sequence[int], values: Sequence[Decimal | None]) -> list[Decimal]:
        """Give the values that together fill a span once, in order."""
        if self.overlaps:
            span = self.cover(span, values)
        return [value for place in span if (value := values[place]) is not None]

    def overlap(self, one: int, other: int) -> bool:
        """Tell whether two places have a month in common."""
        return _share_months(self.timeline.periods[one], self.timeline.periods[other])

    def is_finest(self, place: int, values: Sequence[Decimal | None]) -> bool:
        """Tell whether no other valued period of the year lies inside the one at a place."""
        whole = self.timeline.periods[place]
        return not any(
            values[other] is not None and other != place and whole.contains(self.timeline.periods[other])
            for other in self.year
        )


def view_of(timeline: Timeline, cut: Period) -> View:
    """See a timeline from a cut. The fiscal year is the calendar year in which the cut ends."""
    year = cut.last_month // 12
    if cut.first_month < year * 12:
        cut = Period.of(year, PeriodKind.YEAR)  # a horizon is seen from its last year
    periods = timeline.periods
    order = sorted(range(len(periods)), key=lambda place: (periods[place].last_month, -periods[place].first_month))
    single = [place for place in order if periods[place].first_month // 12 == periods[place].last_month // 12]
    own = [place for place in single if periods[place].year == year]
    to_date = [place for place in own if periods[place].last_month <= cut.last_month]
    inside = [place for place in to_date if cut.contains(periods[place])]
    return View(
        timeline=timeline,
        inside=tuple(inside),
        to_date=tuple(to_date),
        closing=tuple(place for place in to_date if periods[place].last_month >= cut.first_month),
        year=tuple(own),
        around=tuple(place for place in own if place not in inside and _share_months(periods[place], cut)),
        beyond=tuple(
            place for place in own if periods[place].first_month <= cut.last_month < periods[place].last_month
        ),
        past=_years([place for place in single if periods[place].year < year], periods),
        future=_years([place for place in single if periods[place].year > year], periods),
        horizon=tuple(place for place in order if place not in single),
        due=frozenset(place for place in order if periods[place] in timeline.reported | timeline.closed),
        waived=frozenset(place for place in order if periods[place] in timeline.waived),
        overlaps=any(_share_months(periods[one], periods[two]) for one, two in pairwise(single)),
        has_other_years=len(own) < len(periods),
        sheets=_sheets(timeline),
    )


def _sheets(timeline: Timeline) -> tuple[int, ...] | None:
    """Number the sheets by the months that they end with; None where no period is shorter than its sheet."""
    months = Period.of(_ANY_YEAR, timeline.captured).months if timeline.captured else 1
    if all(period.months >= months for period in timeline.periods):
        return None
    return tuple(period.last_month // months for period in timeline.periods)


def _share_months(one: Period, other: Period) -> bool:
    return one.first_month <= other.last_month and other.first_month <= one.last_month


def _years(places: list[int], periods: tuple[Period, ...]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(group) for _, group in groupby(places, key=lambda place: periods[place].year))
