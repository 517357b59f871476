"""The chart of colours: a stacked bar of each org unit, native to the workbook and readable in grey as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.palette import NO_REPORT, color_heading, count_of, shades, swatch
from jobs.excel.styles import INK, LINE
from jobs.excel.table import Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.chart_bar import ChartBar

    from jobs.excel.book import Book
    from models.rules.consolidation import FigureRow, Head

MOST_BARS = 30  # more are no longer read; the table below has all
_WIDTH = 748
_BAR, _AROUND = 21, 95
_FONT = {"name": "Calibri", "size": 9, "color": INK}


def chart_height(bars: int) -> int:
    """Return the height in pixels that so many bars need."""
    return max(240, _AROUND + _BAR * min(bars, MOST_BARS))


def colors_chart(book: Book, sheet: str, head: Head, rows: Sequence[FigureRow], area: Area) -> ChartBar:
    """Return the chart of `rows`, which stand in `area`: names in its column 1, a colour in each from column 2 on.

    Only the first `MOST_BARS` are drawn. The values go into the chart too: in constant memory XlsxWriter has already
    forgotten the cells, and a previewer that does not calculate would show an empty frame.
    """
    chart = book.bar_chart()
    every, rows = rows, rows[:MOST_BARS]
    shown = Area(area.first, area.first + len(rows) - 1, area.left)
    quoted = sheet.replace("'", "''")
    for at, key in enumerate(shades(head), start=2):
        chart.add_series(
            {
                "name": color_heading(head, key),
                "categories": f"='{quoted}'!{shown.column(1)}",
                "categories_data": [row.name for row in rows],
                "values": f"='{quoted}'!{shown.column(at)}",
                "values_data": [count_of(row.counts, key) for row in rows],
                "gap": 35,
                "border": {"color": "#FFFFFF", "width": 0.75},
                **paint(key),
            }
        )
    lowest = f", las {MOST_BARS} de menor cumplimiento" if len(every) > MOST_BARS else ""
    dress(chart, len(rows), f"Actividades por color{lowest}")
    return chart


def paint(key: str) -> dict[str, dict[str, str]]:
    """Return what fills the bars of a colour."""
    color = swatch(key).bar
    if key != NO_REPORT:
        return {"fill": {"color": color}}
    # striped, so that it is told from red without seeing colour
    return {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": color, "bg_color": "#FFFFFF"}}


def dress(chart: ChartBar, bars: int, title: str) -> None:
    """Give a chart of horizontal bars its title, axes, legend and size."""
    font = {"name_font": _FONT, "num_font": _FONT}
    chart.set_title({"name": title, "overlay": False, "name_font": {**_FONT, "size": 11, "bold": True}})
    # the first row of the table on top; the axis of numbers then stands above unless it is crossed at the far end
    chart.set_y_axis({"reverse": True, "line": {"color": LINE}, "major_tick_mark": "none", **font})
    chart.set_x_axis({"label_position": "high", "major_gridlines": {"visible": True, "line": {"color": LINE}}, **font})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_size({"width": _WIDTH, "height": chart_height(bars)})
    chart.set_chartarea({"border": {"color": LINE}})
