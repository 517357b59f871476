"""What the steps of one import share: where it goes, what is counted, what was found wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.actions.put_rows import Counts
from models.rules.import_problems import ImportProblems
from models.rules.package_contents import units_responsible
from models.rules.package_rows import Package
from models.rules.preset import MoneyCheck, PlanTypeShape
from models.scope import Reader


@dataclass(slots=True)
class PlanImport:
    """One package on its way into one version of a plan. Ids by code are filled as the steps make their rows.

    `…_before` are the ids of what stood already: nothing else can have rows below it.
    """

    institution_id: int
    package: Package
    shape: PlanTypeShape
    money_check: MoneyCheck
    actor: Reader
    now: datetime
    plan_id: int = 0
    plan_version_id: int = 0
    is_in_force: bool = False
    formalized: frozenset[int] = frozenset()
    unit_ids: dict[str, int] = field(default_factory=dict)
    item_ids: dict[str, int] = field(default_factory=dict)
    indicator_ids: dict[str, int] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)
    problems: ImportProblems = field(default_factory=ImportProblems)
    scored_periods: set[str] = field(default_factory=set)
    units: dict[str, str | None] = field(default_factory=dict)
    version_before: tuple[int, ...] = ()
    items_before: set[int] = field(default_factory=set)
    indicators_before: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find the unit that answers for each item."""
        self.units = units_responsible(self.package.plan, self.package.items)

    @property
    def bound(self) -> dict[str, Any]:
        """What statements may name."""
        return {
            "institution_id": self.institution_id,
            "plan_id": self.plan_id,
            "plan_version_id": self.plan_version_id,
            "actor_id": self.actor.user_id,
            "now": self.now,
        }

    def count(self, kind: str, counts: Counts) -> None:
        """Add to what is reported of a kind of row."""
        known = self.counts.get(kind, Counts())
        self.counts[kind] = Counts(
            known.created + counts.created, known.changed + counts.changed, known.unchanged + counts.unchanged
        )

    def unit_of_indicator(self) -> dict[str, str | None]:
        """Give the unit that answers for each indicator of the package."""
        return {indicator.code: self.units[indicator.item] for indicator in self.package.indicators}
