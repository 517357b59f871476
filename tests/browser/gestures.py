"""What a person does, with the keyboard alone or with a finger; every part is found by its role and its name."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Locator, Page

from tests.browser.focus import see_focus

LONGEST_WAY = 250
IS_FOCUSED = "(element) => element === document.activeElement"


def reach(page: Page, target: Locator) -> None:
    """Press the tab key until the target has the focus; where it goes can be seen at each stop."""
    for _ in range(LONGEST_WAY):
        if target.evaluate(IS_FOCUSED):
            return
        page.keyboard.press("Tab")
        see_focus(page)
    raise AssertionError(f"the tab key does not lead to {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go there and press a key."""
    reach(page, target)
    page.keyboard.press(key)


def write(page: Page, target: Locator, text: str) -> None:
    """Go there and type over what stands."""
    reach(page, target)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def button(where: Page | Locator | FrameLocator, words: str) -> Locator:
    """The first button whose name has the words, small or capital."""
    return where.get_by_role("button", name=re.compile(words, re.IGNORECASE)).first


def link(where: Page | Locator | FrameLocator, words: str) -> Locator:
    """The first link whose name has the words, small or capital."""
    return where.get_by_role("link", name=re.compile(words, re.IGNORECASE)).first


def entry(page: Page, words: str) -> Locator:
    """The first row of a table, or element of a list, that shows the words."""
    main = page.get_by_role("main")
    return main.get_by_role("row").or_(main.get_by_role("listitem")).filter(has_text=words).first


def field(page: Page, activity: str) -> Locator:
    """Where the done of an activity is written."""
    return page.get_by_role("main").get_by_role("textbox", name=re.compile(rf"{re.escape(activity)}\b")).first
