"""The items of a cut with everything that was frozen of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from models.rules.money import Money
from models.tables.base import db
from models.tables.cut_item import CutItem
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem

CONTINUES_FROM = 2
"""Not green at this cut and at the one before (R C-27)."""


class CutLine(NamedTuple):
    """One item; codes are those of the plan, `parent` is None at the top, percents are rounded as people see them."""

    item_id: int
    code: str
    name: str
    parent: str | None
    level: str
    org_unit: str
    org_unit_name: str
    org_unit_id: int
    state: str
    period_state: str
    basis: str | None
    planned: Decimal | None
    actual: Decimal | None
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    period_percent: Decimal | None
    to_date_percent: Decimal | None
    year_percent: Decimal | None
    plan_percent: Decimal | None
    plan_expected_percent: Decimal | None
    capped_percent: Decimal | None
    color: str
    period_color: str
    reported: int
    expected: int
    flags: Sequence[str]
    counts: Mapping[str, Any] | None
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


def cut_lines(cut_id: int) -> list[CutLine]:
    """Give the lines that the reader may see, in the plan's order: one statement."""
    above = aliased(PlanItem)
    frozen = [getattr(CutItem, name) for name in CutLine._fields[8:]]
    unit = (OrgUnit.code, OrgUnit.name, OrgUnit.id)
    rows = db.session.execute(
        select(PlanItem.id, PlanItem.code, PlanItem.name, above.code, Level.code, *unit, *frozen)
        .select_from(CutItem)
        .join(PlanItem, and_(PlanItem.id == CutItem.plan_item_id, PlanItem.plan_version_id == CutItem.plan_version_id))
        .join(Level, Level.id == PlanItem.level_id)
        .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
        .outerjoin(above, above.id == PlanItem.parent_id)
        .where(CutItem.cut_id == cut_id)
        .order_by(PlanItem.ordinal, PlanItem.id)
    )
    return [CutLine(*row) for row in rows]
