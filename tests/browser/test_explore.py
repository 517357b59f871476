"""« Explorar » in a browser: each picture is drawn, says in Spanish what it shows, and stands over its table."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Window

PICTURES = {
    "heat": "Mapa de calor",
    "curve": "Líneas de lo esperado",
    "money": "Avance del año frente al dinero gastado",
    "tree": "Árbol del plan",
}
"""How the description of each begins."""
VERDICTS = ("van juntos", "el avance va adelante del dinero", "el dinero va adelante del avance")
PATTERNED = ("heat", "tree")


def explored(page: Page) -> Page:
    """The page with its pictures drawn."""
    page.goto("/explorar/?period=2027-03")
    for name in PICTURES:
        expect(page.locator(f"#picture-{name} svg")).to_be_visible()
    return page


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_it_draws_each_picture_and_says_what_it_shows(open_window: Window, width: int) -> None:
    page = explored(open_window("viceministro", width))
    for name, beginning in PICTURES.items():
        picture = page.locator(f"#picture-{name}")
        expect(picture).to_have_attribute("role", "img")
        expect(picture).to_have_attribute("aria-label", re.compile(f"^{beginning}.*la tabla de abajo", re.IGNORECASE))
        drawn = picture.locator("svg").text_content() or ""
        assert drawn.strip()
        assert not re.search(r"undefined|NaN|null|\[object", drawn)


def test_colors_have_a_pattern_too(open_window: Window) -> None:
    page = explored(open_window("viceministro"))
    for name in PATTERNED:
        assert page.locator(f"#picture-{name} svg pattern").count() > 0


def test_each_picture_stands_over_a_table_with_the_same_figures(open_window: Window) -> None:
    page = explored(open_window("viceministro"))
    for name in PICTURES:
        section = page.locator("section.card", has=page.locator(f"#picture-{name}"))
        section.locator("summary").click()
        expect(section.get_by_role("table")).to_be_visible()
        assert section.get_by_role("row").count() > 1


def test_money_is_the_same_in_the_picture_its_words_and_its_table(open_window: Window) -> None:
    page = explored(open_window("viceministro"))
    picture = page.locator("#picture-money")
    section = page.locator("section.card", has=picture)
    section.locator("summary").click()
    cells = [row.locator("th, td").all_inner_texts() for row in section.get_by_role("row").all()[1:]]
    table = {name: (advance, spent, verdict.split("\n")[-1]) for name, advance, spent, _gap, verdict in cells}
    points = page.evaluate("async () => (await (await fetch(pictures.dataset.source)).json()).money")
    assert {point["text"] for point in points} == {
        f"{name}\navance {advance}, dinero {spent}"
        for name, (advance, spent, verdict) in table.items()
        if verdict in VERDICTS
    }
    counts = Counter(verdict for _advance, _spent, verdict in table.values())
    said = ", ".join(f"{verdict}: {counts[verdict]}" for verdict in VERDICTS)
    expect(picture).to_have_attribute("aria-label", re.compile(rf"a marzo de 2027 \({said}\)"))
    assert min(counts[verdict] for verdict in VERDICTS[:2]) > 0
    drawn = picture.locator("svg path[fill]").count()
    assert drawn >= len(points)


def test_no_other_page_brings_the_library(open_window: Window) -> None:
    page = open_window("viceministro")
    brought: list[str] = []
    page.on("request", lambda request: brought.append(request.url))
    for address in ("/tablero/", "/tablero/objetivos/", "/tablero/dependencias/", "/plazos/", "/control/2027-03/"):
        page.goto(address, wait_until="networkidle")
    assert brought
    assert not [url for url in brought if "echarts" in url or "explore" in url]
