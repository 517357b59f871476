"""The rows of a plan package as values: what stands in each sheet, ready to be compared or stored.

Nobody changes one. They are not frozen, because a frozen row takes three times as long to be made and a plan has
thousands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction
from models.rules.period import Period, PeriodKind


@dataclass(slots=True)
class PlanRow:
    """The one plan of the package. As in all rows, `row` is the number in the sheet and is not compared."""

    code: str
    name: str
    type: str
    starts_on: date
    ends_on: date
    org_unit: str | None = None
    row: int = field(default=0, compare=False)


@dataclass(slots=True)
class OrgUnitRow:
    """A unit that the package brings; others may already exist."""

    code: str
    parent: str | None
    name: str
    kind: str
    row: int = field(default=0, compare=False)


@dataclass(slots=True)
class ItemRow:
    """An item of any level. Without `org_unit` it belongs to the unit of its parent, at the top to that of the plan."""

    code: str
    parent: str | None
    level: str
    name: str
    org_unit: str | None = None
    weight: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    description: str = ""
    participants: tuple[str, ...] = ()
    aligns_to: tuple[str, ...] = ()
    budget_code: str = ""
    row: int = field(default=0, compare=False)


@dataclass(slots=True)
class IndicatorRow:
    """How an item is measured."""

    code: str
    item: str
    name: str
    direction: Direction
    accumulation: Accumulation
    frequency: PeriodKind
    unit: str = ""
    kind: IndicatorKind = IndicatorKind.OUTPUT
    use_baseline: bool = False
    baseline: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    decimals: int = 2
    weight: Decimal | None = None
    row: int = field(default=0, compare=False)


@dataclass(slots=True)
class TargetRow:
    """What is planned: None is not programmed, zero is a target of zero (R C-02, rulings 23)."""

    indicator: str
    period: Period
    org_unit: str | None = None
    planned: Decimal | None = None
    does_not_apply: bool = False
    row: int = field(default=0, compare=False)


@dataclass(slots=True)
class ActualRow:
    """What was done, or why nothing is reported."""

    indicator: str
    period: Period
    org_unit: str | None = None
    actual: Decimal | None = None
    no_report_reason: str = ""
    cause: str = ""
    corrective_action: str = ""
    note: str = ""
    row: int = field(default=0, compare=False)


@dataclass(slots=True)
class BudgetRow:
    """Money of an item: `initial` and `current` on the row of the year, the stages on any (rulings 15, 23)."""

    item: str
    year: int
    period: Period
    org_unit: str | None = None
    funding_source: str = ""
    expense_class: str = ""
    project_code: str = ""
    initial: Decimal | None = None
    current: Decimal | None = None
    programmed: Decimal | None = None
    certified: Decimal | None = None
    committed: Decimal | None = None
    accrued: Decimal | None = None
    paid: Decimal | None = None
    row: int = field(default=0, compare=False)


@dataclass(slots=True)
class ExecutionRow(BudgetRow):
    """Money as the finance office tells it: of an item (blank: none), or of what has a budget code.

    Amounts `to_date` run from the first of the year to the end of the period; where that is the year, to the month in
    which the file was made.
    """

    plan_code: str = ""
    budget_code: str = ""
    name: str = ""
    to_date: bool = False


@dataclass(slots=True)
class InternalActivityRow:
    """Work outside the plan that a unit reports (rulings 14)."""

    org_unit: str
    period: Period
    name: str
    unit: str = ""
    actual: Decimal | None = None
    note: str = ""
    row: int = field(default=0, compare=False)


AnyRow = PlanRow | OrgUnitRow | ItemRow | IndicatorRow | TargetRow | ActualRow | BudgetRow | InternalActivityRow


@dataclass(frozen=True, slots=True)
class Package:
    """A plan with everything that hangs on it, in the order of the file."""

    plan: PlanRow
    org_units: tuple[OrgUnitRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    actuals: tuple[ActualRow, ...] = ()
    budget: tuple[BudgetRow, ...] = ()
    internal_activities: tuple[InternalActivityRow, ...] = ()
