"""What an indicator measures and how its values are read: the closed choices that scoring branches on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Direction(StrEnum):
    """Which way is better (R C-04 to C-07)."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"
    MILESTONE = "milestone"


class Accumulation(StrEnum):
    """How values of several periods become one (R C-03); the last one is CEPLAN's « no acumulado »."""

    SUM = "sum"
    LAST = "last"
    AVERAGE = "average"
    MAX = "max"
    AVERAGE_PERCENT = "average_percent"


# A member's name is looked up slowly in its class, and scoring asks a million times.
UP, DOWN, KEEP, MILESTONE = Direction
SUM, LAST, AVERAGE, MAX, AVERAGE_PERCENT = Accumulation


class AcrossUnits(StrEnum):
    """How the values of several org units become the institution's one (R C-13)."""

    SUM = "sum"
    MEAN = "mean"


class State(StrEnum):
    """What can be said of a figure, in the order in which the first that holds is taken."""

    DOES_NOT_APPLY = "does_not_apply"
    EXEMPT = "exempt"
    PENDING = "pending"
    NO_REPORT = "no_report"
    UNPLANNED_EXECUTION = "unplanned_execution"
    NOT_PROGRAMMED = "not_programmed"
    NOT_COMPUTED = "not_computed"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Measure:
    """How one indicator is measured. `tolerance` is in the indicator's own unit; `decimals` is for display only.

    `is_percent` says that the values are percents already, so that a project takes them as its advance (R C-10).
    `across_units` unset: what is summed over time is summed over org units, all else averaged. `skips_zeros` is
    CEPLAN's reading of the last value: a month without work does not undo the ones before it.
    """

    direction: Direction = Direction.UP
    accumulation: Accumulation = Accumulation.SUM
    use_baseline: bool = False
    baseline: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    decimals: int = 2
    is_percent: bool = False
    across_units: AcrossUnits | None = None
    skips_zeros: bool = False

    @property
    def way_over_time(self) -> Accumulation:
        """The accumulation that is used: a milestone once reached stays reached."""
        return MAX if self.direction is MILESTONE else self.accumulation

    @property
    def way_across_units(self) -> AcrossUnits:
        """The way over org units that is used."""
        if self.across_units is not None:
            return self.across_units
        return AcrossUnits.SUM if self.accumulation is SUM else AcrossUnits.MEAN

    def is_programmed(self, planned: Decimal | None) -> bool:
        """Tell whether a target asks for something: zero does only where less is better (R C-11)."""
        return bool(planned) or (planned is not None and self.direction is DOWN)
