"""« Mi mes » under a robot's hands: thirty values typed, and thirty pasted, until the sheet says that they are saved."""

from __future__ import annotations

import shutil
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from benchmarks.dataset import Size
from benchmarks.place import PASSWORD, large_place, row
from models.clock import set_business_clock
from models.tables.base import db

PAGE = "/mi-mes/2027-03/"
VALUES, ROUNDS = 30, 5
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def run() -> list[dict[str, Any]]:
    """Median seconds of some rounds, each with values that the one before did not hold."""
    if shutil.which("chromium") is None:
        print("No hay Chromium: las medidas de la pantalla se saltan.")
        return []
    with large_place(Size(units=100, activities=10_000)) as place:
        set_business_clock(datetime.fromisoformat("2027-04-02T10:00:00-06:00"))
        db.session.commit()
        with served(place.app) as address, sheet(address) as page:
            typed = [seconds(page, number, type_down) for number in range(ROUNDS)]
            pasted = [seconds(page, number, paste_block) for number in range(ROUNDS, 2 * ROUNDS)]
    return [
        row(f"teclear {VALUES} datos hasta guardados", "≤ 3", statistics.median(typed), "s"),
        row(f"pegar {VALUES} datos hasta guardados", "≤ 1.5", statistics.median(pasted), "s"),
    ]


class Silent(WSGIRequestHandler):
    """A request is no news."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application behind a real server on loopback; gives its address."""
    with make_server("127.0.0.1", 0, app.wsgi_app, threaded=True, request_handler=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)


@contextmanager
def sheet(address: str) -> Iterator[Page]:
    """The sheet of the liaison in a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=address, locale="es", reduced_motion="reduce")
        page.goto("/login/")
        page.fill("input[name=username]", "enlace")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
        yield page
        browser.close()


def seconds(page: Page, number: int, write: Callable[[Page, list[str]], None]) -> float:
    """How long a round takes on a fresh page, from the first key until nothing waits any more."""
    page.goto(PAGE)
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    page.locator('input[data-field="actual"]').first.focus()
    values = [str(10 + (number * 7 + place) % 90) for place in range(VALUES)]
    began = time.perf_counter()
    write(page, values)
    expect(page.locator("#saving:is([data-state=saved], [data-state=pasted])")).to_be_attached(timeout=60_000)
    return time.perf_counter() - began


def type_down(page: Page, values: list[str]) -> None:
    """One after the other, down the column."""
    for value in values:
        page.keyboard.type(value)
        page.keyboard.press("Enter")


def paste_block(page: Page, values: list[str]) -> None:
    """All at once, as a spreadsheet copies them."""
    page.locator('input[data-field="actual"]').first.evaluate(PASTE, "\r\n".join(values))
