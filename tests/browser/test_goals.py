"""What the screens promise in numbers: pages, gestures, requests and bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import DESK, PHONE, Window
from tests.browser.gestures import button, entry, field, link
from tests.browser.long_month import lengthen_month
from tests.browser.month_page import all_saved, foot, held, paste, ready, stored
from tests.browser.site import Site

REPORTED = 30
LONG = 60
HEAVIEST_MONTH, HEAVIEST_DASHBOARD = 150_000, 100_000
MOST_SAVES = 5


@contextmanager
def asked(page: Page) -> Iterator[list[Request]]:
    """The requests that are answered while the block lasts."""
    seen: list[Request] = []

    def note(request: Request) -> None:
        seen.append(request)

    page.on("requestfinished", note)
    yield seen
    page.remove_listener("requestfinished", note)


def pages_of(requests: list[Request]) -> list[str]:
    """Those that brought a page, which a redirect does not."""
    return [request.url for request in requests if request.is_navigation_request() and request.redirected_to is None]


def saves_of(requests: list[Request]) -> list[str]:
    """Those that wrote something."""
    return [request.url for request in requests if request.method == "POST"]


def weight(page: Page, address: str) -> int:
    """Bytes on the wire for a first visit: everything that the page brings, headers too, with nothing kept."""
    sizes: list[int] = []

    def note(event: dict[str, Any]) -> None:
        sizes.append(int(event["encodedDataLength"]))

    talk = page.context.new_cdp_session(page)
    talk.on("Network.loadingFinished", note)
    talk.send("Network.enable")
    talk.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    return sum(sizes)


def test_it_takes_thirty_typed_values_on_one_page_with_few_requests(open_window: Window, served: Site) -> None:
    codes = lengthen_month(served, REPORTED)
    wanted = {code: str(number) for number, code in enumerate(codes)}
    page = open_window("enlace")
    with asked(page) as requests:
        page.goto("/mi-mes/")
        ready(page)
        field(page, codes[0]).focus()
        for text in wanted.values():
            page.keyboard.type(text)
            page.keyboard.press("Enter")
        all_saved(page)
    assert len(pages_of(requests)) == 1
    assert 1 <= len(saves_of(requests)) <= MOST_SAVES
    assert stored(page, wanted) == wanted


def test_it_takes_thirty_pasted_values_in_one_request_and_gives_them_back(open_window: Window, served: Site) -> None:
    codes = lengthen_month(served, REPORTED)
    page = open_window("enlace")
    page.goto("/mi-mes/")
    ready(page)
    with asked(page) as requests:
        paste(field(page, codes[0]), [str(number) for number in range(REPORTED)])
        expect(foot(page)).to_have_text("Se pegaron 30 valores · suma 435")
    assert len(saves_of(requests)) == 1
    assert held(page, dict.fromkeys(codes, "")) == {code: str(number) for number, code in enumerate(codes)}
    button(page, "deshacer").click()
    all_saved(page)
    assert stored(page, dict.fromkeys(codes, "")) == dict.fromkeys(codes, "")


def test_it_verifies_a_clean_month_in_one_click_of_three(open_window: Window) -> None:
    page = open_window("jefatura_dgp")
    page.goto("/")
    button(page.get_by_role("main"), "verificar").click()  # the clean ones are chosen beforehand
    expect(entry(page, "PEI-2025")).to_contain_text("verificado")


def test_it_leads_to_the_cause_of_what_is_red_in_one_tap_of_three(open_window: Window) -> None:
    page = open_window("viceministro", PHONE, has_touch=True)
    page.goto("/")
    link(entry(page, "% · rojo"), ".").tap()
    expect(entry(page, "Causa:").filter(has_text="rojo")).to_be_visible()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_it_leads_from_the_mail_to_the_first_missing_value_in_one_click(open_window: Window, width: int) -> None:
    page = open_window("enlace_ucom", width)
    page.goto("/demo/correos/")
    mine = page.get_by_role("row").filter(has_text="enlace_ucom@hacienda.example")
    link(mine.filter(has_text="Faltan 9 de 9").first, ".").click()
    link(page.get_by_role("main"), "como lo muestra el correo").click()
    link(page, "mi hoja").click()
    ready(page)
    expect(field(page, "F-39.1")).to_be_focused()
    expect(field(page, "F-39.1")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("username", "address", "most"),
    [("enlace", "/mi-mes/2027-03/", HEAVIEST_MONTH), ("viceministro", "/tablero/", HEAVIEST_DASHBOARD)],
)
def test_it_comes_light(open_window: Window, served: Site, username: str, address: str, most: int) -> None:
    lengthen_month(served, LONG)
    page = open_window(username)
    assert most // 10 < weight(page, address) <= most
    assert urlsplit(page.url).path == address
