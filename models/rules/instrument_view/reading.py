"""What the instruments of a year are made of: the plan's items, targets and money, and its figures at a cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from models.rules.money import Money, total_money
from models.rules.preset import PlanTypeShape, Preset
from models.rules.score_item import ItemScore


class Unit(NamedTuple):
    """An org unit; `is_dependency`: it answers for plans of its own."""

    unit_id: int
    code: str
    name: str
    is_dependency: bool


class ItemLine(NamedTuple):
    """An item of the plan at its level; `unit` answers for it."""

    item_id: int
    parent_id: int | None
    level: str
    level_name: str
    code: str
    name: str
    unit: Unit
    weight: Decimal | None
    starts_on: date | None
    ends_on: date | None


class TargetLine(NamedTuple):
    """An indicator of an item with what one unit shall reach: by year and over the plan; None: not programmed."""

    item_id: int
    code: str
    name: str
    measured_in: str
    decimals: int
    baseline: Decimal | None
    unit: Unit
    planned: Mapping[int, Decimal | None]
    whole: Decimal | None


class MoneyLine(NamedTuple):
    """A budget line of one year of the plan."""

    item_id: int
    unit: Unit
    year: int
    source: str
    money: Money


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of the plan at a cut: `scores` by item, `money` with what was spent to the cut, the plan in a line.

    `summary` is the head of the stored tree; None for a reader who does not see the whole.
    """

    period: str
    period_name: str
    basis: str | None
    scores: Mapping[int, ItemScore]
    money: Sequence[MoneyLine]
    summary: Mapping[str, Any] | None


@dataclass(frozen=True)
class InstrumentReading:
    """One plan and one of its years, as its reader sees them. `lines` come in the order of the tree."""

    preset: Preset
    shape: PlanTypeShape
    plan_code: str
    plan_name: str
    years: Sequence[int]
    year: int
    read_at: datetime
    lines: Sequence[ItemLine]
    targets: Sequence[TargetLine]
    money: Sequence[MoneyLine]
    standing: Standing | None = None
    paper: str = field(default="letter")

    def word(self, key: str) -> str:
        """The institution's word for one of a thing."""
        return self.preset.term(key)

    def words(self, key: str) -> str:
        """Its word for several of them."""
        return self.preset.words(key).plural

    def at(self, levels: Sequence[str]) -> list[ItemLine]:
        """The items of some levels, in order."""
        return [line for line in self.lines if line.level in levels]

    def targets_of(self, item_id: int) -> Sequence[TargetLine]:
        """What an item's own indicators shall reach."""
        return self._targets.get(item_id, ())

    def below(self, item_id: int) -> list[MoneyLine]:
        """The money of an item and of all that hangs under it, of every year."""
        return self._money.get(item_id, [])

    def level_at(self, item_id: int, levels: Sequence[str]) -> int | None:
        """The item itself or the nearest above it that stands at one of some levels; None where there is none."""
        line = self._lines.get(item_id)
        while line is not None and line.level not in levels:
            line = self._lines.get(line.parent_id or 0)
        return None if line is None else line.item_id

    @cached_property
    def _lines(self) -> dict[int, ItemLine]:
        return {line.item_id: line for line in self.lines}

    @cached_property
    def _targets(self) -> dict[int, list[TargetLine]]:
        found: defaultdict[int, list[TargetLine]] = defaultdict(list)
        for target in self.targets:
            found[target.item_id].append(target)
        return dict(found)

    @cached_property
    def _money(self) -> dict[int, list[MoneyLine]]:
        return with_above(self.money, self._parents)

    @cached_property
    def _parents(self) -> dict[int, int | None]:
        return {line.item_id: line.parent_id for line in self.lines}

    def spent_below(self, item_id: int) -> Money:
        """What an item and all under it had and spent by the cut."""
        return total_money(line.money for line in self._spent.get(item_id, ()))

    @cached_property
    def _spent(self) -> dict[int, list[MoneyLine]]:
        return {} if self.standing is None else with_above(self.standing.money, self._parents)


def with_above(money: Sequence[MoneyLine], parents: Mapping[int, int | None]) -> dict[int, list[MoneyLine]]:
    """Give the lines of each item and of all below it."""
    found: defaultdict[int, list[MoneyLine]] = defaultdict(list)
    for line in money:
        here: int | None = line.item_id
        while here is not None:
            found[here].append(line)
            here = parents.get(here)
    return dict(found)
