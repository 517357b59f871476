"""What a page shows and offers, read as a visitor reads it: rows of its tables, links, forms."""

from __future__ import annotations

import re
from html import unescape


def cells(page: str) -> list[list[str]]:
    """The texts of every body row of the page's tables."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    return [
        [_text(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for body in bodies
        for row in re.findall(r"<tr\b[^>]*>(.*?)</tr>", body, re.DOTALL)
    ]


def links(page: str, start: str = "/") -> list[str]:
    """Where the page leads, of the addresses that begin so."""
    return [unescape(link) for link in re.findall(r'<a\b[^>]*href="([^"]*)"', page) if link.startswith(start)]


def forms_that_write(page: str) -> list[str]:
    """Where the page's forms post to; empty text for the page's own address."""
    forms = [tag for tag in re.findall(r"<form\b[^>]*>", page) if re.search(r'method="post"', tag, re.IGNORECASE)]
    return ["".join(re.findall(r'action="([^"]*)"', tag)) for tag in forms]


def _text(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())
