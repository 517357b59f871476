"""One item of a plan at one cut: its own indicators, what is below it, or both (R C-13, C-15 to C-18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.rules import counts as counting
from models.rules.figures import Draft, Figures, recolored, settle
from models.rules.gather import blank, counting_percents, gather
from models.rules.joint_state import joint_state
from models.rules.measure import State
from models.rules.rollup import shared, weights_by
from models.rules.score_rules import LevelRule, RollUp, ScoreRules, WeightMode
from models.rules.score_series import score_lines
from models.rules.series import lines_of
from models.rules.territory import score_territory
from models.rules.timeline import view_of
from models.rules.traffic_light import BandKind, Bands

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from decimal import Decimal

    from models.rules.counts import Counts
    from models.rules.period import Period
    from models.rules.series import Series
    from models.rules.timeline import Timeline, View
    from models.rules.traffic_light import Band


class ItemInput(NamedTuple):
    """A node of a plan: its place, what it weighs among its siblings (percent, or current budget), its indicators.

    With a `known` score it is taken as it is, and what is below it need not be given.
    """

    key: Hashable
    parent: Hashable = None
    level: str = ""
    weight: Decimal | None = None
    budget: Decimal | None = None
    series: Sequence[Series] = ()
    known: ItemScore | None = None


class ItemScore(NamedTuple):
    """The figures of an item; `series` are those of its indicators in the order given, in the indicators' own colours.

    `counts` says how the activities below it stand; where there are none or they do not count, how it stands itself.
    """

    item: ItemInput
    figures: Figures
    counts: Counts
    series: Sequence[Figures] = ()


class Scorer:
    """Scores the items of one plan type at one cut. What depends on periods only is worked out once a timeline."""

    def __init__(self, cut: Period, rules: ScoreRules, bands: Bands) -> None:
        self._cut, self._rules, self._bands = cut, rules, bands
        self._views: dict[Timeline, View] = {}
        self._indicator_bands = bands.of(BandKind.INDICATOR)
        self._counts_of_one: dict[tuple[str, str], Counts] = {}

    def leaf(self, item: ItemInput) -> ItemScore:
        """Score an item with nothing below it."""
        own, series = self._own(item)
        if own is None:
            own = settle(blank(State.NOT_PROGRAMMED), self._rules, self._level_bands(item))
        counts = self._counts_of_one.get((own.state, own.color))
        if counts is None:
            counts = self._counts_of_one[own.state, own.color] = counting.one(own)
        return ItemScore(item, own, counts, series)

    def node(self, item: ItemInput, children: Sequence[ItemScore], leaves: Sequence[ItemScore]) -> ItemScore:
        """Score an item from its children, or from the leaves below it where its level says so."""
        rule, bands = self._rules.level(item.level), self._level_bands(item)
        own, series = self._own(item)
        alone = own is not None and self._rules.is_measured_alone(item.level)
        if alone or rule.roll_up is RollUp.NONE:
            figures = own or settle(blank(State.DOES_NOT_APPLY), self._rules, bands)
        else:
            draft = combine(leaves if rule.roll_up is RollUp.LEAVES else children, rule, self._rules)
            if own is not None and rule.own_share:
                draft = _with_own(draft, own, rule.own_share, self._rules)
            figures = settle(draft, self._rules, bands)
        sources = (
            [child.figures for child in children] if own is None else [*(child.figures for child in children), own]
        )
        figures = figures._replace(
            reported=sum(source.reported for source in sources), expected=sum(source.expected for source in sources)
        )
        counts = counting.one(figures) if alone else counting.added(child.counts for child in children)
        return ItemScore(item, figures, counts, series)

    def _level_bands(self, item: ItemInput) -> Sequence[Band]:
        return self._bands.of(self._rules.level(item.level).bands)

    def _own(self, item: ItemInput) -> tuple[Figures | None, Sequence[Figures]]:
        """Score the indicators of an item: the figure of all, in the colours of its level, and that of each series."""
        if not item.series:
            return None, ()
        bands = self._level_bands(item)
        each = [self._one(series) for series in item.series]
        if len(each) == 1:
            figures = each[0] if bands is self._indicator_bands else recolored(each[0], bands)
            return figures, each
        indicators, weights = self._by_indicator(item.series, each)
        if len(indicators) == 1:
            return recolored(indicators[0], bands), each
        weighing = weights_by(WeightMode.WEIGHTED, weights, ())
        return settle(gather(indicators, weighing, RollUp.MEAN, self._rules), self._rules, bands), each

    def _one(self, series: Series) -> Figures:
        view = self._views.get(series.timeline)
        if view is None:
            view = self._views[series.timeline] = view_of(series.timeline, self._cut)
        return settle(score_lines(lines_of(series, view), self._rules), self._rules, self._indicator_bands)

    def _by_indicator(
        self, series: Sequence[Series], each: Sequence[Figures]
    ) -> tuple[list[Figures], list[Decimal | None]]:
        """Give a figure and a weight for each indicator; several units of one are put together first."""
        places: dict[Hashable, list[int]] = {}
        for place, one in enumerate(series):
            places.setdefault(("alone", place) if one.indicator is None else one.indicator, []).append(place)
        figures = [
            each[group[0]]
            if len(group) == 1
            else self._territory([series[place] for place in group], [each[place] for place in group])
            for group in places.values()
        ]
        return figures, [series[group[0]].weight for group in places.values()]

    def _territory(self, units: Sequence[Series], each: Sequence[Figures]) -> Figures:
        draft = score_territory(units, self._cut, self._rules)._replace(
            reported=sum(figures.reported for figures in each), expected=sum(figures.expected for figures in each)
        )
        return settle(draft, self._rules, self._indicator_bands)


def combine(parts: Sequence[ItemScore], rule: LevelRule, rules: ScoreRules) -> Draft:
    """Make one figure of the given items, weighed as the rule says."""
    items = [part.item for part in parts]
    mode = rules.weights_of(rule)
    weights = weights_by(mode, [item.weight for item in items], [item.budget for item in items])
    return gather([part.figures for part in parts], weights, rule.roll_up, rules)


def _with_own(draft: Draft, own: Figures, own_share: Decimal, rules: ScoreRules) -> Draft:
    """Mix an item's own indicators into what its children make (R C-17)."""
    children = (draft.period, draft.to_date, draft.year, draft.plan, draft.plan_expected)
    period, to_date, year, plan, expected = shared(counting_percents(own, rules), children, own_share, rules.cap)
    to_date_parts = ((own.state, own.percent_exact), (draft.state, draft.to_date))
    period_parts = ((own.period_state, own.period_exact), (draft.period_state, draft.period))
    return draft._replace(
        period=period,
        to_date=to_date,
        year=year,
        plan=plan,
        plan_expected=expected,
        state=_joint(to_date_parts),
        period_state=_joint(period_parts),
    )


def _joint(parts: Sequence[tuple[State, Decimal | None]]) -> State:
    return joint_state([state for state, _ in parts], [state for state, percent in parts if percent is not None])
