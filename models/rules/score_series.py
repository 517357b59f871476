"""One indicator of one org unit at one cut: its quantities, percents and states (R C-03 to C-14)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from models.rules.accumulation import INDEPENDENT
from models.rules.attainment import attainment
from models.rules.figures import Draft, Flag
from models.rules.gaps import NO_GAPS, NO_PLACES, Gaps, entries_of, gaps_of, standing
from models.rules.horizon import horizon_of
from models.rules.measure import LAST, MILESTONE, UP, Measure, State
from models.rules.percent import quantity
from models.rules.project_percent import advance_of
from models.rules.reading import Reading, read
from models.rules.score_rules import MissingPolicy, ScoreRules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.rules.series import Lines
    from models.rules.timeline import View

_OVER = (Flag.OVER_EXECUTION,)
_EXCLUDE = MissingPolicy.EXCLUDE
_OUT = (State.DOES_NOT_APPLY, State.EXEMPT, State.PENDING)


def score_lines(lines: Lines, rules: ScoreRules) -> Draft:
    """Score one series; nothing is rounded but means, which are no typed quantities."""
    lines = as_counted(lines, rules)
    view, measure = lines.view, lines.measure
    gaps = gaps_of(lines)
    due = entries_of(lines, view.closing)
    before = standing(lines, due, view.closing, gaps)
    period_before = before
    if view.inside != view.closing:
        period_before = standing(lines, entries_of(lines, view.inside), view.inside, gaps)
    to_date = _read(lines, view.to_date, before, gaps, rules)
    period = _read(lines, view.inside, period_before, gaps, rules)
    if measure.direction is MILESTONE and period.raw is None and period_before is None:
        period = period._replace(raw=attainment(measure, period.planned, to_date.actual))  # reached earlier
    horizon = horizon_of(lines, to_date, rules.cap)
    expected, reported = _expected(view, due, gaps)
    draft = Draft(
        period.planned,
        period.actual,
        to_date.planned,
        to_date.actual,
        period.raw,
        to_date.raw,
        horizon.year,
        horizon.plan,
        horizon.plan_expected,
        _state(lines, before, to_date, view.beyond),
        _state(lines, period_before, period, view.around),
        reported,
        expected,
        _OVER if _exceeds(measure, period, to_date, rules) else (),
        advance_of(measure, period, to_date, horizon) if rules.uses_ratio else None,
    )
    return _with_rounded_means(draft) if measure.accumulation in INDEPENDENT else draft


def as_counted(lines: Lines, rules: ScoreRules) -> Lines:
    """Give the lines as the score rule reads their values."""
    if rules.is_ceplan and lines.measure.accumulation is LAST:
        return lines._replace(measure=_by_last_above_zero(lines.measure))
    return lines


@lru_cache(maxsize=256)
def _by_last_above_zero(measure: Measure) -> Measure:
    """CEPLAN's « acumulado mensual », where more is better (R section 9)."""
    return replace(measure, skips_zeros=True) if measure.direction is UP else measure


def _read(lines: Lines, places: Sequence[int], before: State | None, gaps: Gaps, rules: ScoreRules) -> Reading:
    """Read a span under the policy for what is missing; no percent where the state stands before the figure."""
    if gaps is NO_GAPS and before is None:
        return read(lines, places)
    if before in _OUT or not _counts(before, places, gaps, rules):
        return read(lines, places)._replace(raw=None)
    left_out = gaps.pending | gaps.waived
    if rules.missing_policy is _EXCLUDE:
        return read(lines, places, NO_PLACES, left_out | gaps.silent)
    return read(lines, places, gaps.silent, left_out)


def _counts(before: State | None, places: Sequence[int], gaps: Gaps, rules: ScoreRules) -> bool:
    """Tell whether a span with gaps has a percent: not if S.I. under CEPLAN, nor if silence is taken out."""
    if rules.is_ceplan:
        return gaps.silent.isdisjoint(places)
    return before is None or rules.missing_policy is not _EXCLUDE


def _state(lines: Lines, before: State | None, reading: Reading, nearby: Sequence[int]) -> State:
    if before is not None:
        return before
    if lines.measure.is_programmed(reading.planned):
        return State.NOT_COMPUTED if reading.raw is None else State.MEASURED
    if reading.actual is None or reading.actual <= 0 or _belongs_to_longer(lines, nearby):
        return State.NOT_PROGRAMMED
    return State.UNPLANNED_EXECUTION


def _belongs_to_longer(lines: Lines, nearby: Sequence[int]) -> bool:
    """Tell whether the work was programmed for a longer period that has no parts, such as the year alone."""
    return any(
        lines.measure.is_programmed(lines.planned[place]) and lines.view.is_finest(place, lines.planned)
        for place in nearby
    )


def _expected(view: View, due: Sequence[int], gaps: Gaps) -> tuple[int, int]:
    """Count the reports that are expected of the cut's period, and those that are in."""
    if gaps is NO_GAPS and view.sheets is None:
        return len(due), len(due)
    expected = [place for place in due if place not in gaps.waived]
    missing = [place for place in expected if place in gaps.silent | gaps.pending]
    if view.sheets is None:
        return len(expected), len(expected) - len(missing)
    sheets = {view.sheets[place] for place in expected}
    return len(sheets), len(sheets.difference(view.sheets[place] for place in missing))


def _exceeds(measure: Measure, period: Reading, to_date: Reading, rules: ScoreRules) -> bool:
    """Tell whether so much more was done than programmed that the programming is to be reviewed (R C-09)."""
    if measure.direction is not UP:
        return False
    limit = rules.over_execution_from
    return (period.raw is not None and period.raw > limit) or (to_date.raw is not None and to_date.raw > limit)


def _with_rounded_means(draft: Draft) -> Draft:
    """Round the quantities that are means to what can be stored; all others were typed by a person."""
    means = [None if value is None else quantity(value) for value in draft[:4]]
    return Draft._make((*means, *draft[4:]))
