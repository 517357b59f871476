"""The charts of a document. Each says in words what it shows, for who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.rules.document.cells import Color, Kind, check_value


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; without a value none is drawn and the sign of what is missing stands in its place."""

    label: str
    value: Decimal | None
    color: Color | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """A horizontal bar for each category, in its colour. `kind` is that of the values (percent, quantity, money)."""

    title: str
    alternative: str
    bars: tuple[Bar, ...]
    kind: Kind = Kind.PERCENT

    def __post_init__(self) -> None:
        """Refuse values that are no figures, and a chart that says nothing in words."""
        _check_words(self.alternative)
        for bar in self.bars:
            check_value(self.kind, bar.value)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each colour one bar holds, in the order of the chart's colours."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedChart:
    """Counts of colours in one horizontal bar for each category; `colors` is the order from left to right."""

    title: str
    alternative: str
    colors: tuple[Color, ...]
    bars: tuple[Counts, ...]

    def __post_init__(self) -> None:
        """Refuse a bar with more or fewer counts than there are colours, counts below zero, and a lack of words."""
        _check_words(self.alternative)
        for bar in self.bars:
            if len(bar.counts) != len(self.colors) or any(count < 0 for count in bar.counts):
                raise ValueError(f"the counts of {bar.label!r} do not fit the colours")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a value for each period of the chart, None where it breaks."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Lines over periods, told apart by name, mark and dashes as well as by colour."""

    title: str
    alternative: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    kind: Kind = Kind.PERCENT

    def __post_init__(self) -> None:
        """Refuse a line that does not fit the periods, values that are no figures, and a lack of words."""
        _check_words(self.alternative)
        for line in self.lines:
            if len(line.values) != len(self.periods):
                raise ValueError(f"the values of {line.name!r} do not fit the periods")
            for value in line.values:
                check_value(self.kind, value)


def _check_words(alternative: str) -> None:
    if not alternative.strip():
        raise ValueError("a chart needs to be told in words")


Chart = BarChart | StackedChart | LineChart
