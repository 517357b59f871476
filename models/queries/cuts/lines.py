"""The items of a cut with everything that was frozen of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from models.queries.stored_scores import NAMES, ScoreLine, lines_of
from models.rules.money import Money, coherence_gap
from models.tables.base import db
from models.tables.cut_item import CutItem

CONTINUES_FROM = 2
"""Not green at this cut and at the one before (R C-27)."""


@dataclass(frozen=True, slots=True)
class CutLine(ScoreLine):
    """A line of figures with what a cut keeps beside it: cuts not green, money with its colours, facts."""

    non_green_run: int
    initial: Decimal | None
    current: Decimal | None
    programmed: Decimal | None
    certified: Decimal | None
    committed: Decimal | None
    accrued: Decimal | None
    paid: Decimal | None
    executed_percent: Decimal | None
    financial_color: str | None
    combined_color: str
    facts: Sequence[str]

    @property
    def continues(self) -> bool:
        """Not green here and at the cut before."""
        return self.non_green_run >= CONTINUES_FROM

    @property
    def money(self) -> Money:
        """The money of the item and of all below it, from the first of the year to the cut."""
        return Money(*(getattr(self, stage) for stage in Money._fields))

    @property
    def gap(self) -> Decimal | None:
        """The advance of the year minus the execution of its money, in points (R C-22)."""
        return coherence_gap(self.year_percent, self.executed_percent)


_FROZEN = tuple(field.name for field in fields(CutLine))[NAMES:]


def cut_lines(cut_id: int) -> list[CutLine]:
    """Give the lines that the reader may see, in the plan's order: one statement."""
    question = lines_of(CutItem, _FROZEN).where(CutItem.cut_id == cut_id)
    return [CutLine(*row) for row in db.session.execute(question)]
