"""One measure of one series: programmed, actual and the raw percent over a span of its periods (R C-03, C-08, C-12)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from models.rules.accumulation import INDEPENDENT, accumulate, mean
from models.rules.attainment import attainment
from models.rules.gaps import NO_PLACES, entries_of, programmed_places
from models.rules.measure import AVERAGE_PERCENT, DOWN, LAST, MAX, SUM, UP
from models.rules.percent import ZERO, capped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.rules.series import Lines

_NO_PARTS = (LAST, MAX)


class Reading(NamedTuple):
    """P, A (what was reported, None for nothing) and the raw percent, all unrounded."""

    planned: Decimal | None
    actual: Decimal | None
    raw: Decimal | None


def read(
    lines: Lines,
    places: Sequence[int],
    silent: frozenset[int] = NO_PLACES,
    left_out: frozenset[int] = NO_PLACES,
) -> Reading:
    """Read some places together: the period's own, to date, or the year's.

    `silent` places count as nothing achieved, `left_out` ones not at all.
    """
    measure = lines.measure
    if len(places) == 1 and not silent and not left_out:
        return _read_one(lines, places[0])
    if left_out:
        places = [place for place in places if place not in left_out]
    planned = planned_over(lines, places)
    actual = actual_over(lines, places)
    if measure.accumulation is AVERAGE_PERCENT:
        return Reading(planned, actual, _mean_percent(lines, places))
    if silent and not silent.isdisjoint(places):
        return Reading(planned, actual, _with_silence(lines, planned, actual, places, silent))
    return Reading(planned, actual, attainment(measure, planned, actual))


def _read_one(lines: Lines, place: int) -> Reading:
    """Read a single period, as most cuts do: there is nothing to accumulate."""
    planned, actual = lines.planned[place], lines.actual[place]
    return Reading(planned, actual, attainment(lines.measure, planned, actual))


def planned_over(lines: Lines, places: Sequence[int]) -> Decimal | None:
    """Give P over a span; zeros that ask for nothing do not lower a mean or replace the last."""
    way = lines.measure.way_over_time
    values = lines.view.values(places, lines.planned)
    if way is not SUM and lines.measure.direction is not DOWN:
        values = [value for value in values if value] or values[-1:]
    return accumulate(way, values)


def actual_over(lines: Lines, places: Sequence[int]) -> Decimal | None:
    """Give A over a span: the latest since the last programmed period began; a mean over programmed periods only."""
    view, way = lines.view, lines.measure.way_over_time
    if lines.measure.skips_zeros:
        values = view.values(places, lines.actual)
        return accumulate(way, [value for value in values if value > 0] or values)
    if way is LAST:
        programmed = programmed_places(lines, view.cover(places, lines.planned))
        since = view.timeline.periods[programmed[-1]].first_month if programmed else 0
        places = [place for place in places if view.timeline.periods[place].last_month >= since]
    elif way in INDEPENDENT and (programmed := programmed_places(lines, view.cover(places, lines.planned))):
        reported = view.cover(places, lines.actual)
        means = [value for row in programmed if (value := _within(lines, row, reported)) is not None]
        return mean(means) if means else None
    return accumulate(way, view.values(places, lines.actual))


def known_actual(lines: Lines, reading: Reading) -> Decimal | None:
    """Give the actual to date of an advance: what was last reported, even where a later report is missing."""
    if reading.actual is not None:
        return reading.actual
    return accumulate(lines.measure.way_over_time, lines.view.values(lines.view.to_date, lines.actual))


def _within(lines: Lines, row: int, reported: Sequence[int]) -> Decimal | None:
    """Give the actual of one programmed period from the reported ones that share months with it."""
    if not lines.view.overlaps:
        return lines.actual[row] if row in reported else None
    values = [
        value for place in reported if lines.view.overlap(row, place) and (value := lines.actual[place]) is not None
    ]
    return mean(values) if values else None


def _mean_percent(lines: Lines, places: Sequence[int]) -> Decimal | None:
    """CEPLAN's « no acumulado »: the mean of the periods' percents, each truncated at 100, no report being zero."""
    reported = lines.view.cover(places, lines.actual)
    percents = [
        attainment(lines.measure, lines.planned[row], _within(lines, row, reported)) or ZERO
        for row in programmed_places(lines, lines.view.cover(places, lines.planned))
    ]
    return mean([capped(percent) for percent in percents]) if percents else None


def _with_silence(
    lines: Lines,
    planned: Decimal | None,
    actual: Decimal | None,
    places: Sequence[int],
    silent: frozenset[int],
) -> Decimal | None:
    """Count what is silent as zero achieved, which is a value of zero only where more is better.

    Elsewhere a zero would be the best of values: the percent of what was reported is spread over all that was due.
    """
    measure = lines.measure
    if actual is None:
        return ZERO if measure.is_programmed(planned) else None
    if measure.way_over_time in _NO_PARTS or (measure.direction is UP and measure.accumulation is SUM):
        return attainment(measure, planned, actual)
    due = entries_of(lines, places)
    spoken = [place for place in due if place not in silent]
    part = Decimal(len(spoken)) / len(due)
    if measure.direction is UP:
        return attainment(measure, planned, actual * part)
    raw = attainment(measure, planned_over(lines, spoken), actual) if spoken else ZERO
    return None if raw is None else raw * part
