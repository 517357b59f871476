"""Bars: one figure for each category, and stacked counts of colours; in grey the words and shapes still tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from jobs.documents.svg.canvas import LABELS, WIDTH, Canvas, row_height
from jobs.documents.svg.scale import Scale, mark_text, scale_of
from jobs.excel.palette import swatch
from jobs.excel.styles import BRAND
from models.rules.document.cells import Color, Kind
from models.rules.document.charts import Bar, BarChart, Counts, StackedChart
from models.rules.document.document import Settings
from models.rules.document.printing import color_shape, color_text, value_text

_START, _LENGTH = Decimal(LABELS + 10), Decimal(WIDTH - LABELS - 170)
_AXIS = 22
_TALLEST = 380
"""All bars of a picture, with which it takes half a page; two follow each other better than one that fills it."""
AnyBar = TypeVar("AnyBar", Bar, Counts)
_NARROW = 26  # a count does not fit into a piece that is narrower


def draw_bars(chart: BarChart, settings: Settings) -> list[str]:
    """Give the SVG of a bar for each category, with its figure and its colour's word beside it.

    What is taller than half a page goes on in a further picture, on the same scale.
    """
    least = Decimal(100) if chart.kind == Kind.PERCENT else Decimal(0)
    scale = scale_of((bar.value for bar in chart.bars if bar.value is not None), least)
    drawn = []
    for bars in _pages(chart.bars):
        canvas = Canvas(chart.title, chart.alternative)
        _grid(canvas, scale, bars, chart.kind, settings)
        for bar in bars:
            _bar(canvas, bar, scale, value_text(bar.value, chart.kind, None, settings))
        canvas.y += 8
        drawn.append(canvas.svg())
    return drawn


def draw_stacked(chart: StackedChart, settings: Settings) -> list[str]:
    """Give the SVG of one bar for each category, made of the counts of its colours; else as `draw_bars`."""
    scale = scale_of(Decimal(sum(bar.counts)) for bar in chart.bars)
    drawn = []
    for bars in _pages(chart.bars):
        canvas = Canvas(chart.title, chart.alternative)
        _legend(canvas, chart.colors)
        _grid(canvas, scale, bars, Kind.QUANTITY, settings)
        for bar in bars:
            _pieces(canvas, chart.colors, bar, scale)
            end = scale.at(Decimal(sum(bar.counts)), _START, _LENGTH)
            text = value_text(sum(bar.counts), Kind.INTEGER, None, settings)
            canvas.text(end + 6, canvas.y - row_height(bar.label) / Decimal(2) + 4, text, weight="bold")
        canvas.y += 8
        drawn.append(canvas.svg())
    return drawn


def _pages(bars: Sequence[AnyBar]) -> list[list[AnyBar]]:
    """Give the bars in runs that fit on a page, at least one."""
    pages: list[list[AnyBar]] = [[]]
    used = 0
    for bar in bars:
        used += row_height(bar.label)
        if used > _TALLEST:
            pages.append([])
            used = row_height(bar.label)
        pages[-1].append(bar)
    return pages


def _bar(canvas: Canvas, bar: Bar, scale: Scale, text: str) -> None:
    height = row_height(bar.label)
    middle = canvas.y + height / Decimal(2)
    canvas.lines(LABELS, middle, bar.label)
    zero = scale.at(Decimal(0), _START, _LENGTH)
    end = zero if bar.value is None else scale.at(bar.value, _START, _LENGTH)
    fill = swatch(bar.color.key).bar if bar.color else BRAND
    canvas.bar(min(zero, end), middle - 8, abs(end - zero), fill)
    said = f"{text}  {color_text(bar.color)}" if bar.color else text
    canvas.text(max(zero, end) + 6, middle + 4, said)
    canvas.y += height


def _pieces(canvas: Canvas, colors: tuple[Color, ...], bar: Counts, scale: Scale) -> None:
    height = row_height(bar.label)
    middle = canvas.y + height / Decimal(2)
    canvas.lines(LABELS, middle, bar.label)
    before = 0
    for color, count in zip(colors, bar.counts, strict=True):
        start, end = (scale.at(Decimal(many), _START, _LENGTH) for many in (before, before + count))
        look = swatch(color.key)
        canvas.bar(start, middle - 9, end - start, look.bar, 18)
        if end - start > _NARROW:
            box = (start + end) / 2
            canvas.bar(box - 12, middle - 7, 24, look.fill, 14)
            canvas.text(box, middle + 4, f"{color_shape(color.key)}{count}", anchor="middle", size=11, fill=look.ink)
        before += count
    canvas.y += height


def _legend(canvas: Canvas, colors: tuple[Color, ...]) -> None:
    x = 0
    for color in colors:
        wide = 34 + 7 * len(color.word)
        if x and x + wide > WIDTH:
            x, canvas.y = 0, canvas.y + 20
        canvas.bar(x, canvas.y, 14, swatch(color.key).bar, 12)
        canvas.text(x + 18, canvas.y + 10, color_text(color))
        x += wide
    canvas.y += 22


def _grid(canvas: Canvas, scale: Scale, bars: Iterable[Bar | Counts], kind: Kind, settings: Settings) -> None:
    foot = canvas.y + _AXIS + sum(row_height(bar.label) for bar in bars)
    for mark in scale.marks:
        x = scale.at(mark, _START, _LENGTH)
        canvas.rule((x, canvas.y + _AXIS - 4), (x, foot))
        canvas.note(x, canvas.y + 12, mark_text(mark, kind, settings))
    canvas.y += _AXIS
