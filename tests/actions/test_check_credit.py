from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from models.actions.check_credit import check_credit
from models.actions.load_preset import load_preset, preset_text
from models.rules.errors import RuleBroken
from models.scope import as_system
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.plan_item import PlanItem
from tests.factories import ItemSpec, make_item, make_plan, make_unit

NOW = datetime.fromisoformat("2027-04-08T09:00:00-05:00")
OFFICE = "pasto_co"


def control(grain: str) -> None:
    """The office controls credit at this grain."""
    text = preset_text(OFFICE).replace('refuse_above_current = "row"', f'refuse_above_current = "{grain}"')
    with as_system() as actor:
        load_preset(text, actor, NOW)


@pytest.fixture
def item(system: Any) -> PlanItem:
    unit = make_unit("SBS", kind="secretaria", of=OFFICE)
    return make_item(make_plan("PDM", plan_type="PDM", of=OFFICE), "D-1", ItemSpec("dimension", unit))


def line(item: PlanItem, source: str, current: int, **accrued: int) -> BudgetLine:
    """A line of 2027 with what was accrued by month: « m03 »."""
    made = BudgetLine(
        institution_id=item.institution_id,
        plan_item_id=item.id,
        org_unit_id=item.org_unit_id,
        year=2027,
        funding_source=source,
        current=Decimal(current),
    )
    db.session.add(made)
    db.session.flush()
    for month, amount in accrued.items():
        period = f"2027-{month[1:]}"
        db.session.add(
            BudgetMonth(
                institution_id=item.institution_id, budget_line_id=made.id, period=period, accrued=Decimal(amount)
            )
        )
    db.session.flush()
    return made


def refused(of: BudgetLine, changed: BudgetMonth | None = None) -> str | None:
    """The field at fault, or None where nothing is."""
    try:
        check_credit(of, changed)
    except RuleBroken as refusal:
        return refusal.field
    return None


@pytest.mark.parametrize(
    ("grain", "own", "other", "field"),
    [
        ("row", 100, 100, None),
        ("row", 101, 0, "current"),  # though the unit has credit left
        ("unit", 150, 50, None),
        ("unit", 150, 51, "current"),
        ("none", 999, 999, None),
    ],
)
def test_it_refuses_at_the_grain_of_the_office(
    item: PlanItem, grain: str, own: int, other: int, field: str | None
) -> None:
    control(grain)
    mine = line(item, "Propios", 100, m03=own)
    line(item, "SGP", 100, m03=other)
    assert refused(mine) == field


def test_it_counts_every_total_to_date(item: PlanItem) -> None:
    assert refused(line(item, "Propios", 100, m02=120, m03=-50)) == "current"  # the reversal came later
    assert refused(line(item, "SGP", 100, m02=90, m03=-50, m04=60)) is None


def test_it_takes_a_month_as_it_is_typed(item: PlanItem) -> None:
    mine = line(item, "Propios", 100, m02=60, m03=30)
    march = db.session.query(BudgetMonth).filter_by(budget_line_id=mine.id, period="2027-03").one()
    march.accrued = Decimal(40)
    assert refused(mine, march) is None
    march.accrued = Decimal(41)
    assert refused(mine, march) == "accrued"
    march.accrued = None
    assert refused(mine, march) is None
    db.session.rollback()


def test_a_new_line_only_adds_credit(system: Any) -> None:
    check_credit(BudgetLine(current=Decimal(0)))
