"""One Chromium and one demo for all tests of the screens; a page of its own for each test, which must stay quiet.

How to add a test:

    def test_it_shows_the_worst_first(open_window: Window) -> None:
        page = open_window("viceministro")          # signed in; "" is nobody; open_window("enlace", PHONE) is narrow
        page.goto("/tablero/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()

- Accounts are those of the demo (app/demo/people.py), the moment is the morning of 8 April 2027.
- A test may change what it likes: whoever commits soils the database, and `served` copies it anew for the next test
  (a third of a second). Whoever only reads costs nothing. `served.app` lets a test prepare rows of its own.
- Parts of a page are found by their role and accessible name (tests/browser/gestures.py has the usual ones).
- A test fails by itself on an error in the console, a script that breaks, a breach of the page's policy, a request to
  another host and an exception in the server. Where a complaint is meant: `watch.expect("words of it")`.
- Chromium is the system's or Playwright's own (chromium.py). Without one these tests are skipped, and a line at the end
  of the run says how to get it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app.embedded.parts import Parts
from tests.browser.chromium import ABSENT, find_chromium, launch
from tests.browser.furnishing import FURNISHED, Rows, furnish
from tests.browser.screens import Tour, tour
from tests.browser.site import KEPT, Site, site
from tests.browser.watch import Watch
from tests.demo.visitor import Visitor
from tests.matrix import NOBODY, USERS

DESK, PHONE, NARROW = 1366, 390, 320
HEIGHT = {DESK: 768, PHONE: 844, NARROW: 568}
PATIENCE = 15_000
"""Milliseconds that a machine under load may take to show something."""
Window = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever needs a browser is skipped where there is none."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()) and find_chromium() is None:
            item.add_marker(pytest.mark.skip(reason=ABSENT))


@pytest.fixture(scope="session")
def demo_site(
    parts: Parts, template: str, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The loaded demo, served."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    folder: Path = tmp_path_factory.mktemp("site")
    with site(parts, template, {**environment, "RUMBO_MAIL_PORT": str(port)}, folder) as made:
        yield made


@pytest.fixture(scope="session")
def furnished(demo_site: Site) -> Rows:
    """Whoever asks for it meets a demo in which every screen has a row to show; the keys of the rows that were put."""
    return furnish(demo_site)


@pytest.fixture
def served(demo_site: Site, request: pytest.FixtureRequest) -> Iterator[Site]:
    """The demo as on its first morning, or furnished; no page may fail while the test runs."""
    demo_site.renew(FURNISHED if "furnished" in request.fixturenames else KEPT)
    demo_site.failures.clear()
    yield demo_site
    assert not [repr(failure) for failure in demo_site.failures]


@pytest.fixture(scope="session")
def known(demo_site: Site) -> dict[str, Visitor]:
    """Who has signed in once need not again: the data are always the same."""
    return {}


@pytest.fixture
def sign_in_as(served: Site, known: dict[str, Visitor]) -> Callable[[str], Visitor]:
    """Somebody with a session who reads pages without a browser; "" is nobody."""

    def sign_in(username: str) -> Visitor:
        if username not in known:
            known[username] = Visitor(served.address)
            if username:
                known[username].sign_in(username)
        return known[username]

    return sign_in


@pytest.fixture(scope="session")
def toured() -> dict[str, Tour]:
    """What the roles have seen so far."""
    return {}


@pytest.fixture
def tour_of(sign_in_as: Callable[[str], Visitor], furnished: Rows, toured: dict[str, Tour]) -> Callable[[str], Tour]:
    """Every screen of a role."""

    def look(role: str) -> Tour:
        if role not in toured:
            toured[role] = tour(sign_in_as(username_of(role)), role, furnished)
        return toured[role]

    return look


def username_of(role: str) -> str:
    """The demo's account of a role."""
    return "" if role == NOBODY else USERS[role]


@pytest.fixture(scope="session")
def chromium(demo_site: Site) -> Iterator[Browser]:
    """The browser."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def watch(served: Site) -> Watch:
    """What the pages of this test did wrong so far."""
    return Watch(served.address)


@pytest.fixture
def open_window(chromium: Browser, sign_in_as: Callable[[str], Visitor], watch: Watch) -> Iterator[Window]:
    """A window of a width for a person: `open_window("enlace", PHONE)`; its pages must stay quiet to the end."""
    contexts = []

    def window(username: str = "", width: int = DESK, **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHT[width]},
            base_url=watch.home,
            locale="es",
            reduced_motion="reduce",
            storage_state={"cookies": _cookies(sign_in_as(username)), "origins": []},
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()
    assert not watch.take()


def _cookies(visitor: Visitor) -> list[dict[str, Any]]:
    """The visitor's session for a browser."""
    return [
        {"name": cookie.name, "value": cookie.value or "", "domain": cookie.domain, "path": cookie.path}
        | {"expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
        for cookie in visitor.jar
    ]
