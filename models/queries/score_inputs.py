"""From rows to what the rules score: items with their series, sharing one timeline wherever periods and unit agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from models.queries.unit_marks import UnitMarks
from models.rules.measure import Accumulation, Direction, Measure
from models.rules.period import Period, PeriodKind
from models.rules.score_item import ItemInput
from models.rules.series import Series
from models.rules.timeline import NOWHERE, Timeline

_PERCENT_UNITS = frozenset({"%", "porcentaje", "por ciento", "porciento"})
_NO_MARKS = UnitMarks()


class SeriesKey(NamedTuple):
    """Whose series it is."""

    indicator_id: int
    org_unit_id: int


class _Layout(NamedTuple):
    """A timeline, and where the words of a row of actuals belong in it."""

    timeline: Timeline
    places: Sequence[int]


class _Numbers(dict[str, Decimal]):
    """Decimals by their text: a plan repeats few values many times, and one object for each keeps memory small."""

    def __missing__(self, word: str) -> Decimal:
        """Read a value that was not seen before."""
        value = self[word] = Decimal(word)
        return value


@dataclass(slots=True)
class SeriesMaker:
    """Makes series from rows of `ScoreRows.cells`.

    `has_ended` tells whether the window of a period is over, `captured` how often the plan's sheets are.
    """

    marks: Mapping[int, UnitMarks]
    has_ended: Callable[[Period], bool]
    captured: PeriodKind | None = None
    _layouts: dict[tuple[int, str, str], _Layout] = field(default_factory=dict)
    _measures: dict[tuple[Any, ...], Measure] = field(default_factory=dict)
    _numbers: _Numbers = field(default_factory=_Numbers)

    def by_item(self, cells: Iterable[Any], units: Mapping[int, int]) -> dict[int, list[Series]]:
        """Give the series of each item; an indicator without any value stands under its item's own unit."""
        found: defaultdict[int, list[Series]] = defaultdict(list)
        for item_id, indicator_id, weight, *rest in cells:
            measure, (unit_id, *texts) = self._measure(rest[:7]), rest[7:]
            key = SeriesKey(indicator_id, unit_id or units[item_id])
            found[item_id].append(self._series(measure, key, weight, texts))
        return found

    def _series(self, measure: Measure, key: SeriesKey, weight: Decimal | None, texts: Sequence[str | None]) -> Series:
        planned_periods, planned_text, actual_periods, actual_text = (each or "" for each in texts)
        layout = self._layout(key.org_unit_id, planned_periods, actual_periods)
        timeline = layout.timeline
        numbers, does_not_apply, words = self._numbers, NOWHERE, planned_text.split()
        if "-" in words:
            does_not_apply = frozenset(timeline.periods[place] for place, word in enumerate(words) if word == "-")
        planned = [None if word == "-" else numbers[word] for word in words]
        size = len(timeline.periods)
        planned += [None] * (size - len(planned))
        actual: list[Decimal | None] = [None] * size
        for place, word in zip(layout.places, actual_text.split(), strict=True):
            actual[place] = numbers[word]
        return Series(measure, timeline, planned, actual, key, key.indicator_id, weight, does_not_apply)

    def _layout(self, unit_id: int, planned: str, actual: str) -> _Layout:
        known = self._layouts.get((unit_id, planned, actual))
        if known is None:
            words = dict.fromkeys([*planned.split(), *actual.split()])
            places = {word: place for place, word in enumerate(words)}
            marks = self.marks.get(unit_id, _NO_MARKS)
            periods = tuple(map(Period.parse, words))
            timeline = Timeline(
                periods,
                marks.reported,
                frozenset(period for period in periods if self._has_ended(period, marks)),
                frozenset(marks.waived),
                self.captured,
            )
            known = _Layout(timeline, [places[word] for word in actual.split()])
            self._layouts[unit_id, planned, actual] = known
        return known

    def _has_ended(self, period: Period, marks: UnitMarks) -> bool:
        """Whether the window is over for the unit: not while a later date of its own runs."""
        return self.has_ended(period) and not any(extended.contains(period) for extended in marks.extended)

    def _measure(self, row: Sequence[Any]) -> Measure:
        key = tuple(row)
        measure = self._measures.get(key)
        if measure is None:
            direction, accumulation, use_baseline, baseline, tolerance, decimals, unit = row
            measure = self._measures[key] = Measure(
                direction=Direction(direction),
                accumulation=Accumulation(accumulation),
                use_baseline=use_baseline,
                baseline=baseline,
                tolerance=tolerance,
                decimals=decimals,
                is_percent=unit.strip().lower() in _PERCENT_UNITS,
            )
        return measure


def item_inputs(
    items: Iterable[Any], series: Mapping[int, Sequence[Series]], budgets: Mapping[int, Decimal] | None = None
) -> list[ItemInput]:
    """Give the nodes of a tree from rows of `ScoreRows.items`, each weighing its own budget and what is below it."""
    rows = list(items)
    whole = {} if budgets is None else _with_what_is_below(rows, budgets)
    return [
        ItemInput(item_id, parent_id, level, weight, whole.get(item_id), series.get(item_id, ()))
        for item_id, parent_id, level, weight, _unit in rows
    ]


def _with_what_is_below(rows: Sequence[Any], budgets: Mapping[int, Decimal]) -> dict[int, Decimal]:
    parents = {row[0]: row[1] for row in rows}
    whole: defaultdict[int, Decimal] = defaultdict(Decimal)
    for item_id, amount in budgets.items():
        place: int | None = item_id
        while place is not None:
            whole[place] += amount
            place = parents.get(place)
    return whole
