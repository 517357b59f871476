"""A look-up field in a browser: by keyboard, without a network, and without scripts."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import ALL, bring_axe, violations
from tests.browser.conftest import PHONE, Window
from tests.browser.gestures import button, press, write
from tests.browser.watch import Watch


def above(page: Page) -> Locator:
    """The field that names the item above."""
    return page.locator("#parent")


def offers(page: Page) -> Locator:
    """The rows that are offered below it."""
    return page.get_by_role("listbox", name="Estos corresponden").get_by_role("option")


def test_it_chooses_a_row_by_keyboard(open_window: Window) -> None:
    page = open_window("analista")
    page.goto("/plan/add")
    write(page, above(page), "fiscalizacion")
    rows = offers(page)
    expect(rows.first).to_have_text("F-01 Fiscalización posterior al despacho")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(above(page)).to_have_value("POA-2027:F-01")
    expect(page.locator("output")).to_have_text("F-01 Fiscalización posterior al despacho")
    expect(rows).to_have_count(0)
    expect(page).to_have_url("/plan/add")  # the key chose a row and sent nothing


def test_it_closes_and_keeps_what_was_typed(open_window: Window) -> None:
    page = open_window("analista")
    page.goto("/plan/add")
    write(page, above(page), "fiscalizacion")
    expect(offers(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(offers(page)).to_have_count(0)
    expect(above(page)).to_have_value("fiscalizacion")


def test_it_breaks_no_rule_of_accessibility_while_it_is_open(open_window: Window) -> None:
    page = open_window("analista", PHONE)
    page.goto("/plan/add")
    write(page, above(page), "fiscalizacion")
    expect(offers(page).first).to_be_visible()
    bring_axe(page)
    assert violations(page, ALL) == []


def test_it_asks_on_the_form_where_the_network_fails(open_window: Window, watch: Watch) -> None:
    page = open_window("analista")
    page.goto("/plan/add")
    page.route("**/opciones/**", lambda route: route.abort())
    watch.expect("Failed to load resource")
    with page.expect_event("requestfailed"):
        write(page, above(page), "fiscalizacion posterior")
    _takes_the_offer_of_the_form(page, watch)


def test_it_asks_on_the_form_without_scripts(open_window: Window, watch: Watch) -> None:
    page = open_window("analista", java_script_enabled=False)
    page.goto("/plan/add")
    above(page).fill("fiscalizacion posterior")
    _takes_the_offer_of_the_form(page, watch)


def _takes_the_offer_of_the_form(page: Page, watch: Watch) -> None:
    watch.expect("Failed to load resource")  # the form comes back with 422
    button(page, "^guardar$").click()
    offer = page.get_by_role("radio", name="F-01 Fiscalización posterior al despacho")
    offer.check()
    watch.expect("Failed to load resource")  # the rest of the form is empty still
    button(page, "^guardar$").click()
    expect(above(page)).to_have_value("POA-2027:F-01")
    expect(page.get_by_role("radio")).to_have_count(0)


def test_a_list_leads_to_its_pages_by_number(open_window: Window) -> None:
    page = open_window("analista")
    page.goto("/plan/list/")
    press(page, page.get_by_role("link", name="Página 2"))
    expect(page.get_by_role("link", name="Página 2")).to_have_attribute("aria-current", "page")
