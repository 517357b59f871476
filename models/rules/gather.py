"""Several figures become one: indicators of an item, children of a parent, functions of a unit, tops of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.rules.figures import Draft, Figures
from models.rules.joint_state import UNCOMPUTED, joint_state
from models.rules.measure import State
from models.rules.percent import quantity
from models.rules.project_percent import Advance, compliance
from models.rules.rollup import Percents, weighted_means
from models.rules.score_rules import MissingPolicy, RollUp, ScoreRules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_NO_PERCENTS: Percents = (None,) * 5
_NOT_RUNNING = frozenset({State.PENDING, State.EXEMPT, State.DOES_NOT_APPLY, State.NOT_COMPUTED})


class _Run(NamedTuple):
    """An activity that counts in a project."""

    weight: Decimal
    advance: Advance
    figures: Figures


def gather(figures: Sequence[Figures], weights: Sequence[Decimal], roll_up: RollUp, rules: ScoreRules) -> Draft:
    """Make one figure of several by a roll-up; `LEAVES` differs from `MEAN` only in which figures are given.

    Quantities of different indicators are never added: the draft has none, but for a project its PA and EA.
    """
    runs = _runs(figures, weights, rules) if rules.uses_ratio else []
    draft = _as_project(figures, runs) if roll_up is RollUp.RATIO else _as_mean(figures, weights, rules)
    if rules.is_ceplan:
        draft = _unless_silent(draft, figures)
    project = compliance([(run.weight, run.advance) for run in runs])
    return draft._replace(
        reported=sum(each.reported for each in figures),
        expected=sum(each.expected for each in figures),
        advance=None if project is None else project.advance,
    )


def blank(state: State) -> Draft:
    """Give the figure of what has nothing to measure."""
    return _draft(_NO_PERCENTS, state, state)


def counting_percents(figures: Figures, rules: ScoreRules) -> Percents:
    """Give the percents that parents use: the exact ones, or under the CEPLAN way the rounded ones."""
    return figures.rounded_percents if rules.is_ceplan else figures.exact_percents


def _draft(percents: Percents, state: State, period_state: State) -> Draft:
    period, to_date, year, plan, expected = percents
    return Draft(None, None, None, None, period, to_date, year, plan, expected, state, period_state, 0, 0)


def _as_mean(figures: Sequence[Figures], weights: Sequence[Decimal], rules: ScoreRules) -> Draft:
    parts = [(weight, counting_percents(each, rules)) for weight, each in zip(weights, figures, strict=True)]
    weighing = [each for weight, each in zip(weights, figures, strict=True) if weight]
    counted = [each.state for each in weighing if each.percent_exact is not None]
    period_counted = [each.period_state for each in weighing if each.period_exact is not None]
    return _draft(
        weighted_means(parts, rules.cap),
        joint_state([each.state for each in figures], counted),
        joint_state([each.period_state for each in figures], period_counted),
    )


def _unless_silent(draft: Draft, figures: Sequence[Figures]) -> Draft:
    """CEPLAN: while one part is S.I., what is above it is not computed."""
    if any(each.state in UNCOMPUTED for each in figures):
        draft = draft._replace(to_date=None, year=None, plan=None, plan_expected=None, state=State.NOT_COMPUTED)
    if any(each.period_state in UNCOMPUTED for each in figures):
        draft = draft._replace(period=None, period_state=State.NOT_COMPUTED)
    return draft


def _runs(figures: Sequence[Figures], weights: Sequence[Decimal], rules: ScoreRules) -> list[_Run]:
    excludes = rules.missing_policy is MissingPolicy.EXCLUDE
    return [
        _Run(weight, each.advance, each)
        for weight, each in zip(weights, figures, strict=True)
        if each.advance is not None
        and each.state not in _NOT_RUNNING
        and not (excludes and each.state is State.NO_REPORT)
    ]


def _as_project(figures: Sequence[Figures], runs: Sequence[_Run]) -> Draft:
    states, period_states = [each.state for each in figures], [each.period_state for each in figures]
    project = compliance([(run.weight, run.advance) for run in runs])
    if project is None:
        return _draft(_NO_PERCENTS, joint_state(states, ()), joint_state(period_states, ()))
    advance, *percents = project
    counted = [run.figures.state for run in runs if run.advance.programmed]
    period_counted = [run.figures.period_state for run in runs if run.advance.period_programmed]
    draft = _draft(percents, joint_state(states, counted), joint_state(period_states, period_counted))
    return draft._replace(
        planned=None if advance.period_programmed is None else quantity(advance.period_programmed),
        actual=None if advance.period_executed is None else quantity(advance.period_executed),
        planned_to_date=quantity(advance.programmed),
        actual_to_date=quantity(advance.executed),
    )
