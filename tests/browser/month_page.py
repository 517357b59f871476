"""« Mi mes » as tests use it: its fields, its cell states, its foot, and what the browser keeps of it."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Window
from tests.browser.gestures import field

MARCH = "/mi-mes/2027-03/"
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def open_month(open_window: Window, username: str = "enlace", **options: object) -> Page:
    """The sheet of March of a liaison, whose script listens."""
    page = open_window(username, **options)
    page.goto(MARCH)
    ready(page)
    return page


def ready(page: Page) -> None:
    """The page's script listens."""
    expect(page.locator("#sheet[data-ready]")).to_be_attached()


def row(page: Page, activity: str) -> Locator:
    """The row of an activity, and inside it its fields by their labels."""
    return page.locator(f'tr[data-code="{activity}"]')


def state(page: Page, activity: str) -> Locator:
    """What stands beside the number of an activity."""
    return row(page, activity).locator(".cell-state")


def foot(page: Page) -> Locator:
    """What the sheet says of its saving."""
    return page.locator("#saving")


def paste(where: Locator, rows: list[str]) -> None:
    """Paste lines as a spreadsheet copies them."""
    where.focus()
    where.evaluate(PASTE, "\r\n".join(rows) + "\r\n")


def write_down(page: Page, values: Mapping[str, str]) -> None:
    """Type values by activity as a person does."""
    for activity, text in values.items():
        field(page, activity).focus()
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def held(page: Page, values: Mapping[str, str]) -> dict[str, str]:
    """What the fields of these activities hold."""
    return {activity: field(page, activity).input_value() for activity in values}


def stored(page: Page, values: Mapping[str, str]) -> dict[str, str]:
    """What a fresh page of the same person shows; what was kept in the browser does not count."""
    page.evaluate("localStorage.clear()")
    page.reload()
    ready(page)
    return held(page, values)


def drafts(page: Page) -> list[str]:
    """What the browser keeps of what was typed."""
    keys: list[str] = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('rumbo:draft:'))")
    return keys


def all_saved(page: Page) -> None:
    """The sheet says that everything is in, and keeps nothing more."""
    expect(foot(page)).to_contain_text("Guardado a las")
    assert drafts(page) == []
