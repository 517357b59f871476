"""Signing in, the month and its check with JavaScript off: forms do all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.gestures import button, entry, field, link
from tests.demo.visitor import PASSWORD

ACTIVITY = "F-03.4"
Bare = Callable[..., Page]


@pytest.fixture
def bare(open_window: Window) -> Bare:
    """A window whose pages run no script."""

    def window(username: str = "") -> Page:
        return open_window(username, java_script_enabled=False)

    return window


def test_it_lets_somebody_in(bare: Bare) -> None:
    page = bare()
    page.goto("/")
    page.get_by_label("Usuario").fill("jefatura")
    page.get_by_label("Contraseña").fill(PASSWORD)
    button(page.get_by_role("main"), "entrar|ingresar|iniciar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bandeja")


def test_it_takes_a_month_and_sends_it(bare: Bare) -> None:
    page = bare("enlace")
    page.goto("/mi-mes/")
    field(page, ACTIVITY).fill("6")
    button(page, "^guardar$").click()
    expect(field(page, ACTIVITY)).to_have_value("6")
    button(page, "revisar").click()
    button(page.get_by_role("main"), "enviar").click()
    expect(page.get_by_role("main")).to_contain_text("enviado")


def test_it_keeps_what_was_typed_beside_what_was_wrong(bare: Bare) -> None:
    page = bare("enlace")
    page.goto("/mi-mes/")
    field(page, ACTIVITY).fill("seis")
    button(page, "^guardar$").click()
    expect(page.get_by_role("alert").first).to_contain_text(ACTIVITY)
    expect(field(page, ACTIVITY)).to_have_value("seis")


def test_it_takes_the_check(bare: Bare) -> None:
    page = bare("jefatura_dgp")
    page.goto("/bandeja/")
    link(entry(page, "POA-2027"), ".").click()
    button(page.get_by_role("main"), "verificar").click()
    expect(entry(page, "POA-2027")).to_contain_text("verificado")
