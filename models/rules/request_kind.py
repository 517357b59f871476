"""Information requests: which indicators are asked by which deadline, and what an answer must hold (S0-I-07, I-10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.rules.indicator_kind import IndicatorKind
from models.rules.period import FREQUENCIES, Period, PeriodKind

if TYPE_CHECKING:
    from decimal import Decimal

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class RequestKind:
    """What the deadline `rule` asks the units for: indicators of some `kinds`, in plans of some types.

    With `needs_actions` an indicator under its target is not answered without the actions to take (S0-I-10).
    """

    rule: str
    plans: tuple[str, ...]
    kinds: tuple[IndicatorKind, ...]
    needs_actions: bool


def asked_frequencies(period: Period) -> tuple[PeriodKind, ...]:
    """Give how often an indicator may be measured to be asked for in a request of `period`.

    One is asked for when its own period ends with that of the request: a yearly one at the end of the year.
    """
    return tuple(kind for kind in FREQUENCIES if Period.containing(period.end, kind).end == period.end)


def is_under_target(period_percent: Decimal | None, to_date_percent: Decimal | None) -> bool:
    """Tell whether the target of the period was missed; where it has none of its own, that of the year to date."""
    percent = to_date_percent if period_percent is None else period_percent
    return percent is not None and percent < _WHOLE
