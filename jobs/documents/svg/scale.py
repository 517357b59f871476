"""The axis of a chart: round marks from the least to the greatest value, always with zero among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from models.rules.decimals import tidy
from models.rules.document.cells import Kind
from models.rules.document.document import Settings
from models.rules.document.printing import value_text

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MARKS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high` in steps; both are marks of it."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def marks(self) -> list[Decimal]:
        """Its marks, from the lowest up."""
        return [self.low + self.step * at for at in range(int((self.high - self.low) / self.step) + 1)]

    def at(self, value: Decimal, start: Decimal, length: Decimal) -> Decimal:
        """Give where a value stands on a line that begins at `start`."""
        return start + length * (value - self.low) / (self.high - self.low)


def scale_of(values: Iterable[Decimal], least_high: Decimal = Decimal(0)) -> Scale:
    """Give the axis that holds all values, zero and `least_high`."""
    known = list(values)
    low, high = min([*known, Decimal(0)]), max([*known, least_high])
    if low == high:
        high = Decimal(1)
    step = _step((high - low) / _MARKS)
    return Scale(_whole(low / step, ROUND_FLOOR) * step, _whole(high / step, ROUND_CEILING) * step, step)


def _step(least: Decimal) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)


def _whole(value: Decimal, rounding: str) -> Decimal:
    return value.to_integral_value(rounding)


def mark_text(mark: Decimal, kind: Kind, settings: Settings) -> str:
    """Give the figure at a mark of an axis, without decimals that say nothing."""
    text = value_text(tidy(mark), Kind.QUANTITY, None, settings)
    return f"{text} %" if kind == Kind.PERCENT else text
