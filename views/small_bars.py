"""Small bars of the last values: where each stands and how high it is, for an SVG without a style of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

HEIGHT, STEP, WIDTH = 48, 20, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: its left edge, its height and top, and the top of the mark of what was planned (None: not planned)."""

    x: int
    y: int
    height: int
    planned_y: int | None


def small_bars(pairs: Sequence[tuple[Decimal | None, Decimal | None]]) -> list[Bar]:
    """Bars of (planned, done) from left to right, the highest as high as the picture; nothing done is no height."""
    highest = max((abs(value) for pair in pairs for value in pair if value is not None), default=Decimal(0))

    def high(value: Decimal | None) -> int:
        return 0 if value is None or not highest else int(max(value, Decimal(0)) * HEIGHT / highest)

    return [
        Bar(number * STEP, HEIGHT - high(done), high(done), None if planned is None else HEIGHT - high(planned))
        for number, (planned, done) in enumerate(pairs)
    ]
