"""What a mapping knows of a sheet and the audit need not guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hints:
    """Where a table is and what its columns are; rows and columns count from 0.

    Without `first_row` the tables of the sheet are found by content. `levels` are the values of the column
    `accumulation`, in small letters without accents, that mean a level. `totals` gives the parts of each total.
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
