"""Which part of a list the address asks for."""

from __future__ import annotations

from flask import abort, request

from models.queries.part import Part

LAST_PAGE = 10_000


def asked_part(size: int) -> tuple[int, Part]:
    """Number of the page, from 1, and its `size` rows; 400 for what is no number of a page."""
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= LAST_PAGE):
        abort(400)
    return int(text), Part(size, (int(text) - 1) * size)
