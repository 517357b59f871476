"""What stays out of the green from cut to cut (R C-27, C-28): pure questions on the colours of closed cuts.

`bands` are those that gave the colours, where an institution has bands above green.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from models.rules.traffic_light import is_not_green

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.rules.traffic_light import Band


def continues(color: str, previous: str | None, bands: Sequence[Band] = ()) -> bool:
    """Tell whether an item is not green now and was not at the closed cut before (S0-I-06); None: there was none."""
    return previous is not None and is_not_green(color, bands) and is_not_green(previous, bands)


def calls_for_meeting(colors: Sequence[str], window: int = 2, bands: Sequence[Band] = ()) -> bool:
    """Tell whether a quarter's months, in order, ask for the urgent meeting (S0-I-09).

    Not green in the last month, and in at least `window` months with it.
    """
    asking = [is_not_green(color, bands) for color in colors]
    return bool(asking) and asking[-1] and sum(asking) >= window


def non_green_run(colors: Sequence[str], bands: Sequence[Band] = ()) -> int:
    """Count the cuts, back from the last of those given in order, at which an item was not green."""
    return sum(1 for _ in takewhile(lambda color: is_not_green(color, bands), reversed(colors)))
