"""The main tasks from start to end without a mouse."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.gestures import button, entry, field, link, press, reach, write


def test_it_reports_a_month(open_window: Window) -> None:
    page = open_window("enlace")
    page.goto("/")
    write(page, field(page, "F-03.4"), "6")
    press(page, button(page, "revisar"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Revisar y enviar")
    press(page, button(page.get_by_role("main"), "enviar"))
    expect(page.get_by_role("main")).to_contain_text("enviado")


def test_it_verifies(open_window: Window) -> None:
    page = open_window("jefatura_dgp")
    page.goto("/")
    press(page, link(entry(page, "POA-2027"), "."))
    press(page, button(page.get_by_role("main"), "verificar"))
    expect(entry(page, "POA-2027")).to_contain_text("verificado")


def test_it_returns_with_a_remark(open_window: Window) -> None:
    page = open_window("jefatura_dgp")
    page.goto("/")
    press(page, link(entry(page, "POA-2027"), "."))
    write(page, page.get_by_role("textbox", name="Observaciones").last, "Falta el acta de la segunda reunión.")
    press(page, button(page.get_by_role("main"), "devolver"))
    expect(entry(page, "POA-2027")).to_contain_text("devuelto")


def test_it_reminds_who_has_not_reported(open_window: Window) -> None:
    page = open_window("analista")
    page.goto("/control/")
    press(page, link(page.get_by_role("main"), "^recordar"))
    expect(page.get_by_role("main")).to_contain_text("enlace_ucom@hacienda.example")
    press(page, button(page.get_by_role("main"), "enviar"))
    expect(page.get_by_role("status").first).to_be_visible()
    press(page, link(page.get_by_role("main"), "unidad de comunicaciones|ucom.*mar"))
    expect(page.get_by_role("main")).to_contain_text("ecordatorio")


def test_it_finds_the_cause_of_what_is_red(open_window: Window) -> None:
    page = open_window("viceministro")
    page.goto("/")
    press(page, link(entry(page, "en rojo").page.get_by_role("main"), "PE-02"))
    expect(entry(page, "PE-02.A1")).to_contain_text("rojo")
    expect(entry(page, "PE-02.A1")).to_contain_text("Causa:")


def test_it_changes_a_holiday(open_window: Window) -> None:
    page = open_window("planificacion")
    page.goto("/calendario/list/")
    press(page, link(page.get_by_role("main"), "nuevo día"))
    reach(page, page.get_by_label("Día").first)
    page.keyboard.type("05052027")  # the same in any order of day and month
    write(page, page.get_by_label("Nombre").first, "Asueto de prueba")
    reach(page, page.get_by_label("Tipo").first)
    page.keyboard.press("ArrowDown")
    press(page, button(page.get_by_role("main"), "guardar"))
    press(page, button(page.get_by_role("main"), "hacer el cambio"))
    press(page, link(entry(page, "Asueto de prueba"), "."))
    press(page, link(page.get_by_role("main"), "cambiar"))
    write(page, page.get_by_label("Nombre").first, "Fiesta local")
    press(page, button(page.get_by_role("main"), "guardar"))
    expect(page.get_by_role("main")).to_contain_text("Fiesta local")


def test_it_leads_past_the_menu_at_once(open_window: Window) -> None:
    page = open_window("viceministro")
    page.goto("/tablero/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_role("link")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("(element) => element.closest('main') !== null")
