"""What a page is made of: pages of the same marks need to be looked at only once, whoever reads them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.plain_page import VOID

TOLD_BY_VALUE = (
    "class",
    "role",
    "type",
    "aria-current",
    "aria-hidden",
    "aria-invalid",
    "aria-live",
    "scope",
    "tabindex",
)
TOLD_BY_PRESENCE = ("alt", "aria-describedby", "aria-label", "aria-labelledby", "for", "hidden", "href", "id", "title")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(slots=True)
class _Reader(HTMLParser):
    """Each element with the chain of those around it, whether it has words of its own, and the order of headings."""

    marks: set[Hashable] = field(default_factory=set)
    headings: list[str] = field(default_factory=list)
    chain: list[Hashable] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        told = tuple(values.get(name) for name in TOLD_BY_VALUE)
        link = (tag, told, tuple(name for name in TOLD_BY_PRESENCE if name in values))
        self.marks.add((*self.chain, link))
        if tag in HEADINGS and self.headings[-1:] != [tag]:
            self.headings.append(tag)
        if tag not in VOID:
            self.chain.append(link)

    def handle_endtag(self, tag: str) -> None:
        while self.chain:
            closed = self.chain.pop()
            if isinstance(closed, tuple) and closed[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.marks.add((*self.chain, "words"))


def marks_of(html: str) -> frozenset[Hashable]:
    """The marks of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return frozenset({*reader.marks, ("headings", *reader.headings)})
