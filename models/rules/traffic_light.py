"""From a percent or a state to a colour (colorimetría, R C-24 to C-26).

The thresholds are data of the plan type, a list for each kind of object. A colour never stands alone: every screen
shows the name of the band or of the state beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise, takewhile

from models.rules.errors import RuleBroken
from models.rules.measure import State


class Color(StrEnum):
    """The colours that rules speak of; an institution may name further bands."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLUE = "blue"
    GREY = "grey"


class BandKind(StrEnum):
    """The kinds of object that may have bands of their own."""

    PROJECT = "project"
    INDICATOR = "indicator"
    FUNCTION = "function"
    FINANCIAL = "financial"


@dataclass(frozen=True, slots=True)
class Band:
    """A colour and the percent from which it holds, up to where the next band begins."""

    color: str
    from_percent: Decimal
    label: str = ""


_MEASURED, _GREY = State.MEASURED, Color.GREY.value
_STATE_COLORS = {State.NO_REPORT: Color.RED.value, State.UNPLANNED_EXECUTION: Color.BLUE.value}
DEFAULT_BANDS = (Band("green", Decimal(90)), Band("yellow", Decimal(70)), Band("red", Decimal(0)))
"""R C-24; the procedure names the colours and not their limits, so these are a proposal."""


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of a plan type: one list for all, and lists for the kinds that differ, each from the highest down."""

    default: tuple[Band, ...] = DEFAULT_BANDS
    by_kind: Mapping[str, tuple[Band, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise RuleBroken `bad_bands` for a list that leaves a gap or names a limit twice."""
        for bands in (self.default, *self.by_kind.values()):
            check_bands(bands)

    def of(self, kind: BandKind | None) -> tuple[Band, ...]:
        """Give the list for a kind of object."""
        return self.default if kind is None else self.by_kind.get(kind, self.default)


def check_bands(bands: Sequence[Band]) -> None:
    """Raise RuleBroken `bad_bands` unless the bands go down without repetition and end at 0.

    Each band reaches up to the one before it, so that this is all it takes to cover every percent once.
    """
    limits = [band.from_percent for band in bands]
    if not limits or limits[-1] != 0:
        raise RuleBroken("bad_bands", "El rango más bajo de la colorimetría debe comenzar en 0.")
    if any(higher <= lower for higher, lower in pairwise(limits)):
        raise RuleBroken("bad_bands", "Ordene los rangos de la colorimetría de mayor a menor, sin repetir límites.")


def color_of(percent: Decimal, bands: Sequence[Band]) -> str:
    """Give the colour of a rounded percent; what is below 0 has the lowest band."""
    for band in bands:
        if percent >= band.from_percent:
            return band.color
    return bands[-1].color


def color_for(state: State, percent: Decimal | None, bands: Sequence[Band]) -> str:
    """Give the colour of a state and its rounded percent (R C-26): silence is red whatever the percent."""
    if state is _MEASURED and percent is not None:
        return color_of(percent, bands)
    return _STATE_COLORS.get(state, _GREY)


def combined_color(physical: str, financial: str | None, bands: Sequence[Band]) -> str:
    """Give the worse of the two colours (R C-25); the physical one where the money is not measured."""
    order = {band.color: place for place, band in enumerate(bands)}
    if financial is None or physical not in order or financial not in order:
        return physical
    return max(physical, financial, key=order.__getitem__)


def is_not_green(color: str, bands: Sequence[Band] = ()) -> bool:
    """Tell whether a colour asks for action: not green, not better than green in its bands, and not unmeasured."""
    above = takewhile(lambda name: name != Color.GREEN, (band.color for band in bands))
    return color not in {Color.GREEN, Color.BLUE, Color.GREY, *above}
