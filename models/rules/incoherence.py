"""Facts about an item that do not go together (R C-22, C-23): said to whoever verifies, never a reason to refuse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from models.rules.figures import Flag
from models.rules.measure import Accumulation, Direction, State
from models.rules.money import Coherence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from decimal import Decimal

    from models.rules.money import Comparison, Money


class Fact(StrEnum):
    """What does not go together."""

    MONEY_WITHOUT_PROGRESS = "money_without_progress"
    PROGRESS_WITHOUT_MONEY = "progress_without_money"
    PHYSICAL_AHEAD = "physical_ahead"
    MONEY_AHEAD = "money_ahead"
    UNPLANNED = "unplanned"
    NO_NARRATIVE = "no_narrative"
    BELOW_PREVIOUS = "below_previous"
    OVER_EXECUTION = "over_execution"


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an item at a cut: how far its year has come, its money to date, what was sent of the period.

    `comparison` has the advance of the year beside the execution of the money. `has_value` and `has_words` speak of the
    report of the period: a value was sent, and something was written beside it.
    """

    comparison: Comparison
    money: Money
    period_state: State
    has_value: bool
    has_words: bool
    fell: bool
    flags: Collection[str]

    def facts(self) -> Iterable[Fact]:
        """Give what does not go together, in the order of the list."""
        yield from money_facts(self.comparison.physical, self.money)
        if self.comparison.verdict not in (None, Coherence.COHERENT):
            yield Fact(self.comparison.verdict)
        if self.period_state is State.UNPLANNED_EXECUTION:
            yield Fact.UNPLANNED
        if self.has_value and not self.has_words:
            yield Fact.NO_NARRATIVE
        if self.fell:
            yield Fact.BELOW_PREVIOUS
        if Flag.OVER_EXECUTION in self.flags:
            yield Fact.OVER_EXECUTION


def money_facts(advance: Decimal | None, money: Money) -> Iterator[Fact]:
    """Give what does not go together of the advance of the year, in percent, and the money to date."""
    if money.accrued and money.accrued > 0 and advance == 0:
        yield Fact.MONEY_WITHOUT_PROGRESS
    if advance and money.current and not money.accrued:
        yield Fact.PROGRESS_WITHOUT_MONEY


def has_fallen(direction: Direction, accumulation: Accumulation, value: Decimal | None, before: Decimal | None) -> bool:
    """Tell whether a value that is told as the level reached lies below the level told before it."""
    rises = direction is Direction.UP and accumulation is Accumulation.LAST
    return rises and value is not None and before is not None and value < before
