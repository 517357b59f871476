"""How tall a row must be for its wrapped text: XlsxWriter writes no height, and LibreOffice then lets lines overlap."""

from __future__ import annotations

import re
from functools import lru_cache

POINTS_A_LINE = 12.75  # of Calibri 10
_PADDING = 3
_TALLEST = 409  # Excel's limit for a row
_FIT = 1.2  # a column's width is counted in digits of size 11; more letters of size 10 fit in it
_FIT_CAPITALS = 0.96


@lru_cache(maxsize=64)
def _line(capacity: int) -> re.Pattern[str]:
    # as many whole words as fit, or a piece of a word that is longer than the line
    return re.compile(rf".{{1,{capacity}}}(?:\s+|$)|\S{{{capacity}}}")


def line_count(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column of `width` characters, wrapped between words, at least one."""
    capacity = max(1, int(width * (_FIT_CAPITALS if text.isupper() else _FIT)))
    if len(text) <= capacity and "\n" not in text:
        return 1
    pattern = _line(capacity)
    return sum(max(1, len(pattern.findall(paragraph))) for paragraph in text.splitlines())


def row_height(lines: int) -> float:
    """Return the height in points of a row of so many lines; what is taller than Excel allows is cut to its limit."""
    return min(_TALLEST, lines * POINTS_A_LINE + _PADDING)
