"""How the figures of a line follow from the value of its period: what a workbook needs to compute them as it is typed.

Nothing is worked out twice: the rules score the line without a value, with 0 and with 1, and what becomes of the actual
to date tells how it is put together. What they would compute otherwise has no live figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from models.rules.attainment import attainment
from models.rules.figures import Draft
from models.rules.measure import MAX, Measure
from models.rules.percent import PLACES, ZERO
from models.rules.period import Period
from models.rules.reading import actual_over, planned_over
from models.rules.score_rules import ScoreRules
from models.rules.score_series import as_counted, score_lines
from models.rules.series import Lines, Series, lines_of
from models.rules.timeline import Timeline, view_of

_ONE = Decimal(1)
_MOST = Decimal(10) ** 11
_TRIED = (ZERO, _ONE, Decimal("3.7"), _MOST)


class Joining(StrEnum):
    """How the period's value x joins what was reported before it."""

    ADDED = "added"  # (before + x) / parts
    HIGHEST = "highest"  # the larger of before and x
    LAST_ABOVE_ZERO = "last_above_zero"  # x, or before where x is 0
    APART = "apart"  # before, whatever x is


@dataclass(frozen=True, slots=True)
class Live:
    """A measure whose actual is made of x by `joining`, `before` (None for nothing) and `parts`.

    `has_percent` is False where no percent follows.
    """

    measure: Measure
    planned: Decimal | None
    joining: Joining
    before: Decimal | None
    parts: int
    has_percent: bool

    def actual(self, x: Decimal) -> Decimal | None:
        """Give the actual that x makes, unrounded."""
        if self.before is None:
            return None
        if self.joining is Joining.ADDED:
            return (self.before + x) / self.parts
        if self.joining is Joining.HIGHEST:
            return max(self.before, x)
        return x if self.joining is Joining.LAST_ABOVE_ZERO and x > 0 else self.before

    def percent(self, x: Decimal) -> Decimal | None:
        """Give the raw percent that x makes, unrounded."""
        return attainment(self.measure, self.planned, self.actual(x)) if self.has_percent else None


class LiveFigures(NamedTuple):
    """Of the period and to date; None where the rules compute something that is not as simple as this."""

    period: Live | None
    to_date: Live | None


def with_value(series: Series, value: Decimal | None, period: Period) -> Series:
    """Give the same series with another value in its period."""
    timeline = series.timeline
    if period not in timeline.periods:
        timeline = Timeline(
            (*timeline.periods, period),
            timeline.reported | {period},
            timeline.closed,
            timeline.waived,
            timeline.captured,
        )
        return series._replace(timeline=timeline, planned=[*series.planned, None], actual=[*series.actual, value])
    place = timeline.periods.index(period)
    actual = list(series.actual)
    actual[place] = value
    return series._replace(actual=actual)


def live_figures(series: Series, period: Period, rules: ScoreRules) -> LiveFigures:
    """Tell how the figures of a line follow from the value of `period`, which is also the cut."""
    tried = {value: _lines(with_value(series, value, period), period, rules) for value in _TRIED}
    drafts = {value: score_lines(lines, rules) for value, lines in tried.items()}
    return LiveFigures(_live(tried, drafts, rules, to_date=False), _live(tried, drafts, rules, to_date=True))


def _lines(series: Series, period: Period, rules: ScoreRules) -> Lines:
    return as_counted(lines_of(series, view_of(series.timeline, period)), rules)


def _live(
    tried: dict[Decimal, Lines], drafts: dict[Decimal, Draft], rules: ScoreRules, *, to_date: bool
) -> Live | None:
    lines = tried[ZERO]
    places = lines.view.to_date if to_date else lines.view.inside
    at_zero, at_most = (actual_over(tried[value], places) for value in (ZERO, _MOST))
    joining, before, parts = _joined(lines.measure, at_zero, at_most)
    raws = {value: draft.to_date if to_date else draft.period for value, draft in drafts.items()}
    has_percent = raws[_ONE] is not None
    live = Live(lines.measure, planned_over(lines, places), joining, before, parts, has_percent)
    agrees = all(_shown(live.percent(value), rules) == _shown(raws[value], rules) for value in _TRIED)
    return live if agrees else None


def _joined(measure: Measure, at_zero: Decimal | None, at_most: Decimal | None) -> tuple[Joining, Decimal | None, int]:
    """Tell how a value joins from the actuals that none and the largest make."""
    if at_zero is None or at_most is None or at_zero == at_most:
        return Joining.APART, at_zero, 1
    if measure.way_over_time is MAX:
        return Joining.HIGHEST, at_zero, 1
    if measure.skips_zeros:
        return Joining.LAST_ABOVE_ZERO, at_zero, 1
    parts = int((_MOST / (at_most - at_zero)).to_integral_value(ROUND_HALF_UP))
    return Joining.ADDED, (at_zero * parts).quantize(Decimal("1E-6"), ROUND_HALF_UP), parts


def _shown(raw: Decimal | None, rules: ScoreRules) -> Decimal | None:
    return None if raw is None else raw.quantize(PLACES[rules.rounding], ROUND_HALF_UP)
