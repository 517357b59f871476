"""What stays out of the green from cut to cut (R C-27, C-28): pure questions on the colours of closed cuts."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from models.rules.traffic_light import is_not_green

if TYPE_CHECKING:
    from collections.abc import Sequence


def continues(color: str, previous: str | None) -> bool:
    """Tell whether an item is not green now and was not at the closed cut before (S0-I-06); None: there was none."""
    return is_not_green(color) and previous is not None and is_not_green(previous)


def calls_for_meeting(colors: Sequence[str], window: int = 2) -> bool:
    """Tell whether a quarter's months, in order, ask for the urgent meeting (S0-I-09).

    Not green in the last month, and in at least `window` months with it.
    """
    return bool(colors) and is_not_green(colors[-1]) and sum(map(is_not_green, colors)) >= window


def non_green_run(colors: Sequence[str]) -> int:
    """Count the cuts, back from the last of those given in order, at which an item was not green."""
    return sum(1 for _ in takewhile(is_not_green, reversed(colors)))
