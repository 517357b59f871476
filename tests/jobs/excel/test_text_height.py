from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.excel.text_height import line_count, row_height


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("corto", 10, 1),
        ("doce letras.", 10, 1),  # more letters than digits fit in a width
        ("dos palabras largas", 10, 2),
        ("uno\ndos", 10, 2),
        ("uno\n\ndos", 10, 3),  # an empty line is a line
        ("x" * 36, 10, 3),  # a word is broken where it must
        ("DOCE LETRAS.", 10, 2),  # capitals are wider
    ],
)
def test_it_counts_the_lines_of_a_cell(text: str, width: int, lines: int) -> None:
    assert line_count(text, width) == lines


@given(st.text(alphabet="ab \n", max_size=200), st.integers(1, 60))
def test_a_wider_column_never_needs_more_lines(text: str, width: int) -> None:
    assert line_count(text, width + 20) <= line_count(text, width)


def test_a_row_is_never_taller_than_excel_allows() -> None:
    assert row_height(1) < row_height(2) < row_height(1000) == 409
