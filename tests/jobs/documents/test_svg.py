"""Our own charts: every word and figure is in them as text, colours come with their words, data are never markup."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

import pytest

from jobs.documents.svg.draw import draw
from jobs.documents.svg.scale import mark_text, scale_of
from models.rules.document.cells import Kind
from models.rules.document.charts import Bar, BarChart, Chart, Counts, Line, LineChart, StackedChart
from models.rules.document.document import Settings
from tests.rules.document.examples import BARS, GREEN, LINES, RED, STACKED

SETTINGS = Settings(locale="es_CO")
SVG = "{http://www.w3.org/2000/svg}"


def _drawn(chart: Chart) -> Element:
    (svg,) = draw(chart, SETTINGS)
    return fromstring(svg)  # noqa: S314 -- our own


def _texts(drawing: Element) -> list[str]:
    return [each.text or "" for each in drawing.iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", [BARS, STACKED, LINES])
def test_it_says_what_it_shows_to_who_cannot_see_it(chart: Chart) -> None:
    drawing = _drawn(chart)
    assert drawing.find(f"{SVG}title").text == chart.title  # type: ignore[union-attr]  # None fails as well
    assert drawing.find(f"{SVG}desc").text == chart.alternative  # type: ignore[union-attr]


def test_a_bar_has_its_figure_and_its_colour_in_words() -> None:
    texts = _texts(_drawn(BARS))
    assert {"Fiscalización", "94,25 %  ● Verde", "62,20 %  ◆ Rojo", "Tesorería", "–"} <= set(texts)


def test_a_bar_is_as_long_as_its_figure() -> None:
    bars = (Bar("a", Decimal(25)), Bar("b", Decimal(50)), Bar("c", Decimal(-50)))
    drawing = _drawn(BarChart(title="", alternative="Barras.", bars=bars, kind=Kind.MONEY))
    wide = [Decimal(each.get("width", "")) for each in drawing.iter(f"{SVG}rect")]
    assert wide[1] == wide[2] == pytest.approx(wide[0] * 2, abs=Decimal("0.1"))


def test_stacked_counts_are_told_by_shape_and_number() -> None:
    texts = _texts(_drawn(STACKED))
    assert {"● Verde", "◆ Rojo", "●3", "◆1", "●2", "◆4", "4", "6"} <= set(texts)


def test_a_missing_value_breaks_the_line() -> None:
    drawing = _drawn(LINES)
    legend, plot = 2, 1  # « Ejecución » has two points apart, which no line joins
    assert len(list(drawing.iter(f"{SVG}polyline"))) == legend + plot
    assert {"22,50 %", "Febrero", "Ejecución"} <= set(_texts(drawing))


def test_lines_are_told_apart_without_colour() -> None:
    lines = tuple(Line(f"Línea {at}", (Decimal(at), Decimal(at + 1))) for at in range(4))
    drawing = _drawn(LineChart(title="", alternative="Líneas.", periods=("1", "2"), lines=lines))
    dashes = [each.get("stroke-dasharray") for each in drawing.iter(f"{SVG}polyline")]
    assert len(set(dashes)) == 4


def test_what_looks_like_markup_stays_text() -> None:
    odd = "<script>alert('x')</script> & \"]]>\x00"
    bars = tuple(replace(bar, label=odd) for bar in BARS.bars)
    drawing = _drawn(replace(BARS, title=odd, alternative=odd, bars=bars))
    assert not list(drawing.iter(f"{SVG}script"))
    assert _texts(drawing)[0] == odd.replace("\x00", "\ufffd")


@pytest.mark.parametrize(
    "chart",
    [
        BarChart(title="", alternative="Vacío.", bars=()),
        BarChart(title="", alternative="Vacío.", bars=(Bar("", None),), kind=Kind.MONEY),
        StackedChart(title="", alternative="Colores.", colors=(GREEN, RED), bars=(Counts("x", (0, 0)),)),
        LineChart(title="", alternative="Líneas.", periods=(), lines=()),
        LineChart(title="", alternative="Líneas.", periods=("1",), lines=(Line("x", (None,)),)),
    ],
)
def test_it_draws_also_what_is_empty(chart: Chart) -> None:
    assert _drawn(chart).get("viewBox", "").startswith("0 0 720 ")


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([], ["0", "0,2", "0,4", "0,6", "0,8", "1"]),
        (["94.25"], ["0", "20", "40", "60", "80", "100"]),
        (["-300000", "700000"], ["-400.000", "-200.000", "0", "200.000", "400.000", "600.000", "800.000"]),
        (["0.03"], ["0", "0,01", "0,02", "0,03"]),
    ],
)
def test_an_axis_has_round_marks_around_its_values(values: list[str], marks: list[str]) -> None:
    scale = scale_of(Decimal(value) for value in values)
    assert [mark_text(mark, Kind.MONEY, SETTINGS) for mark in scale.marks] == marks


def test_a_chart_that_is_taller_than_half_a_page_goes_on_in_a_further_picture() -> None:
    bars = tuple(Bar(f"Dirección de Fiscalización y Control, zona {at}", Decimal(at)) for at in range(50))
    drawn = [fromstring(svg) for svg in draw(replace(BARS, bars=bars, kind=Kind.MONEY), SETTINGS)]  # noqa: S314
    assert len(drawn) == 5
    assert all(Decimal(each.get("height", "")) < 480 for each in drawn)
    said = [text for each in drawn for text in _texts(each)]
    assert [text for text in said if text.endswith(",00")] == [f"{at},00" for at in range(50)]
    assert [text for text in said if text == "50"] == ["50"] * 5  # one scale
