"""Lines over periods, told apart by name, dashes and mark as well as by colour; a missing value breaks the line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jobs.documents.svg.canvas import WIDTH, Canvas
from jobs.documents.svg.scale import Scale, mark_text, scale_of
from jobs.excel.styles import INK
from models.rules.document.cells import Kind
from models.rules.document.charts import LineChart
from models.rules.document.document import Settings
from models.rules.document.printing import value_text

_LEFT, _HIGH, _RIGHT = Decimal(70), Decimal(210), Decimal(40)
_MOST_LABELS = 24  # more figures than these would cover each other


@dataclass(frozen=True, slots=True)
class _Look:
    color: str
    dashes: str
    mark: str


_LOOKS = (
    _Look("#1F4E79", "none", "●"),
    _Look("#B4540A", "7 4", "■"),
    _Look("#2E7D57", "2 3", "▲"),
    _Look("#7A3E9D", "10 3 2 3", "◆"),
    _Look("#52606D", "4 2", "○"),
)
"""Told apart in grey by dashes and mark; more lines than these begin anew."""


def draw_lines(chart: LineChart, settings: Settings) -> str:
    """Give the SVG of a line chart."""
    canvas = Canvas(chart.title, chart.alternative)
    _legend(canvas, chart)
    least = Decimal(100) if chart.kind == Kind.PERCENT else Decimal(0)
    scale = scale_of((value for line in chart.lines for value in line.values if value is not None), least)
    top = Decimal(canvas.y) + 10
    _axes(canvas, chart, scale, top, settings)
    speaks = len(chart.lines) * len(chart.periods) <= _MOST_LABELS
    for at, line in enumerate(chart.lines):
        look = _LOOKS[at % len(_LOOKS)]
        points = [_point(chart, scale, top, place, value) for place, value in enumerate(line.values)]
        for run in _runs(points):
            canvas.path(run, look.color, look.dashes)
        for point, value in zip(points, line.values, strict=True):
            if point is not None:
                canvas.text(point[0], point[1] + 4, look.mark, anchor="middle", fill=look.color)
                if speaks:
                    text = value_text(value, chart.kind, None, settings)
                    foot = point[1] + (18 if at % 2 else -8)
                    canvas.text(point[0], foot, text, anchor="middle", size=11, fill=look.color)
    canvas.y = top + _HIGH + 30
    return canvas.svg()


def _legend(canvas: Canvas, chart: LineChart) -> None:
    x: Decimal = Decimal(0)
    for at, line in enumerate(chart.lines):
        look, wide = _LOOKS[at % len(_LOOKS)], 60 + 7 * len(line.name)
        if x and x + wide > WIDTH:
            x, canvas.y = Decimal(0), canvas.y + 20
        middle = canvas.y + 6
        canvas.path([(x, middle), (x + 30, middle)], look.color, look.dashes)
        canvas.text(x + 15, middle + 4, look.mark, anchor="middle", fill=look.color)
        canvas.text(x + 36, middle + 4, line.name)
        x += wide
    canvas.y += 22


def _axes(canvas: Canvas, chart: LineChart, scale: Scale, top: Decimal, settings: Settings) -> None:
    for mark in scale.marks:
        y = scale.at(mark, top + _HIGH, -_HIGH)
        canvas.rule((_LEFT, y), (WIDTH - _RIGHT, y), INK if mark == 0 else "#D5DBE1")
        canvas.note(_LEFT - 8, y + 4, mark_text(mark, chart.kind, settings), "end")
    every = len(chart.periods) // 14 + 1  # names that would run into each other are left out
    for place, period in enumerate(chart.periods):
        if place % every == 0:
            canvas.note(_across(chart, place), top + _HIGH + 18, period)


def _point(
    chart: LineChart, scale: Scale, top: Decimal, place: int, value: Decimal | None
) -> tuple[Decimal, Decimal] | None:
    return None if value is None else (_across(chart, place), scale.at(value, top + _HIGH, -_HIGH))


def _across(chart: LineChart, place: int) -> Decimal:
    width = WIDTH - _LEFT - _RIGHT
    return _LEFT + width * (2 * place + 1) / (2 * len(chart.periods))


def _runs(points: list[tuple[Decimal, Decimal] | None]) -> list[list[tuple[Decimal, Decimal]]]:
    """Give the pieces of a line between its gaps; a point alone is none."""
    runs: list[list[tuple[Decimal, Decimal]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]
