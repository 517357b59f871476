"""The pages of a list by number, and how many rows stand on one."""

from __future__ import annotations

from views.base.row_count import RowCount

SIZES = (25, 50, 100)
AROUND = 2
"""Numbers on each side of the page that is shown."""


def last_page(count: RowCount, page: int, size: int) -> int:
    """Index of the last page that is known: of all rows, or the next one where they were not all counted."""
    return max(0, -(-count.number // size) - 1) if count.is_exact else page + count.has_more


def page_numbers(count: RowCount, page: int, size: int) -> list[int | None]:
    """Indexes of the pages to offer: the first, those around `page`, and the last; None where some are left out.

    Empty where one page holds everything. The last page of a list that was not counted to its end is not known.
    """
    last = last_page(count, page, size)
    if last == 0 and count.is_exact:
        return []
    near = range(max(0, page - AROUND), min(last, page + AROUND) + 1)
    shown = sorted({0, *near, *([last] if count.is_exact else [])})
    numbers: list[int | None] = []
    for before, number in zip([-1, *shown], shown, strict=False):
        numbers += [number] if number == before + 1 else [None, number]
    return numbers if count.is_exact or not count.has_more else [*numbers, None]
