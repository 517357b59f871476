"""Series, items and scores written as short words: what the tests of the score share."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from models.rules.figures import Draft, Figures, settle
from models.rules.measure import AVERAGE, DOWN, KEEP, LAST, MAX, MILESTONE, Measure, State
from models.rules.period import Period
from models.rules.score_item import ItemInput, ItemScore
from models.rules.score_rules import ScoreRules
from models.rules.score_series import score_lines
from models.rules.score_tree import score_tree
from models.rules.series import Lines, Series, lines_of
from models.rules.timeline import Timeline, view_of
from models.rules.traffic_light import Bands

BANDS = Bands()
RULES = ScoreRules()
MARCH = Period.parse("2027-03")

UP_SUM = Measure()
UP_LAST = Measure(accumulation=LAST)
UP_AVERAGE = Measure(accumulation=AVERAGE)
UP_MAX = Measure(accumulation=MAX)
DOWN_SUM = Measure(DOWN)
DOWN_LAST = Measure(DOWN, LAST)
KEEP_LAST = Measure(KEEP, LAST)
DONE = Measure(MILESTONE, LAST)


def number(word: str) -> Decimal | None:
    """« - » is no value."""
    return None if word == "-" else Decimal(word)


def numbers(words: str) -> list[Decimal | None]:
    return [number(word) for word in words.split()]


def periods(words: str) -> tuple[Period, ...]:
    return tuple(Period.parse(word) for word in words.split())


def months(words: str) -> str:
    """« 01 02 » as months of 2027; the first of them without words."""
    return " ".join(f"2027-{word}" for word in words.split())


@dataclass(frozen=True, slots=True)
class Sheets:
    """What became of a unit's sheets: period codes."""

    closed: str = months("01 02 03")
    reported: str = ""
    waived: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A series in words: values by period, in order; what is shorter is filled with « - »."""

    planned: str
    actual: str
    measure: Measure = UP_SUM
    at: str = months("01 02 03 04 05 06 07 08 09 10 11 12")
    sheets: Sheets = field(default_factory=Sheets)
    does_not_apply: str = ""
    weight: str = "-"
    indicator: str | None = None

    @property
    def series(self) -> Series:
        timeline = Timeline(
            periods(self.at),
            frozenset(periods(self.sheets.reported)),
            frozenset(periods(self.sheets.closed)),
            frozenset(periods(self.sheets.waived)),
        )
        size = len(timeline.periods)
        planned, actual = numbers(self.planned), numbers(self.actual)
        return Series(
            self.measure,
            timeline,
            planned + [None] * (size - len(planned)),
            actual + [None] * (size - len(actual)),
            weight=number(self.weight),
            indicator=self.indicator,
            does_not_apply=frozenset(periods(self.does_not_apply)),
        )

    def lines(self, cut: str = "2027-03") -> Lines:
        series = self.series
        return lines_of(series, view_of(series.timeline, Period.parse(cut)))

    def draft(self, cut: str = "2027-03", rules: ScoreRules = RULES) -> Draft:
        return score_lines(self.lines(cut), rules)

    def score(self, cut: str = "2027-03", rules: ScoreRules = RULES) -> Figures:
        return settle(self.draft(cut, rules), rules, BANDS.default)


def item(key: str, parent: str | None = None, weight: str = "-", *rows: Row, level: str = "activity") -> ItemInput:
    return ItemInput(key, parent, level, number(weight), series=tuple(row.series for row in rows))


def tree(*items: ItemInput, cut: str = "2027-03", rules: ScoreRules = RULES) -> dict[object, ItemScore]:
    return {**score_tree(items, Period.parse(cut), rules, BANDS)}


def figure(percent: str, state: State = State.MEASURED, **others: object) -> Figures:
    """A figure with one percent for all measures."""
    raw = number(percent)
    draft = Draft(None, None, None, None, raw, raw, raw, raw, raw, state, state, 1, 1)
    return settle(draft._replace(**others), RULES, BANDS.default)


def words(*values: object) -> str:
    """Figures as a person would write them down: « 78.89 - yellow »."""
    return " ".join("-" if value is None else str(value) for value in values)
