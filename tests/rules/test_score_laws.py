"""What must hold of every figure, whatever the numbers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.figures import Figures
from models.rules.measure import DOWN, KEEP, MILESTONE, SUM, UP, Accumulation, Measure, State
from models.rules.period import Period
from models.rules.score_item import ItemInput, ItemScore
from models.rules.score_rules import LevelRule, RollUp, ScoreRules
from models.rules.score_series import score_lines
from models.rules.score_tree import score_tree, summary
from models.rules.series import Series, lines_of
from models.rules.timeline import Timeline, view_of
from models.rules.traffic_light import Band, Bands, color_of

law = settings(deadline=None)  # a machine under load is no fault of a law

BANDS = Bands()
RULES = ScoreRules()
YEAR = Period.parse("2027")
MONTHS = YEAR.parts("month")
EVERY_PERIOD = (*MONTHS, *(part for kind in ("bimonth", "quarter", "semester") for part in YEAR.parts(kind)), YEAR)
CLOSED = Timeline(MONTHS, closed=frozenset(MONTHS))

quantities = st.decimals(0, 10_000, places=2)
targets = st.none() | quantities
ways = st.sampled_from([way for way in Accumulation if way is not Accumulation.AVERAGE_PERCENT])
levels = st.sampled_from([Measure(UP, way) for way in Accumulation] + [Measure(DOWN, way) for way in Accumulation])
measures = levels | st.sampled_from([Measure(KEEP), Measure(MILESTONE)])
cuts = st.sampled_from(EVERY_PERIOD)
twelve = st.lists(targets, min_size=12, max_size=12)
series = st.builds(Series, measures, st.just(CLOSED), twelve, twelve)
percents = st.decimals(-1000, 1000, places=4)
band_limits = st.lists(st.decimals(1, 200, places=2), max_size=6, unique=True)


def figures_of(one: Series, cut: Period, rules: ScoreRules = RULES) -> Figures:
    return score_tree([ItemInput("x", series=(one,))], cut, rules, BANDS)["x"].figures


def counted(one: Series, cut: Period) -> Decimal | None:
    return figures_of(one, cut).capped_percent


def comparable(figures: Figures) -> Figures:
    return figures._replace(reported=0, expected=0)


@law
@given(series, cuts)
def test_capped_percents_lie_between_zero_and_the_cap(one: Series, cut: Period) -> None:
    figures = figures_of(one, cut)
    assert figures.capped_percent is None or 0 <= figures.capped_percent <= 100


@law
@given(series, cuts)
def test_a_percent_exists_exactly_where_the_state_has_one(one: Series, cut: Period) -> None:
    figures = figures_of(one, cut)
    assert (figures.to_date_percent is not None) is (figures.state in {State.MEASURED, State.NO_REPORT})
    assert (figures.period_percent is not None) is (figures.period_state in {State.MEASURED, State.NO_REPORT})


@law
@given(series, cuts, st.integers(0, 11), quantities)
def test_more_progress_never_looks_worse(one: Series, cut: Period, place: int, more: Decimal) -> None:
    done = one.actual[place]
    if one.measure.direction in {KEEP, DOWN} or done is None:
        return
    better = [done + more if at == place else value for at, value in enumerate(one.actual)]
    before, after = counted(one, cut), counted(one._replace(actual=better), cut)
    assert (before is None) is (after is None)
    assert before is None or after is None or after >= before


@law
@given(st.decimals(1, 100, places=2), quantities, quantities)
def test_less_never_looks_worse_where_less_is_better(planned: Decimal, some: Decimal, more: Decimal) -> None:
    measure = Measure(DOWN, Accumulation.LAST)
    month = Timeline(MONTHS[:1])
    low, high = (Series(measure, month, [planned], [actual]) for actual in (some, some + more))
    before, after = counted(low, MONTHS[0]), counted(high, MONTHS[0])
    assert before is not None
    assert after is not None
    assert before >= after


@law
@given(ways, st.lists(targets, min_size=3, max_size=3), st.lists(targets, min_size=3, max_size=3), st.integers(0, 2))
def test_silence_never_looks_better_than_any_report(
    way: Accumulation, planned: list[Decimal | None], actual: list[Decimal | None], place: int
) -> None:
    months = Timeline(MONTHS[:3], closed=frozenset(MONTHS[:3]))
    silent = [None if at == place else value for at, value in enumerate(actual)]
    spoken = [Decimal(0) if at == place and value is None else value for at, value in enumerate(actual)]
    if not planned[place]:
        return
    worse, better = (Series(Measure(UP, way), months, planned, values) for values in (silent, spoken))
    before, after = counted(worse, MONTHS[2]), counted(better, MONTHS[2])
    assert before is not None
    assert after is not None
    assert before <= after or way is Accumulation.LAST  # there a later value stands for the silent one, too


@law
@given(series)
def test_the_year_to_date_is_the_advance_of_the_year_in_december(one: Series) -> None:
    full = one._replace(actual=[value or Decimal(0) for value in one.actual])
    figures = figures_of(full, MONTHS[11])
    if figures.state is State.MEASURED:
        assert figures.year_percent == figures.to_date_percent


@law
@given(series, cuts)
def test_periods_without_values_change_nothing(one: Series, cut: Period) -> None:
    """The same values beside rows for quarters, semesters and the year that nobody filled."""
    wide = Timeline(EVERY_PERIOD, closed=frozenset(EVERY_PERIOD))
    nothing = [None] * (len(EVERY_PERIOD) - 12)
    wider = one._replace(timeline=wide, planned=[*one.planned, *nothing], actual=[*one.actual, *nothing])
    assert figures_of(wider, cut) == figures_of(one, cut)


@law
@given(series, st.randoms(use_true_random=False))
def test_the_order_of_periods_changes_nothing(one: Series, random: object) -> None:
    order = list(range(12))
    random.shuffle(order)  # type: ignore[attr-defined]
    timeline = Timeline(tuple(MONTHS[at] for at in order), closed=frozenset(MONTHS))
    mixed = one._replace(
        timeline=timeline, planned=[one.planned[at] for at in order], actual=[one.actual[at] for at in order]
    )
    assert figures_of(mixed, MONTHS[7]) == figures_of(one, MONTHS[7])


@law
@given(st.lists(st.tuples(targets, quantities), min_size=3, max_size=3))
def test_a_quarter_of_a_sum_is_the_sum_of_its_months(values: list[tuple[Decimal | None, Decimal]]) -> None:
    one = Series(
        Measure(UP, SUM), Timeline(MONTHS[:3]), [planned for planned, _ in values], [done for _, done in values]
    )
    quarter, months = figures_of(one, YEAR.parts("quarter")[0]), [figures_of(one, month) for month in MONTHS[:3]]
    assert quarter.actual == sum(month.actual or 0 for month in months)
    assert (quarter.planned or 0) == sum(month.planned or 0 for month in months)


@law
@given(band_limits, percents)
def test_bands_cover_every_percent_once(limits: list[Decimal], percent: Decimal) -> None:
    bands = tuple(Band(str(limit), limit) for limit in [*sorted(limits, reverse=True), Decimal(0)])
    color = color_of(percent, Bands(bands).default)
    reached = [band.from_percent for band in bands if band.from_percent <= max(percent, Decimal(0))]
    assert color == str(max(reached))


@law
@given(band_limits, percents, percents)
def test_a_higher_percent_never_has_a_lower_band(limits: list[Decimal], one: Decimal, other: Decimal) -> None:
    bands = tuple(Band(str(limit), limit) for limit in [*sorted(limits, reverse=True), Decimal(0)])
    order = [band.color for band in bands]
    low, high = sorted((one, other))
    assert order.index(color_of(high, bands)) <= order.index(color_of(low, bands))


plans = st.lists(st.tuples(series, st.integers(0, 50)), min_size=1, max_size=6)
roll_ups = st.sampled_from([RollUp.MEAN, RollUp.RATIO, RollUp.LEAVES])


def plan(parts: list[tuple[Series, int]], roll_up: RollUp, factor: int = 1) -> tuple[list[ItemInput], ScoreRules]:
    leaves = [
        ItemInput(key, "top", "activity", Decimal(weight) * factor, series=(one,))
        for key, (one, weight) in enumerate(parts)
    ]
    return [ItemInput("top", level="top"), *leaves], ScoreRules(levels={"top": LevelRule(roll_up)})


def top_of(items: list[ItemInput], rules: ScoreRules, cut: Period) -> ItemScore:
    return score_tree(items, cut, rules, BANDS)["top"]


@law
@given(plans, roll_ups, cuts)
def test_weights_count_only_against_each_other(parts: list[tuple[Series, int]], roll_up: RollUp, cut: Period) -> None:
    one, three = (top_of(*plan(parts, roll_up, factor), cut) for factor in (1, 3))
    assert one.figures.rounded_percents == three.figures.rounded_percents


@law
@given(plans, roll_ups, cuts)
def test_the_order_of_items_changes_nothing(parts: list[tuple[Series, int]], roll_up: RollUp, cut: Period) -> None:
    items, rules = plan(parts, roll_up)
    there, back = (top_of(order, rules, cut) for order in (items, items[::-1]))
    assert there.figures.rounded_percents == back.figures.rounded_percents
    assert (there.figures.state, there.counts.by_state) == (back.figures.state, back.counts.by_state)


@law
@given(plans, st.sampled_from([RollUp.MEAN, RollUp.LEAVES]), cuts)
def test_a_mean_lies_between_its_parts(parts: list[tuple[Series, int]], roll_up: RollUp, cut: Period) -> None:
    items, rules = plan(parts, roll_up)
    scores = score_tree(items, cut, rules, BANDS)
    mean = scores["top"].figures.to_date_percent
    below = [score.figures.capped_percent for key, score in scores.items() if key != "top"]
    known = [percent for percent in below if percent is not None]
    assert mean is None or min(known) <= mean <= max(known)


@law
@given(plans, roll_ups, cuts, st.integers(0, 5))
def test_stored_siblings_give_the_same_as_a_whole_computation(
    parts: list[tuple[Series, int]], roll_up: RollUp, cut: Period, changed: int
) -> None:
    items, rules = plan(parts, roll_up)
    whole = score_tree(items, cut, rules, BANDS)
    again = [
        item if item.key in {"top", changed} else item._replace(series=(), known=whole[item.key]) for item in items
    ]
    assert top_of(again, rules, cut) == whole["top"]


@law
@given(plans, cuts)
def test_the_summary_counts_every_item_once(parts: list[tuple[Series, int]], cut: Period) -> None:
    items, rules = plan(parts, RollUp.MEAN)
    found = summary(score_tree(items, cut, rules, BANDS), rules, BANDS)
    assert found.items == sum(found.by_state.values()) == sum(found.by_color.values()) == len(items)
    assert found.coverage_percent is None or 0 <= found.coverage_percent <= 100


@law
@given(series, cuts)
def test_a_single_unit_is_its_own_territory(one: Series, cut: Period) -> None:
    """A second unit in which nothing applies leaves the institution with what the first one has."""
    idle = Series(one.measure, CLOSED, [None] * 12, [None] * 12, indicator="i", does_not_apply=frozenset(MONTHS))
    item = ItemInput("x", series=(one._replace(indicator="i"), idle))
    both = score_tree([item], cut, RULES, BANDS)["x"].figures
    assert comparable(both).rounded_percents == comparable(figures_of(one, cut)).rounded_percents


@law
@given(series, cuts)
def test_a_view_can_be_used_again(one: Series, cut: Period) -> None:
    view = view_of(one.timeline, cut)
    assert score_lines(lines_of(one, view), RULES) == score_lines(lines_of(one, view), RULES)
