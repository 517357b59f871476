"""Every screen of every role, at three widths and in dark: no rule of WCAG 2.2 A/AA or best practice is broken.

A page whose marks were all seen before, on pages of other roles too, is not looked at again; each
role's home is, and some page of every route, whoever was the first to open it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import ALL, OF_COLORS, OF_LAYOUT, bring_axe, violations
from tests.browser.conftest import DESK, HEIGHT, NARROW, PHONE, Window, username_of
from tests.browser.marks import marks_of
from tests.browser.screens import Screen, Tour, opens, pages, roles

FRAME = """() => ({
  h1: document.querySelectorAll('h1').length,
  main: document.querySelectorAll('main, [role=main]').length,
  lang: document.documentElement.lang.slice(0, 2),
})"""
HOME = "/"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def seen() -> set[Hashable]:
    """Marks of the pages that were looked at."""
    return set()


def test_it_finds_every_screen(tour_of: Callable[[str], Tour]) -> None:
    opened = {screen.route for role in roles() for screen in tour_of(role).screens.values()}
    assert {route.path for route in pages()} <= opened


@pytest.mark.parametrize("role", roles())
def test_it_is_for_everybody(
    tour_of: Callable[[str], Tour], open_window: Window, seen: set[Hashable], role: str
) -> None:
    found = tour_of(role)
    page = open_window(username_of(role))
    problems, looked_at = list(found.wrong), set[str]()
    for screen in found.screens.values():
        marks = {_place(screen, role), *marks_of(screen.html)}
        if marks - seen:
            problems += [f"{role} {screen.address} {fault}" for fault in _faults(page, screen)]
            looked_at.add(screen.route)
        seen |= marks
    assert not problems, "\n" + "\n".join(problems)
    assert _own_routes(role) <= looked_at


def _place(screen: Screen, role: str) -> Hashable:
    """Where the page stands: its route; the home is another one for each role."""
    return ("home", role) if screen.route == HOME else ("route", screen.route)


def _own_routes(role: str) -> set[str]:
    """Home, and the routes that no other role opens."""
    may_open = {route.path: {each for each in roles() if opens(route, each)} for route in pages()}
    return {path for path, who in may_open.items() if who == {role} or (path == HOME and role in who)}


def _faults(page: Page, screen: Screen) -> list[str]:
    """What is wrong with a page at each width and in dark."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": DESK, "height": HEIGHT[DESK]})
    page.goto(screen.address)
    bring_axe(page)
    frame = page.evaluate(FRAME)
    faults = [] if frame == {"h1": 1, "main": 1, "lang": "es"} else [str(frame)]
    for width, rules in ((DESK, ALL), (PHONE, OF_LAYOUT), (NARROW, ALL)):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        faults += [f"{width} px: {fault}" for fault in violations(page, rules)]
    if sideways := page.evaluate(SIDEWAYS):
        faults.append(f"{NARROW} px: the page is {sideways} px too wide")
    page.emulate_media(color_scheme="dark")
    return faults + [f"dark: {fault}" for fault in violations(page, OF_COLORS)]
