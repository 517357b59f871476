"""« Mi mes » as hands use it: keys, blocks from a spreadsheet, the way back, filters, the panel beside the sheet."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from models.scope import as_system
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.plan_item import PlanItem
from models.tables.progress import Progress
from tests.browser.conftest import PHONE, Window
from tests.browser.gestures import button, field, link
from tests.browser.long_month import lengthen_month
from tests.browser.month_page import all_saved, foot, held, open_month, paste, ready, row, state, stored, write_down
from tests.browser.site import Site
from tests.browser.watch import Watch

NOT_UNDERSTOOD = "status of 422"
FINGER = 44
PDF = {"name": "acta.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 acta"}


@pytest.fixture
def month(open_window: Window) -> Page:
    """The sheet of the liaison."""
    return open_month(open_window)


def seen(page: Page) -> Locator:
    """The rows that are shown."""
    return page.locator("tr[data-line]:not([hidden])")


def test_it_goes_down_and_up_the_column(month: Page) -> None:
    field(month, "F-02.1").focus()
    for key, activity in (
        ("Enter", "F-02.2"),
        ("ArrowDown", "F-02.3"),
        ("Shift+Enter", "F-02.2"),
        ("ArrowUp", "F-02.1"),
    ):
        month.keyboard.press(key)
        expect(field(month, activity)).to_be_focused()


def test_it_leaves_by_the_tab_key(month: Page) -> None:
    field(month, "F-02.1").focus()
    month.keyboard.press("Tab")
    expect(row(month, "F-02.1").locator("summary")).to_be_focused()


def test_it_says_in_words_how_each_cell_stands(month: Page) -> None:
    month.route("**/save", lambda _route: None)  # nobody answers yet
    write_down(month, {"F-02.2": "640"})
    expect(state(month, "F-02.2")).to_have_text("guardando")
    expect(foot(month)).to_have_text("Guardando…")
    write_down(month, {"F-02.3": "88"})
    expect(state(month, "F-02.3")).to_have_text("sin guardar")


def test_it_says_that_it_saved_and_how_it_understood(month: Page) -> None:
    write_down(month, {"F-02.2": "1640.5"})
    expect(state(month, "F-02.2")).to_contain_text("guardado · 1,640.5")
    all_saved(month)
    assert stored(month, {"F-02.2": ""}) == {"F-02.2": "1640.5"}


def test_it_says_what_is_no_number_and_keeps_what_stood(month: Page, watch: Watch) -> None:
    watch.expect(NOT_UNDERSTOOD)
    before = field(month, "F-02.2").input_value()
    field(month, "F-02.2").fill("abc")
    expect(state(month, "F-02.2")).to_contain_text("no se guardó")
    expect(state(month, "F-02.2")).to_contain_text("no es un número")
    expect(field(month, "F-02.2")).to_have_attribute("aria-invalid", "true")
    assert stored(month, {"F-02.2": ""}) == {"F-02.2": before}


def remember(site: Site, activity: str, period: str, value: int) -> None:
    """Let the unit have reported one more month of an activity, as much as in January."""
    with site.app.app_context(), as_system():
        january = db.session.scalars(
            select(Progress)
            .join(Progress.indicator)
            .join(Indicator.plan_item)
            .where(PlanItem.code == activity, Progress.period == "2027-01")
        ).one()
        names = ("institution_id", "capture_sheet_id", "indicator_id", "org_unit_id")
        copied = {name: getattr(january, name) for name in names}
        db.session.add(Progress(**copied, period=period, actual=Decimal(value)))
        db.session.commit()


def test_it_warns_of_a_jump_and_stops_nobody(served: Site, open_window: Window) -> None:
    for period in ("2026-11", "2026-12"):
        remember(served, "F-02.2", period, 600)
    month = open_month(open_window)
    write_down(month, {"F-02.2": "1500"})
    expect(state(month, "F-02.2")).to_contain_text("guardado")
    expect(row(month, "F-02.2").get_by_text("Es más de tres veces su promedio")).to_have_count(0)
    write_down(month, {"F-02.2": "9000"})
    expect(field(month, "F-02.3")).to_be_focused()
    expect(row(month, "F-02.2")).to_contain_text(
        re.compile(r"Es más de tres veces su promedio \(\d+\S*\)\. Si es correcto, siga\.")
    )
    expect(field(month, "F-02.2")).not_to_have_attribute("aria-invalid", "true")
    all_saved(month)
    assert stored(month, {"F-02.2": ""}) == {"F-02.2": "9000"}
    expect(row(month, "F-02.2")).to_contain_text("Es más de tres veces su promedio")


def test_it_stops_at_two_meanings_and_takes_the_choice(month: Page, watch: Watch) -> None:
    watch.expect(NOT_UNDERSTOOD)
    field(month, "F-02.2").fill("1.500")
    expect(state(month, "F-02.2")).to_contain_text("¿Quiso decir 1500 o 1.5? Elija uno.")
    button(state(month, "F-02.2"), "^1500$").click()
    expect(state(month, "F-02.2")).to_contain_text("guardado")
    assert stored(month, {"F-02.2": ""}) == {"F-02.2": "1500"}


def test_it_is_locked_and_says_why(month: Page) -> None:
    month.goto("/mi-mes/2027-02/")
    expect(month.get_by_role("main")).to_contain_text("febrero de 2027 está cerrado y solo se lee")
    expect(state(month, "F-02.2")).to_have_text("bloqueado")
    expect(field(month, "F-02.2")).to_have_count(0)


def test_it_demands_cause_and_action_while_it_is_behind(month: Page) -> None:
    line, summary = row(month, "F-02.2"), row(month, "F-02.2").locator("summary")
    field(month, "F-02.2").fill("1")
    expect(summary).to_contain_text("Explique")
    field(month, "F-02.2").press("Alt+c")
    expect(line.get_by_label("Causa")).to_be_focused()
    month.keyboard.type("Falta de personal")
    all_saved(month)
    expect(summary).to_contain_text("Explique")  # the action is still missing
    line.get_by_label("Acción correctiva").fill("Contratar")
    expect(summary).to_contain_text("Explicado")


def test_it_demands_nothing_more_of_what_is_on_its_way(month: Page) -> None:
    summary = row(month, "F-02.2").locator("summary")
    field(month, "F-02.2").fill("1")
    expect(summary).to_contain_text("Explique")
    field(month, "F-02.2").fill("2000")
    expect(summary).not_to_contain_text("Explique")


def test_it_warns_of_a_jump_and_saves_it(month: Page) -> None:
    field(month, "F-02.2").fill("60000")
    expect(row(month, "F-02.2")).to_contain_text("Está muy por encima de lo programado. Si es correcto, siga.")
    expect(state(month, "F-02.2")).to_contain_text("guardado")
    assert stored(month, {"F-02.2": ""}) == {"F-02.2": "60000"}


def test_it_takes_a_block_by_the_codes_of_its_first_column(month: Page) -> None:
    paste(field(month, "F-02.1"), ["F-02.2\tInspecciones\t611", "f-02.1\tHoras\t4.1", "F-99.9\tOtra\t5"])
    expect(foot(month)).to_have_text("Se pegaron 2 valores · suma 615.1")
    expect(month.get_by_text("Estos códigos no están en su hoja: F-99.9.")).to_be_visible()
    assert held(month, {"F-02.2": "", "F-02.1": ""}) == {"F-02.2": "611", "F-02.1": "4.1"}


def test_it_says_what_of_a_block_it_did_not_understand(month: Page) -> None:
    paste(field(month, "F-02.1"), ["4.2", "seiscientos", "", "2"])
    expect(foot(month)).to_have_text("Se pegaron 2 valores · suma 6.2 · 1 no se entendió")
    expect(state(month, "F-02.2")).to_contain_text("no es un número")
    expect(field(month, "F-02.3")).to_have_value("97")  # an empty cell leaves what stands


def test_it_takes_the_last_step_back_by_key(month: Page) -> None:
    before = field(month, "F-02.1").input_value()
    write_down(month, {"F-02.1": "9.9"})
    expect(state(month, "F-02.1")).to_contain_text("guardado")
    month.keyboard.press("ControlOrMeta+z")
    expect(field(month, "F-02.1")).to_have_value(before)
    expect(field(month, "F-02.1")).to_be_focused()


def test_it_gives_up_what_was_not_finished(month: Page) -> None:
    before = field(month, "F-02.1").input_value()
    field(month, "F-02.1").focus()
    month.keyboard.type("12345")
    month.keyboard.press("Escape")
    expect(field(month, "F-02.1")).to_have_value(before)


def test_it_shows_only_what_is_missing_and_counts_it_down(open_window: Window, served: Site) -> None:
    codes = lengthen_month(served, 3)
    page = open_month(open_window)
    link(page, r"^faltan 3").click()
    assert page.url.endswith("?show=missing")
    expect(seen(page)).to_have_count(len(codes))
    field(page, codes[0]).fill("4")
    expect(link(page, r"^faltan 2")).to_be_visible()
    expect(page.locator("#filled")).to_have_text("15 de 17 actividades programadas tienen dato")
    page.reload()
    expect(seen(page)).to_have_count(len(codes) - 1)


def test_it_keeps_filter_and_search_in_the_address(month: Page) -> None:
    link(month, r"^en rojo").click()
    month.get_by_role("searchbox", name="Buscar una actividad").fill("AUDITORÍA")
    expect(month.get_by_text("Ninguna actividad queda con este filtro.")).to_be_visible()
    link(month, r"^todas").click()
    expect(seen(month)).to_have_count(1)
    month.reload()
    expect(seen(month)).to_have_count(1)


def test_it_begins_with_what_is_missing_on_a_phone(open_window: Window, served: Site) -> None:
    codes = lengthen_month(served, 3)
    page = open_month(open_window, width=PHONE, has_touch=True)
    expect(seen(page)).to_have_count(len(codes))
    field(page, codes[0]).fill("4")
    expect(state(page, codes[0])).to_contain_text("guardado")
    expect(field(page, codes[0])).to_be_visible()  # it does not vanish under the finger
    assert field(page, codes[0]).get_attribute("inputmode") == "decimal"
    box = field(page, codes[0]).bounding_box()
    assert box is not None
    assert box["height"] >= FINGER


def test_it_opens_the_panel_beside_the_sheet_and_goes_back(month: Page) -> None:
    field(month, "F-02.2").press("F2")
    panel = month.get_by_role("dialog")
    expect(panel.get_by_role("heading", level=2).first).to_be_focused()
    expect(panel).to_contain_text("febrero de 2027")
    panel.get_by_label("Agregar medio de verificación").set_input_files([PDF])
    button(panel, "adjuntar").click()
    expect(panel.get_by_role("link", name="acta.pdf")).to_be_visible()
    expect(row(month, "F-02.2").locator("summary")).to_contain_text("un archivo")
    month.keyboard.press("Escape")
    expect(field(month, "F-02.2")).to_be_focused()


def test_it_reviews_what_was_just_typed_and_what_was_saved_long_ago(month: Page) -> None:
    field(month, "F-02.2").fill("633")
    button(month, "revisar").click()
    expect(month.get_by_role("heading", level=1)).to_have_text("Revisar y enviar")
    month.go_back()
    ready(month)
    expect(field(month, "F-02.2")).to_have_value("633")
    button(month, "revisar").click()  # nothing is left to be saved
    expect(month.get_by_role("heading", level=1)).to_have_text("Revisar y enviar")
