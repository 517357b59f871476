"""One indicator carried out by several org units: values are put together first, percents come last (R C-13).

The units' values become one series of the institution, which is then scored like any other. A silent unit counts as
zero: as a value where more is better, and elsewhere by spreading the percent over all units that were due.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from models.rules.accumulation import mean
from models.rules.gaps import gaps_of
from models.rules.measure import LAST, MAX, UP, AcrossUnits, Measure, State
from models.rules.percent import ZERO
from models.rules.reading import actual_over, planned_over
from models.rules.score_rules import MissingPolicy, ScoreRules
from models.rules.score_series import score_lines
from models.rules.series import Series, lines_of
from models.rules.timeline import Timeline, view_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.rules.figures import Draft
    from models.rules.period import Period
    from models.rules.series import Lines


class Share(NamedTuple):
    """What one unit has at one period; `missing` is silent, pending or exempt where its report is not in."""

    planned: Decimal | None
    actual: Decimal | None
    missing: State | None


class Slot(NamedTuple):
    """What all units have together at one period; `heard` of `due` units with a target reported."""

    planned: Decimal | None
    actual: Decimal | None
    missing: State | None
    heard: int
    due: int


def score_territory(units: Sequence[Series], cut: Period, rules: ScoreRules) -> Draft:
    """Score the indicator that several series share; all must have the same measure."""
    measure = units[0].measure
    shares = _shares(units, cut)
    slots = {period: _slot(measure, shares[period], rules) for period in sorted(shares)}
    timeline = Timeline(
        tuple(slots),
        closed=frozenset(period for period, slot in slots.items() if slot.missing is State.NO_REPORT),
        waived=frozenset(period for period, slot in slots.items() if slot.missing is State.EXEMPT),
    )
    planned, actual = [slot.planned for slot in slots.values()], [slot.actual for slot in slots.values()]
    nowhere = frozenset(period for period, parts in shares.items() if not parts)
    view = view_of(timeline, cut)
    draft = score_lines(lines_of(Series(measure, timeline, planned, actual, does_not_apply=nowhere), view), rules)
    if measure.direction is UP or rules.missing_policy is MissingPolicy.EXCLUDE:
        return draft
    heard = list(slots.values())
    return draft._replace(
        period=_spread(measure, draft.period, [heard[place] for place in view.inside]),
        to_date=_spread(measure, draft.to_date, [heard[place] for place in view.to_date]),
    )


def _shares(units: Sequence[Series], cut: Period) -> dict[Period, list[Share]]:
    """Give what each unit has at each period for which one of them has a value; longer ones are made of parts."""
    every = [_Unit.of(unit, cut) for unit in units]
    valued = {period for unit in every for period in unit.valued()}
    return {period: [share for unit in every if (share := unit.share(period)) is not None] for period in valued}


class _Unit(NamedTuple):
    """One unit's series, and what is missing of it."""

    lines: Lines
    missing: Mapping[int, State]

    @staticmethod
    def of(series: Series, cut: Period) -> _Unit:
        lines = lines_of(series, view_of(series.timeline, cut))
        gaps = gaps_of(lines)
        silent = dict.fromkeys(gaps.silent, State.NO_REPORT)
        pending = dict.fromkeys(gaps.pending, State.PENDING)
        return _Unit(lines, {**silent, **pending, **dict.fromkeys(gaps.waived, State.EXEMPT)})

    def valued(self) -> list[Period]:
        lines = self.lines
        return [
            period
            for place, period in enumerate(lines.view.timeline.periods)
            if lines.planned[place] is not None or lines.actual[place] is not None or place in lines.not_applying
        ]

    def share(self, period: Period) -> Share | None:
        """Give the unit's part at a period, by C-03 of what lies in it; None where it does not apply, or has none."""
        periods = self.lines.view.timeline.periods
        inner = [place for place, part in enumerate(periods) if period.contains(part)]
        inner.sort(key=lambda place: periods[place].last_month)
        if self.lines.not_applying.issuperset(inner):
            return None
        actual = actual_over(self.lines, inner)
        missing = [self.missing[place] for place in inner if place in self.missing]
        return Share(planned_over(self.lines, inner), actual, missing[-1] if missing and actual is None else None)


def _slot(measure: Measure, shares: Sequence[Share], rules: ScoreRules) -> Slot:
    """Put the units together at one period; as long as one reported, those still awaited are left out of it."""
    silent = [share for share in shares if share.missing is State.NO_REPORT]
    heard = [share for share in shares if share.actual is not None and measure.is_programmed(share.planned)]
    if all(share.actual is None for share in shares):
        states = {share.missing for share in shares}
        missing = next((state for state in (State.NO_REPORT, State.PENDING, State.EXEMPT) if state in states), None)
        return Slot(_together(measure, [share.planned for share in shares], shares), None, missing, 0, 0)
    counted = [share for share in shares if share.missing is None]
    if measure.direction is UP and rules.missing_policy is MissingPolicy.ZERO_AFTER_DEADLINE:
        counted += [share._replace(actual=ZERO) for share in silent]
    planned = _together(measure, [share.planned for share in counted], counted)
    actual = _together(measure, [share.actual for share in counted], counted)
    return Slot(planned, actual, None, len(heard), len(heard) + len(silent))


def _together(measure: Measure, values: Sequence[Decimal | None], shares: Sequence[Share]) -> Decimal | None:
    """Add up, or average over the units with a target: what only some report is no part of a mean."""
    if measure.way_across_units is AcrossUnits.MEAN:
        programmed = [
            value for value, share in zip(values, shares, strict=True) if measure.is_programmed(share.planned)
        ]
        values = programmed or values
    known = [value for value in values if value is not None]
    if not known:
        return None
    return sum(known, ZERO) if measure.way_across_units is AcrossUnits.SUM else mean(known)


def _spread(measure: Measure, raw: Decimal | None, slots: Sequence[Slot]) -> Decimal | None:
    """Spread a percent over the units that were due in the periods that count."""
    slots = [slot for slot in slots if slot.due]
    if measure.way_over_time is MAX or raw is None or not slots:
        return raw
    if measure.way_over_time is LAST:
        slots = slots[-1:]
    return raw * sum(slot.heard for slot in slots) / Decimal(sum(slot.due for slot in slots))
