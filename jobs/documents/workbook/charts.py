"""The charts of a document as Excel's own, over a sheet with their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.chart import Chart as ExcelChart

from jobs.documents.printed import CHART_FIGURES
from jobs.documents.workbook.cells import Looks, written
from jobs.documents.workbook.pages import Pages
from jobs.excel.book import Sheet
from jobs.excel.colors_chart import dress, paint
from jobs.excel.palette import swatch
from jobs.excel.styles import BRAND, LINE
from jobs.excel.table import Area
from jobs.excel.text_height import line_count
from models.rules.document.cells import Kind, Value
from models.rules.document.charts import BarChart, Chart, LineChart, StackedChart
from models.rules.document.printing import color_text
from models.rules.plain_text import without_hidden
from models.rules.sentence import said

_WIDTH, _BAR, _AROUND, _LINES = 748, 21, 110, 320
_NAMES, _FIGURES = 40, 16
_DASHES = ("solid", "dash", "square_dot", "long_dash_dot", "dash_dot")
_MARKS = ("circle", "square", "triangle", "diamond", "x")
_INKS = (BRAND, "#B4540A", "#2E7D57", "#7A3E9D", "#52606D")


@dataclass(frozen=True, slots=True)
class _Series:
    """A column of figures under its name."""

    name: str
    values: Sequence[Value]


class ChartSheet:
    """The sheet of the charts' figures; it is there from the first chart on."""

    def __init__(self, pages: Pages) -> None:
        """Take the workbook."""
        self._pages = pages
        self._made: Sheet | None = None

    def add(self, chart: Chart) -> tuple[ExcelChart, int]:
        """Write the figures of a chart; give the chart and how tall it is in pixels."""
        if isinstance(chart, BarChart):
            return self._bars(chart)
        return self._stacked(chart) if isinstance(chart, StackedChart) else self._lines(chart)

    def _bars(self, chart: BarChart) -> tuple[ExcelChart, int]:
        names = [f"{bar.label} ({color_text(bar.color)})" if bar.color else bar.label for bar in chart.bars]
        series = _Series(chart.title, [bar.value for bar in chart.bars])
        made = self._pages.book.bar_chart()
        points = [{"fill": {"color": swatch(bar.color.key).bar if bar.color else BRAND}} for bar in chart.bars]
        for told in self._figures(chart.title, names, [series], chart.kind):
            labels = {"value": True, "num_format": "#,##0.00"}
            made.add_series({**told, "points": points, "gap": 35, "data_labels": labels})
        dress(made, len(names), without_hidden(chart.title))
        made.set_legend({"none": True})
        return _sized(made, _AROUND + _BAR * len(names))

    def _stacked(self, chart: StackedChart) -> tuple[ExcelChart, int]:
        names = [bar.label for bar in chart.bars]
        series = [_Series(color_text(c), [bar.counts[at] for bar in chart.bars]) for at, c in enumerate(chart.colors)]
        made = self._pages.book.bar_chart()
        edge = {"border": {"color": "#FFFFFF", "width": 0.75}}
        figures = self._figures(chart.title, names, series, Kind.INTEGER)
        for told, color in zip(figures, chart.colors, strict=True):
            made.add_series({**told, **paint(color.key), **edge, "gap": 35})
        dress(made, len(names), without_hidden(chart.title))
        return _sized(made, _AROUND + _BAR * len(names))

    def _lines(self, chart: LineChart) -> tuple[ExcelChart, int]:
        made = self._pages.book.line_chart()
        series = [_Series(line.name, line.values) for line in chart.lines]
        for at, told in enumerate(self._figures(chart.title, chart.periods, series, chart.kind)):
            ink = _INKS[at % len(_INKS)]
            mark = {"type": _MARKS[at % len(_MARKS)], "size": 7, "fill": {"color": ink}, "border": {"color": ink}}
            line = {"color": ink, "width": 2, "dash_type": _DASHES[at % len(_DASHES)]}
            made.add_series({**told, "line": line, "marker": mark})
        made.set_title({"name": without_hidden(chart.title), "name_font": {"size": 11}})
        made.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": LINE}}})
        made.set_legend({"position": "bottom"})
        made.show_blanks_as("gap")
        return _sized(made, _LINES)

    def _figures(
        self, title: str, names: Sequence[str], columns: Sequence[_Series], kind: Kind
    ) -> Iterable[dict[str, object]]:
        """Write the figures under their title; give what XlsxWriter asks of each series: where it stands, its values.

        In constant memory the cells are already gone, so each series takes its values along.
        """
        sheet, styles, settings = self._sheet_of_figures(), self._pages.book.styles, self._pages.document.settings
        sheet.line([without_hidden(title)], [styles.get("section")], lines=2)
        heads = ["", *(without_hidden(column.name) for column in columns)]
        heading = sheet.line(heads, [styles.get("heading")] * len(heads), lines=2)
        looks = Looks(styles, kind, None)
        for at, name in enumerate(names):
            row = [column.values[at] for column in columns]
            # an empty cell is a gap in a chart; a sign in it would be drawn as zero
            cells = [without_hidden(name), *(None if value is None else written(value, settings) for value in row)]
            sheet.line(cells, [styles.get("text"), *(looks.of(value) for value in row)], line_count(name, _NAMES))
        area = Area(heading + 1, max(heading + 1, sheet.row - 1))
        quoted = sheet.name.replace("'", "''")
        for at, column in enumerate(columns, start=1):
            yield {
                "name": without_hidden(column.name),
                "categories": f"='{quoted}'!{area.column(0)}",
                "categories_data": [without_hidden(name) for name in names],
                "values": f"='{quoted}'!{area.column(at)}",
                "values_data": ["" if value is None else value for value in column.values],
            }

    def _sheet_of_figures(self) -> Sheet:
        if self._made is None:
            self._made = self._pages.sheet(said(CHART_FIGURES, self._pages.find))
            self._made.widths([_NAMES, *[_FIGURES] * 8])
        self._made.skip()
        return self._made


def _sized(chart: ExcelChart, height: int) -> tuple[ExcelChart, int]:
    chart.set_size({"width": _WIDTH, "height": height})
    return chart, height
