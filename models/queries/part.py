"""A part of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list: `limit` rows after `offset`; all where no limit is named."""

    limit: int | None = None
    offset: int = 0

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Cut the part out of a list that is at hand."""
        return rows[self.offset :][: self.limit]
