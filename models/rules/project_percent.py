"""The percent of a project: executed advance over programmed advance (R C-10), not the mean of its activities.

p is what of an activity's final target was programmed by the cut, e what of it was done; e may exceed p. A silent
activity keeps the e of its last report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.rules.attainment import attainment
from models.rules.measure import LAST, SUM, Measure
from models.rules.percent import ZERO, capped, share

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from models.rules.horizon import Horizon
    from models.rules.reading import Reading


class Advance(NamedTuple):
    """Percents of the final target, unrounded: to date, in the period, by the end of the year, in the whole plan.

    Of an activity these are p and e, of a project PA and EA.
    """

    programmed: Decimal
    executed: Decimal
    period_programmed: Decimal | None
    period_executed: Decimal | None
    year_programmed: Decimal
    plan_programmed: Decimal


class Compliance(NamedTuple):
    """What a project makes of its activities: its advance and the percents of compliance (None where PA is 0)."""

    advance: Advance
    period: Decimal | None
    to_date: Decimal | None
    year: Decimal | None
    plan: Decimal | None
    plan_expected: Decimal | None


def advance_of(measure: Measure, period: Reading, to_date: Reading, horizon: Horizon) -> Advance | None:
    """Give p and e of one indicator; None where no target at the end of the project is known."""
    total = horizon.planned_in_plan
    if not measure.is_programmed(total):
        return None
    period_done = period.actual
    if period_done is None and measure.way_over_time is not SUM:
        period_done = horizon.known
    in_period = measure.is_programmed(period.planned)
    return Advance(
        _part(measure, total, to_date.planned),
        _done(measure, total, horizon.known),
        _part(measure, total, period.planned) if in_period else None,
        _done(measure, total, period_done) if in_period else None,
        _part(measure, total, horizon.planned_in_year),
        _part(measure, total, total),
    )


def compliance(parts: Sequence[tuple[Decimal, Advance]]) -> Compliance | None:
    """Compare Σ w·e with Σ w·p; None where nothing weighs."""
    weight = sum((weight for weight, _ in parts), ZERO)
    if not weight:
        return None
    advance = mean_advance(parts)
    period = None
    if advance.period_programmed is not None and advance.period_executed is not None:
        period = share(advance.period_executed, advance.period_programmed)
    return Compliance(
        advance,
        period,
        share(advance.executed, advance.programmed),
        share(advance.executed, advance.year_programmed),
        share(advance.executed, advance.plan_programmed),
        share(advance.programmed, advance.plan_programmed),
    )


def mean_advance(parts: Sequence[tuple[Decimal, Advance]]) -> Advance:
    """Give the weighted mean of advances whose weights are not all zero; the period's over those programmed in it."""
    within = [(weight, part) for weight, part in parts if part.period_programmed is not None]
    return Advance(
        _mean([(weight, part.programmed) for weight, part in parts]) or ZERO,
        _mean([(weight, part.executed) for weight, part in parts]) or ZERO,
        _mean([(weight, part.period_programmed or ZERO) for weight, part in within]),
        _mean([(weight, part.period_executed or ZERO) for weight, part in within]),
        _mean([(weight, part.year_programmed) for weight, part in parts]) or ZERO,
        _mean([(weight, part.plan_programmed) for weight, part in parts]) or ZERO,
    )


def _mean(weighted: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    weight = sum((weight for weight, _ in weighted), ZERO)
    return sum((weight * value for weight, value in weighted), ZERO) / weight if weight else None


def _part(measure: Measure, total: Decimal | None, planned: Decimal | None) -> Decimal:
    """Give p: the planned quantity as a percent of the total, or as it is where it is a percent already."""
    if _is_advance(measure):
        return planned or ZERO
    return max(attainment(measure, total, planned) or ZERO, ZERO)


def _done(measure: Measure, total: Decimal | None, actual: Decimal | None) -> Decimal:
    """Give e: no more than the whole of the total."""
    if _is_advance(measure):
        return actual or ZERO
    return capped(attainment(measure, total, actual) or ZERO)


def _is_advance(measure: Measure) -> bool:
    return measure.is_percent and measure.accumulation is LAST
