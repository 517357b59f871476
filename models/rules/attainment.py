"""Planned against actual: the raw percent of one pair of values (porcentaje de cumplimiento, R C-04 to C-07).

The same function serves the period, to date and the year (R C-08): only the pair changes. Raw percents may be negative
or above 100; what counts in a roll-up is capped elsewhere (R C-09).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.errors import RuleBroken
from models.rules.measure import DOWN, KEEP, SUM, UP, Measure
from models.rules.percent import HUNDRED, ZERO

if TYPE_CHECKING:
    from decimal import Decimal


def attainment(measure: Measure, planned: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """Give the unrounded raw percent of `actual` against `planned`.

    None where there is no value, where the target asks for nothing (R C-11), and where the formula has no answer: a
    negative target, or a baseline on the wrong side of the target.
    """
    direction = measure.direction
    if planned is None or actual is None or (not planned and direction is not DOWN):
        return None
    if direction is UP:
        return _rising(measure, planned, actual)
    if direction is DOWN:
        return _falling(measure, planned, actual)
    return _kept(measure, planned, actual) if direction is KEEP else _reached(planned, actual)


def uses_baseline(measure: Measure) -> bool:
    """Tell whether the percent is counted from the baseline; a falling sum never is (R C-05)."""
    return measure.use_baseline and not (measure.direction is DOWN and measure.accumulation is SUM)


def check_baseline(measure: Measure, planned: Decimal | None) -> None:
    """Raise RuleBroken where a baseline is used that is missing or not on the worse side of the target."""
    if measure.direction not in {UP, DOWN} or not uses_baseline(measure) or planned is None:
        return
    if measure.baseline is None:
        raise RuleBroken("baseline_missing", "Escriba la línea base o indique que el indicador no la usa.")
    if measure.direction is DOWN and measure.baseline <= planned:
        raise RuleBroken("baseline_not_above_target", "La línea base de un indicador que baja debe superar la meta.")
    if measure.direction is UP and measure.baseline >= planned:
        raise RuleBroken(
            "baseline_not_below_target", "La línea base de un indicador que sube debe ser menor que la meta."
        )


def _rising(measure: Measure, planned: Decimal, actual: Decimal) -> Decimal | None:
    if not measure.use_baseline:
        return actual * HUNDRED / planned if planned > 0 else None
    if measure.baseline is None or planned <= measure.baseline:
        return None
    return (actual - measure.baseline) * HUNDRED / (planned - measure.baseline)


def _falling(measure: Measure, planned: Decimal, actual: Decimal) -> Decimal | None:
    if uses_baseline(measure):
        if measure.baseline is None or measure.baseline <= planned:
            return None
        return (measure.baseline - actual) * HUNDRED / (measure.baseline - planned)
    if planned < 0:
        return None
    return planned * HUNDRED / actual if actual > 0 else HUNDRED


def _reached(planned: Decimal, actual: Decimal) -> Decimal:
    return HUNDRED if actual >= planned else ZERO


def _kept(measure: Measure, planned: Decimal, actual: Decimal) -> Decimal:
    distance = abs(actual - planned)
    if distance <= measure.tolerance:
        return HUNDRED
    return max(ZERO, HUNDRED - distance * HUNDRED / abs(planned))
