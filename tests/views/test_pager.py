"""The pages of a list by number: the first, those around, the last, and marks where some are left out."""

from __future__ import annotations

import pytest

from views.base.pager import page_numbers
from views.base.row_count import RowCount


@pytest.mark.parametrize(
    ("rows", "page", "numbers"),
    [
        (0, 0, []),
        (25, 0, []),  # one page holds everything
        (26, 0, [0, 1]),
        (150, 2, [0, 1, 2, 3, 4, 5]),
        (1000, 0, [0, 1, 2, None, 39]),
        (1000, 20, [0, None, 18, 19, 20, 21, 22, None, 39]),
        (1000, 39, [0, None, 37, 38, 39]),
        (1000, 1_000_000, [0, None, 39]),  # behind the last one
    ],
)
def test_it_leads_to_pages_of_a_counted_list(rows: int, page: int, numbers: list[int | None]) -> None:
    assert page_numbers(RowCount(rows, is_exact=True, has_more=True), page, 25) == numbers


@pytest.mark.parametrize(
    ("page", "more", "numbers"),
    [
        (0, 1, [0, 1, None]),  # further ones are there, how many nobody counted
        (9, 1, [0, None, 7, 8, 9, 10, None]),
        (500, 0, [0, None, 498, 499, 500]),
    ],
)
def test_it_promises_no_last_page_that_was_not_counted(page: int, more: int, numbers: list[int | None]) -> None:
    assert page_numbers(RowCount(10_000, is_exact=False, has_more=bool(more)), page, 25) == numbers
