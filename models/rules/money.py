"""Execution of the budget, and its coherence with what was done (R C-20 to C-22): amounts first, percents last."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from models.rules.percent import ZERO, rounded, share
from models.rules.score_rules import ExecutionStage
from models.rules.traffic_light import BandKind, color_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.rules.period import Period
    from models.rules.score_rules import ScoreRules
    from models.rules.traffic_light import Bands


class Coherence(StrEnum):
    """How the advance of the year stands to the execution of the year's budget."""

    COHERENT = "coherent"
    PHYSICAL_AHEAD = "physical_ahead"
    MONEY_AHEAD = "money_ahead"


class ChainBreak(StrEnum):
    """Where the stages of spending do not follow one another."""

    COMMITTED_OVER_CERTIFIED = "committed_over_certified"
    ACCRUED_OVER_COMMITTED = "accrued_over_committed"
    PAID_OVER_ACCRUED = "paid_over_accrued"
    ACCRUED_OVER_CURRENT = "accrued_over_current"


class Money(NamedTuple):
    """Amounts of one line, source, unit or all of them, from the first of the year to the cut.

    None: that stage was never loaded, which is not zero. Months may be negative (reversals), and so may totals.
    """

    initial: Decimal | None = None
    current: Decimal | None = None
    programmed: Decimal | None = None
    certified: Decimal | None = None
    committed: Decimal | None = None
    accrued: Decimal | None = None
    paid: Decimal | None = None

    def of(self, stage: ExecutionStage) -> Decimal | None:
        """Give the amount of one stage."""
        amounts = {
            ExecutionStage.CERTIFIED: self.certified,
            ExecutionStage.COMMITTED: self.committed,
            ExecutionStage.ACCRUED: self.accrued,
            ExecutionStage.PAID: self.paid,
        }
        return amounts[stage]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The advance of the year beside the execution of its budget; percents rounded, the gap in percentage points.

    None: not measured, or without budget or amounts. `verdict` is there where both are.
    """

    physical: Decimal | None
    executed: Decimal | None
    gap: Decimal | None
    verdict: Coherence | None


def total_money(rows: Iterable[Money]) -> Money:
    """Add amounts up, each stage over the rows that have it."""
    stages = ([amount for amount in amounts if amount is not None] for amounts in zip(*rows, strict=True))
    return Money(*(sum(amounts, ZERO) if amounts else None for amounts in stages))


def execution_percent(money: Money, stage: ExecutionStage = ExecutionStage.ACCRUED) -> Decimal | None:
    """Give the stage as a percent of the current budget, rounded to 2 decimals; None where there is no budget."""
    return _percent(money.of(stage), money.current)


class ExecutedPercents(NamedTuple):
    """What part of the current budget each stage is, rounded; None where there is no budget or the stage is unknown."""

    certified_percent: Decimal | None
    committed_percent: Decimal | None
    accrued_percent: Decimal | None
    paid_percent: Decimal | None


def executed_percents(money: Money) -> ExecutedPercents:
    """Give the percents of all stages (R C-20)."""
    return ExecutedPercents(*(execution_percent(money, stage) for stage in ExecutionStage))


def programmed_execution_percent(
    money: Money, cut: Period, stage: ExecutionStage = ExecutionStage.ACCRUED
) -> Decimal | None:
    """Give the stage as a percent of what was programmed to the cut (R C-21), rounded to 2 decimals.

    Without a monthly programming, the part of the year that has passed, in months, stands for it.
    """
    expected = money.programmed
    if expected is None and money.current is not None:
        expected = money.current * (cut.last_month % 12 + 1) / 12
    return _percent(money.of(stage), expected)


def financial_color(percent: Decimal | None, bands: Bands) -> str | None:
    """Colour what was spent of what was to be spent by the cut (R C-25); None where that is not measured."""
    return None if percent is None else color_of(percent, bands.of(BandKind.FINANCIAL))


def coherence_gap(year_percent: Decimal | None, execution: Decimal | None) -> Decimal | None:
    """Give the advance of the year minus the execution, both rounded percents, in percentage points."""
    return None if year_percent is None or execution is None else year_percent - execution


def coherence(gap: Decimal, limit: Decimal = Decimal(20)) -> Coherence:
    """Say which of the two runs ahead by more than the plan type allows (S1-CP16.3)."""
    if abs(gap) <= limit:
        return Coherence.COHERENT
    return Coherence.PHYSICAL_AHEAD if gap > 0 else Coherence.MONEY_AHEAD


def compare(year_percent: Decimal | None, money: Money, rules: ScoreRules) -> Comparison:
    """Put both side by side (C-22), by the stage that counts and the gap that the plan type allows."""
    executed = execution_percent(money, rules.execution_stage)
    gap = coherence_gap(year_percent, executed)
    verdict = None if gap is None else coherence(gap, rules.coherence_gap)
    return Comparison(year_percent, executed, gap, verdict)


def chain_breaks(money: Money) -> tuple[ChainBreak, ...]:
    """Find where certified ≥ committed ≥ accrued ≥ paid, or accrued ≤ current, does not hold of totals to date."""
    links = (
        (ChainBreak.COMMITTED_OVER_CERTIFIED, money.committed, money.certified),
        (ChainBreak.ACCRUED_OVER_COMMITTED, money.accrued, money.committed),
        (ChainBreak.PAID_OVER_ACCRUED, money.paid, money.accrued),
        (ChainBreak.ACCRUED_OVER_CURRENT, money.accrued, money.current),
    )
    return tuple(code for code, part, whole in links if part is not None and whole is not None and part > whole)


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    percent = None if part is None or whole is None else share(part, whole)
    return None if percent is None else rounded(percent)
