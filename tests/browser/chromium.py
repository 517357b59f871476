"""The Chromium that is installed here, and how it is started so that it asks no other host."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser")
ARGUMENTS = (
    "--no-sandbox",  # the tests run as whoever runs them, root in a container too
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
ABSENT = (
    "No hay Chromium: las pruebas de pantallas se saltan (apt-get install chromium, o playwright install chromium)."
)


@cache
def find_chromium() -> str | None:
    """Where Chromium is: the system's, or Playwright's own; nothing when there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        with sync_playwright() as playwright:
            own = Path(playwright.chromium.executable_path)
        found = str(own) if own.exists() else None
    return found


def launch(playwright: Playwright) -> Browser:
    """One browser without a window."""
    return playwright.chromium.launch(executable_path=find_chromium(), headless=True, args=list(ARGUMENTS))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One clear line where the tests of the screens cannot run."""
    if find_chromium() is None:
        terminalreporter.write_line(ABSENT, yellow=True)
