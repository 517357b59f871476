"""The fields of a long form under headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Groups = Sequence[tuple[Any, Sequence[str]]]
"""A heading and the columns below it."""


def grouped(columns: Sequence[str], groups: Groups) -> list[tuple[str, list[str]]]:
    """The `columns` under the headings of `groups`, first those of none; a heading without any is left out."""
    placed = {column for _heading, members in groups for column in members}
    found = [("", [column for column in columns if column not in placed])]
    found += [(str(heading), [column for column in columns if column in members]) for heading, members in groups]
    return [group for group in found if group[1]]
