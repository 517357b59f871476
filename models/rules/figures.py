"""The figures of one indicator or item at one cut, in the two precisions in which they are kept."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from models.rules.measure import State
from models.rules.percent import EXACT, LIMIT, LOWEST, PLACES, ZERO
from models.rules.traffic_light import color_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.rules.project_percent import Advance
    from models.rules.rollup import Percents
    from models.rules.score_rules import ScoreRules
    from models.rules.traffic_light import Band


class Flag(StrEnum):
    """What a reader is told beside a figure."""

    OVER_EXECUTION = "over_execution"
    PERCENT_OVERFLOW = "percent_overflow"


class Draft(NamedTuple):
    """Figures before rounding: raw percents, states and counts as they were worked out."""

    planned: Decimal | None
    actual: Decimal | None
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    period: Decimal | None
    to_date: Decimal | None
    year: Decimal | None
    plan: Decimal | None
    plan_expected: Decimal | None
    state: State
    period_state: State
    reported: int
    expected: int
    flags: tuple[Flag, ...] = ()
    advance: Advance | None = None


class Figures(NamedTuple):
    """Every figure of the contract's `score`. None: does not exist, which is never zero.

    Quantities are in the indicator's unit (P and A of the period and to date; of a project PA and EA in percent).
    Percents are raw, 0 to 100 and beyond: of the period K_per, to date K_cum, of the year V_year, of the plan V_plan
    and what of V_plan was expected by the cut (R C-08, C-19). `capped_percent` is K_cum as roll-ups count it. Those
    called exact have ten decimals and feed the parents; the others are what people see. `expected` and `reported`
    count the reports due with the period. A named tuple, for it is made ten times faster than a frozen dataclass.
    """

    planned: Decimal | None
    actual: Decimal | None
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    period_percent: Decimal | None
    to_date_percent: Decimal | None
    year_percent: Decimal | None
    plan_percent: Decimal | None
    plan_expected_percent: Decimal | None
    capped_percent: Decimal | None
    period_exact: Decimal | None
    percent_exact: Decimal | None
    year_exact: Decimal | None
    plan_exact: Decimal | None
    plan_expected_exact: Decimal | None
    color: str
    period_color: str
    state: State
    period_state: State
    reported: int
    expected: int
    flags: tuple[Flag, ...]
    advance: Advance | None

    @property
    def rounded_percents(self) -> Percents:
        """The five percents that people see: of the period, to date, of the year, of the plan, expected of the plan."""
        return self[4:9]

    @property
    def exact_percents(self) -> Percents:
        """The same five with ten decimals."""
        return self[10:15]

    @property
    def is_met(self) -> bool:
        """Tell whether the programmed percent is met: 100.00 to date as people see it (S1-CP16.1)."""
        return self.to_date_percent is not None and self.to_date_percent >= 100


_NEITHER = (None, None)


def settle(draft: Draft, rules: ScoreRules, bands: Sequence[Band]) -> Figures:
    """Round a draft and colour it: colours follow the rounded percents (R C-01)."""
    if any(raw is not None and not LOWEST <= raw <= LIMIT for raw in draft[4:9]):
        draft = _clipped(draft)
    places = PLACES[rules.rounding]
    period, to_date, year = _both(draft.period, places), _both(draft.to_date, places), _both(draft.year, places)
    plan = year if draft.plan is draft.year else _both(draft.plan, places)
    expected = _both(draft.plan_expected, places)
    return Figures(
        *draft[:4],
        period[0],
        to_date[0],
        year[0],
        plan[0],
        expected[0],
        _capped(to_date[0], rules.cap),
        period[1],
        to_date[1],
        year[1],
        plan[1],
        expected[1],
        color_for(draft.state, to_date[0], bands),
        color_for(draft.period_state, period[0], bands),
        draft.state,
        draft.period_state,
        draft.reported,
        draft.expected,
        draft.flags,
        draft.advance,
    )


def recolored(figures: Figures, bands: Sequence[Band]) -> Figures:
    """Give the same figures in the colours of another list of bands."""
    return figures._replace(
        color=color_for(figures.state, figures.to_date_percent, bands),
        period_color=color_for(figures.period_state, figures.period_percent, bands),
    )


def _both(raw: Decimal | None, places: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Round a percent to what people see and to what feeds the parents."""
    if raw is None:
        return _NEITHER
    return raw.quantize(places, ROUND_HALF_UP), raw.quantize(EXACT, ROUND_HALF_UP)


def _capped(shown: Decimal | None, cap: Decimal) -> Decimal | None:
    if shown is None or ZERO <= shown <= cap:
        return shown
    return ZERO if shown < ZERO else cap


def _clipped(draft: Draft) -> Draft:
    percents = [None if raw is None else min(max(raw, LOWEST), LIMIT) for raw in draft[4:9]]
    return Draft._make((*draft[:4], *percents, *draft[9:]))._replace(flags=(*draft.flags, Flag.PERCENT_OVERFLOW))
