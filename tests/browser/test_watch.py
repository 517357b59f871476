"""The ears of these tests: what a page does wrong is heard, each kind of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import Window
from tests.browser.watch import Watch

UNSIGNED_SCRIPT = """() => {
  const script = document.createElement('script');
  script.textContent = 'document.title = "done"';
  document.body.append(script);
}"""


@pytest.fixture
def page(open_window: Window) -> Page:
    """The log-in page, which is quiet."""
    opened = open_window()
    opened.goto("/login/")
    return opened


@pytest.mark.parametrize(
    ("deed", "heard"),
    [
        ("() => console.error('a complaint')", "console: a complaint"),
        ("() => { setTimeout(() => { throw new Error('a break') }) }", "script: a break"),
        (UNSIGNED_SCRIPT, "Content Security Policy"),
        ("() => fetch('http://rumbo.example/').catch(() => 0)", "Content Security Policy"),
        ("() => fetch('/static/nothing.js')", "status of 404"),
    ],
    ids=["complaint", "break", "unsigned script", "forbidden request", "missing file"],
)
def test_it_hears_what_a_page_does_wrong(page: Page, watch: Watch, deed: str, heard: str) -> None:
    page.evaluate(deed)
    page.wait_for_timeout(200)
    assert any(heard in fault for fault in watch.take())


def test_it_hears_who_asks_another_host(page: Page, watch: Watch) -> None:
    with pytest.raises(Error):
        page.goto("http://rumbo.example/")
    assert "another host: http://rumbo.example/" in watch.take()


def test_it_takes_a_refusal_of_the_page_itself_for_an_answer(page: Page, watch: Watch) -> None:
    page.goto("/no-hay-tal-pagina/")
    assert watch.take() == []
