"""What goes wrong while somebody types: no keystroke is lost, whatever fails and whoever comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.gestures import button, field, link
from tests.browser.month_page import (
    MARCH,
    all_saved,
    drafts,
    foot,
    held,
    open_month,
    paste,
    ready,
    state,
    stored,
    write_down,
)
from tests.browser.site import Site
from tests.browser.watch import NOT_LOADED, Watch
from tests.demo.visitor import PASSWORD

TYPED = {"F-02.2": "611", "F-02.3": "88", "F-02.4": "2"}
OTHERS = {"F-03.1": "5", "F-03.2": "41"}
ALL = TYPED | OTHERS
SAVE = re.compile(r"/mi-mes/[0-9-]+/save")
A_MINUTE = 60_000
LONGEST_RETRY = 31_000


class Fault(Protocol):
    """Something fails as long as the block lasts."""

    def __call__(self, page: Page, site: Site) -> AbstractContextManager[None]: ...


@pytest.fixture
def month(open_window: Window, watch: Watch) -> Page:
    """The sheet of the liaison; that the server refused or did not answer is what these tests are about."""
    watch.expect(NOT_LOADED)
    return open_month(open_window)


def sign_in(page: Page, username: str = "enlace") -> None:
    """Fill the log-in page."""
    page.get_by_label("Usuario").fill(username)
    page.get_by_label("Contraseña").fill(PASSWORD)
    button(page.get_by_role("main"), "entrar|ingresar|iniciar").click()
    page.wait_for_url("**/mi-mes/**")


@contextmanager
def no_network(page: Page, site: Site) -> Iterator[None]:
    """The cable is pulled."""
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


@contextmanager
def no_server(page: Page, site: Site) -> Iterator[None]:
    """The server is stopped, and started again."""
    with site.restarting():
        yield


@contextmanager
def busy_server(page: Page, site: Site) -> Iterator[None]:
    """What stands before the server answers that it is not there, as while it starts anew."""
    page.route(SAVE, lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>"))
    yield
    page.unroute(SAVE)


def end_session(page: Page) -> None:
    """As after a long pause; an answer that is still under way would bring the session back."""
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()


@pytest.mark.parametrize("fault", [no_network, no_server, busy_server])
def test_it_keeps_all_that_is_typed_for_a_minute_without_an_answer(month: Page, served: Site, fault: Fault) -> None:
    month.clock.install()
    with fault(month, served):
        write_down(month, TYPED)
        expect(foot(month)).to_contain_text("Sin conexión. Sus datos siguen en esta pantalla")
        expect(state(month, "F-02.2")).to_contain_text("sin conexión")
        month.clock.run_for(A_MINUTE)
        write_down(month, OTHERS)
        assert held(month, ALL) == ALL
    month.clock.run_for(LONGEST_RETRY)
    all_saved(month)
    assert stored(month, ALL) == ALL


def test_it_says_no_more_that_the_connection_is_gone_when_nothing_waits(month: Page) -> None:
    before = field(month, "F-02.2").input_value()
    month.context.set_offline(True)
    write_down(month, {"F-02.2": "611"})
    expect(foot(month)).to_contain_text("Sin conexión")
    field(month, "F-02.2").fill(before)
    expect(foot(month)).to_be_empty()


def test_it_keeps_all_that_is_typed_through_a_page_that_is_closed_without_network(month: Page) -> None:
    context = month.context
    context.set_offline(True)
    write_down(month, TYPED)
    expect(foot(month)).to_contain_text("Sin conexión")
    month.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(MARCH)
    all_saved(again)
    assert stored(again, TYPED) == TYPED


def test_it_goes_on_when_somebody_signs_in_again_in_another_window(month: Page) -> None:
    end_session(month)
    write_down(month, TYPED)
    expect(foot(month)).to_contain_text("Su sesión terminó por seguridad")
    expect(state(month, "F-02.4")).to_contain_text("espera a que usted entre")
    other = month.context.new_page()
    other.goto("/")
    sign_in(other)
    other.close()
    month.evaluate("dispatchEvent(new Event('focus'))")
    all_saved(month)
    assert stored(month, TYPED) == TYPED


def test_it_comes_back_to_the_cell_after_the_log_in_page(month: Page) -> None:
    end_session(month)
    write_down(month, TYPED)
    link(foot(month), "entrar de nuevo").click()
    sign_in(month)
    ready(month)
    expect(field(month, "F-02.4")).to_be_focused()
    all_saved(month)
    assert stored(month, TYPED) == TYPED


def test_it_gives_nothing_to_a_stranger_who_signs_in(month: Page) -> None:
    end_session(month)
    write_down(month, TYPED)
    expect(foot(month)).to_contain_text("Su sesión terminó")
    other = month.context.new_page()
    other.goto("/")
    sign_in(other, "enlace_dgt")
    month.evaluate("dispatchEvent(new Event('focus'))")
    expect(foot(month)).to_contain_text("Otra persona entró en este navegador")
    assert held(month, TYPED) == TYPED
    assert drafts(month)


def test_it_joins_what_two_windows_of_one_person_write(month: Page) -> None:
    other = month.context.new_page()
    other.goto(MARCH)
    ready(other)
    write_down(month, TYPED)
    write_down(other, OTHERS)
    for page in (month, other):
        for activity, text in ALL.items():
            expect(field(page, activity)).to_have_value(text)
    all_saved(month)
    assert stored(month, ALL) == ALL


def test_it_forgets_at_the_sign_out_what_it_kept(month: Page, served: Site) -> None:
    with busy_server(month, served):
        paste(field(month, "F-02.2"), ["611", "88"])
        expect(foot(month)).to_contain_text("Sin conexión")
        assert drafts(month)
        month.locator("details.who summary").click()
        button(month, "salir").click()
        month.wait_for_url("**/login/**")
    assert drafts(month) == []


def test_it_keeps_an_internal_activity_until_it_is_saved(month: Page) -> None:
    name = month.locator('input[name^="internal-name-"]').last
    name.fill("Atención a misión técnica")
    month.reload()
    expect(name).to_have_value("Atención a misión técnica")
    button(month, "^guardar$").click()
    expect(month.get_by_role("main").get_by_role("status").first).to_contain_text("Guardado")
    ready(month)
    assert drafts(month) == []
    names = month.locator('input[name^="internal-name-"]')
    assert [name.input_value() for name in names.all()].count("Atención a misión técnica") == 1
