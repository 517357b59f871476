"""What the sheets of a package gave before it is known whether they belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.rules.package_rows import (
    ActualRow,
    BudgetRow,
    IndicatorRow,
    InternalActivityRow,
    ItemRow,
    OrgUnitRow,
    Package,
    PlanRow,
    TargetRow,
)
from models.rules.package_sheet import SheetContent


@dataclass(slots=True)
class Contents:
    """The rows of each sheet, and the codes that its rows carry whether or not the rest of a row was fit.

    `thinned` names the sheets that lost a row to a fault, so that nothing is said about their sums.
    """

    plans: list[PlanRow] = field(default_factory=list)
    org_units: list[OrgUnitRow] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    targets: list[TargetRow] = field(default_factory=list)
    actuals: list[ActualRow] = field(default_factory=list)
    budget: list[BudgetRow] = field(default_factory=list)
    internal_activities: list[InternalActivityRow] = field(default_factory=list)
    codes: dict[str, set[str]] = field(default_factory=dict)
    thinned: frozenset[str] = frozenset()

    @staticmethod
    def of(read: Mapping[str, SheetContent]) -> Contents:
        """Sort what was read by its kind."""
        every = [row for sheet in read.values() for row in sheet.rows]
        return Contents(
            plans=[row for row in every if isinstance(row, PlanRow)],
            org_units=[row for row in every if isinstance(row, OrgUnitRow)],
            items=[row for row in every if isinstance(row, ItemRow)],
            indicators=[row for row in every if isinstance(row, IndicatorRow)],
            targets=[row for row in every if isinstance(row, TargetRow)],
            actuals=[row for row in every if isinstance(row, ActualRow)],
            budget=[row for row in every if isinstance(row, BudgetRow)],
            internal_activities=[row for row in every if isinstance(row, InternalActivityRow)],
            codes={name: sheet.codes for name, sheet in read.items()},
            thinned=frozenset(name for name, sheet in read.items() if len(sheet.rows) < sheet.rows_read),
        )

    def package(self) -> Package:
        """Give the package; only for contents with one plan."""
        return Package(
            plan=self.plans[0],
            org_units=tuple(self.org_units),
            items=tuple(self.items),
            indicators=tuple(self.indicators),
            targets=tuple(self.targets),
            actuals=tuple(self.actuals),
            budget=tuple(self.budget),
            internal_activities=tuple(self.internal_activities),
        )

    def codes_of(self, sheet: str) -> set[str]:
        """Give every code of a sheet; none where the package does not bring the sheet."""
        return self.codes.get(sheet, set())

    @property
    def plan(self) -> PlanRow | None:
        """The plan where its row was fit."""
        return self.plans[0] if self.plans else None


def units_responsible(plan: PlanRow | None, items: Sequence[ItemRow]) -> dict[str, str | None]:
    """Give the unit that answers for each item: its own, else its parent's, where there is no parent the plan's.

    None where nobody answers, and in a circle of parents.
    """
    parents = {item.code: item.parent for item in items}
    units: dict[str, str | None] = {item.code: item.org_unit for item in items if item.org_unit is not None}
    top = plan.org_unit if plan else None
    for item in parents:
        chain: list[str] = []
        code: str | None = item
        while code in parents and code not in units:
            units[code] = None  # a circle of parents ends here, without a unit
            chain.append(code)
            code = parents[code]
        unit = units.get(code, top) if code is not None else top
        units.update(dict.fromkeys(chain, unit))
    return units
