"""The advance of the year and of the whole plan, and what of it was expected by the cut (R C-08, C-19).

Only the plan's advance crosses years. An advance is measured on what is known: silence leaves it where it was.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from models.rules.accumulation import accumulate, mean
from models.rules.attainment import attainment, uses_baseline
from models.rules.gaps import programmed_places
from models.rules.measure import AVERAGE, AVERAGE_PERCENT, KEEP, LAST, MAX, SUM, UP, Measure
from models.rules.percent import HUNDRED, ZERO, capped
from models.rules.reading import Reading, known_actual, planned_over, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.rules.series import Lines


class Horizon(NamedTuple):
    """Unrounded percents of the year, of the plan and of the plan as programmed; and the quantities behind them.

    `plan_expected` is None for a plan of one year, where the percent to date says the same.
    """

    year: Decimal | None
    plan: Decimal | None
    plan_expected: Decimal | None
    planned_in_year: Decimal | None
    planned_in_plan: Decimal | None
    known: Decimal | None


def horizon_of(lines: Lines, to_date: Reading, cap: Decimal = HUNDRED) -> Horizon:
    """Measure what was done to date against the year and against the plan's whole horizon."""
    view, measure = lines.view, lines.measure
    known = known_actual(lines, to_date)
    in_year = planned_over(lines, view.year)
    year = _advance(measure, in_year, known)
    if measure.accumulation is AVERAGE_PERCENT:
        year = read(lines, view.year).raw
    if not view.has_other_years:
        return Horizon(year, year, None, in_year, in_year, known)
    expected = _advance(measure, in_year, to_date.planned)
    if measure.accumulation is AVERAGE_PERCENT:
        expected = _programmed_part(lines)
    return _over_years(lines, _Year(in_year, known, to_date.planned, year, expected), cap)


class _Year(NamedTuple):
    """One fiscal year of an indicator: P, A, P by the cut, and the percents of A and of P by the cut against P."""

    planned: Decimal | None
    actual: Decimal | None
    expected: Decimal | None
    percent: Decimal | None
    expected_percent: Decimal | None


def _advance(measure: Measure, planned: Decimal | None, done: Decimal | None) -> Decimal | None:
    """Give the percent of `done`; where there is a target and nothing was done yet, zero."""
    if done is None:
        return ZERO if measure.is_programmed(planned) else None
    return attainment(measure, planned, done)


def _programmed_part(lines: Lines) -> Decimal | None:
    whole = len(programmed_places(lines, lines.view.cover(lines.view.year, lines.planned)))
    part = len(programmed_places(lines, lines.view.cover(lines.view.to_date, lines.planned)))
    return Decimal(part) * HUNDRED / whole if whole else None


def _over_years(lines: Lines, own: _Year, cap: Decimal) -> Horizon:
    view, measure = lines.view, lines.measure
    reached = [*(_past_year(lines, places) for places in view.past), own]
    years = [*reached, *(_future_year(lines, places) for places in view.future)]
    total = _total(lines, years)
    programmed = [year for year in years if measure.is_programmed(year.planned)]
    if _is_kept_each_year(measure) and programmed:
        plan = mean([capped(year.percent or ZERO, cap) for year in programmed])
        expected = mean([capped(year.expected_percent or ZERO, cap) for year in programmed])
        return Horizon(own.percent, plan, expected, own.planned, total, own.actual)
    done = over_years(measure, [year.actual for year in reached])
    by_cut = over_years(measure, [year.expected for year in reached])
    whole, due = _advance(measure, total, done), _advance(measure, total, by_cut)
    return Horizon(own.percent, whole, due, own.planned, total, own.actual)


def _past_year(lines: Lines, places: tuple[int, ...]) -> _Year:
    planned, actual, raw = read(lines, places)
    return _Year(planned, actual, planned, raw, HUNDRED)


def _future_year(lines: Lines, places: tuple[int, ...]) -> _Year:
    return _Year(planned_over(lines, places), None, None, None, None)


def _is_kept_each_year(measure: Measure) -> bool:
    """Tell whether each year stands for itself, so that the plan's advance is the mean of the years' percents."""
    if measure.direction is KEEP or measure.accumulation is AVERAGE_PERCENT:
        return True
    levels = measure.accumulation in {LAST, AVERAGE}
    return levels and measure.direction is UP and not uses_baseline(measure)


def _total(lines: Lines, years: Sequence[_Year]) -> Decimal | None:
    """Give the target of the whole horizon: its own row before what the years make of it."""
    own = [value for place in lines.view.horizon if (value := lines.planned[place]) is not None]
    return own[-1] if own else over_years(lines.measure, [year.planned for year in years])


def over_years(measure: Measure, values: Sequence[Decimal | None]) -> Decimal | None:
    """Put years together: a sum, a maximum, or the latest there is (a mean of years is no level)."""
    way = measure.way_over_time
    known = [value for value in values if value is not None]
    return accumulate(way if way in {SUM, MAX} else LAST, known)
