"""The picture of any chart of a document."""

from __future__ import annotations

from jobs.documents.svg.bars import draw_bars, draw_stacked
from jobs.documents.svg.lines import draw_lines
from models.rules.document.charts import BarChart, Chart, StackedChart
from models.rules.document.document import Settings


def draw(chart: Chart, settings: Settings) -> list[str]:
    """Give the chart as SVG, in one picture or a few that fit on pages; the same chart gives the same text."""
    if isinstance(chart, BarChart):
        return draw_bars(chart, settings)
    return draw_stacked(chart, settings) if isinstance(chart, StackedChart) else [draw_lines(chart, settings)]
