"""What a mapping knows of a sheet and the audit need not guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hints:
    """The sheets and columns that are read, by place from 0, and what they are.

    `heading_rows`, `first_row` and `last_row` count from 0. `levels` are values of the column `accumulation` that mean
    a level. Columns in `progress` hold what was done of what the same position in `planned` programmed.
    """

    heading_rows: tuple[int, ...] = ()
    first_row: int | None = None
    last_row: int | None = None
    weights: frozenset[int] = frozenset()
    targets: frozenset[int] = frozenset()
    accumulation: int | None = None
    levels: frozenset[str] = frozenset()
    codes: frozenset[int] = frozenset()
    totals: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


NO_HINTS = Hints()
"""Nothing is known: all is found by content."""
