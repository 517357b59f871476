"""How many activities stand in each state and colour: said beside every consolidated figure (R C-18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.rules.measure import State
from models.rules.traffic_light import Color

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.rules.figures import Figures


class Counts(NamedTuple):
    """Activities by the code of their state and of their colour; codes that do not occur are not named."""

    by_state: Mapping[str, int]
    by_color: Mapping[str, int]


def one(figures: Figures) -> Counts:
    """Count a single activity."""
    return Counts({figures.state.value: 1}, {figures.color: 1})


def added(many: Iterable[Counts]) -> Counts:
    """Add counts up."""
    by_state: dict[str, int] = {}
    by_color: dict[str, int] = {}
    for states, colors in many:
        for state, number in states.items():
            by_state[state] = by_state.get(state, 0) + number
        for color, number in colors.items():
            by_color[color] = by_color.get(color, 0) + number
    return Counts(by_state, by_color)


def tally(figures: Iterable[Figures]) -> Counts:
    """Count figures, naming also every state and every usual colour that does not occur."""
    by_state = dict.fromkeys([state.value for state in State], 0)
    by_color = dict.fromkeys([color.value for color in Color], 0)
    for each in figures:
        by_state[each.state] += 1
        by_color[each.color] = by_color.get(each.color, 0) + 1
    return Counts(by_state, by_color)
