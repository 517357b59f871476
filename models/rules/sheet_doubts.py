"""What planning looks at first in a sent report: rules that its lines fail (ux 3.3, verification queue)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.rules.jump import is_jump
from models.rules.measure import Measure, State
from models.rules.split_check import differing_whole

RED = "red"


class Doubt(StrEnum):
    """From the gravest to the lightest; none of them refuses anything."""

    INCOMPLETE = "incomplete"
    RED_WITHOUT_CAUSE = "red_without_cause"
    UNPLANNED = "unplanned"
    PARTS_DIFFER = "parts_differ"
    JUMP = "jump"


@dataclass(frozen=True, slots=True)
class SentLine:
    """One line that counts: its figures as stored, what was written, what came before, and its target with its parts.

    `earlier` are the values of the periods before; `parts` the targets of the months inside a longer period, in order.
    """

    value: Decimal | None
    color: str | None
    state: State | None
    cause: str
    earlier: Sequence[Decimal]
    measure: Measure
    planned: Decimal | None
    parts: Sequence[Decimal | None]

    def doubts(self) -> Iterable[Doubt]:
        """Give the rules that the line fails."""
        if self.color == RED and not self.cause.strip():
            yield Doubt.RED_WITHOUT_CAUSE
        if self.state is State.UNPLANNED_EXECUTION:
            yield Doubt.UNPLANNED
        if self.parts and differing_whole(self.measure, self.planned, self.parts) is not None:
            yield Doubt.PARTS_DIFFER
        if is_jump(self.value, self.earlier):
            yield Doubt.JUMP


def doubts_of(lines: Iterable[SentLine], missing: int) -> Counter[Doubt]:
    """Count the lines of a report by the rule that they fail; `missing` are programmed and have nothing."""
    found = Counter(doubt for line in lines for doubt in line.doubts())
    if missing > 0:
        found[Doubt.INCOMPLETE] = missing
    return found


def gravity(doubts: Counter[Doubt]) -> tuple[int, ...]:
    """Give the key by which reports are sorted, the gravest first: rule by rule, more lines before fewer."""
    return tuple(-doubts[doubt] for doubt in Doubt)
