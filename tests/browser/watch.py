"""What a page must not do while it is used: complain, break, be held back by its policy, or ask another host."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

NOT_LOADED = "Failed to load resource"
INSIDE = {"about", "blob", "data"}


@dataclass  # no slots: Playwright hangs its own marks on whoever listens
class Watch:
    """Ears on everything that the pages of one visitor do; `home` is the only address that they may ask."""

    home: str
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    _pages: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        """Listen to a context from now on."""
        context.on("console", self._heard)
        context.on("weberror", self._broke)
        context.on("request", self._asked)

    def expect(self, words: str) -> None:
        """From now on a complaint with these words is part of the test."""
        self.expected.append(words)

    def take(self) -> list[str]:
        """What was heard so far, which is then forgotten."""
        found = [fault for fault in self.faults if not any(words in fault for words in self.expected)]
        self.faults.clear()
        return found

    def _heard(self, message: ConsoleMessage) -> None:
        """Errors; but that a page itself was refused (403, 404, 422) is an answer, and no fault."""
        refused = message.text.startswith(NOT_LOADED) and message.location.get("url") in self._pages
        if message.type == "error" and not (refused and "status of 5" not in message.text):
            self.faults.append(f"console: {message.text}")

    def _broke(self, problem: WebError) -> None:
        self.faults.append(f"script: {problem.error}")

    def _asked(self, request: Request) -> None:
        if request.is_navigation_request():
            self._pages.add(request.url)
        parts = urlsplit(request.url)
        if parts.scheme not in INSIDE and f"{parts.scheme}://{parts.netloc}" != self.home:
            self.faults.append(f"another host: {request.url}")
