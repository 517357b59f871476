"""What hangs on a plan at a cut, added up by item, unit and source."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from models.queries.money_at_cut import lines_at_cut, money_by, money_of_items
from models.queries.score_tables import Source
from models.rules.money import Money
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from tests.factories import ItemSpec, institution, make_item, make_plan, make_unit


def put(item: PlanItem, source: str, accrued: dict[str, int]) -> None:
    """A line of 1000 with what was accrued in some periods."""
    line = BudgetLine(
        institution_id=item.institution_id,
        plan_item_id=item.id,
        org_unit_id=item.org_unit_id,
        year=2027,
        funding_source=source,
        initial=Decimal(800),
        current=Decimal(1000),
    )
    db.session.add(line)
    db.session.flush()
    db.session.add_all(
        BudgetMonth(institution_id=item.institution_id, budget_line_id=line.id, period=period, accrued=Decimal(amount))
        for period, amount in accrued.items()
    )
    db.session.flush()


@pytest.fixture
def plan(system: Any) -> tuple[PlanVersion, dict[str, PlanItem]]:
    """A function with two activities, each with money of its own."""
    version, unit = make_plan("POA-2027"), make_unit("DGA")
    items = {"F": make_item(version, "F", ItemSpec("function", unit))}
    items |= {code: make_item(version, code, ItemSpec("activity", unit, items["F"])) for code in ("a", "b")}
    put(items["a"], "GOES", {"2027-01": 100, "2027-03": -40, "2027-04": 500})
    put(items["b"], "Préstamo", {"2027-Q1": 70, "2027": 900})
    put(items["F"], "GOES", {})
    return version, items


def test_it_adds_up_what_hangs_below_an_item(plan: tuple[PlanVersion, dict[str, PlanItem]]) -> None:
    version, items = plan
    found = money_of_items(version.institution_id, version.id, "2027-03")
    assert found[items["a"].id].accrued == 60  # a reversal, and nothing of April
    assert found[items["F"].id] == Money(Decimal(2400), Decimal(3000), accrued=Decimal(130))


@pytest.mark.parametrize(
    ("cut", "accrued"),
    [
        ("2027-02", 100),  # a quarter that has not ended does not count
        ("2027-Q1", 130),
        ("2027-04", 630),
        ("2027-12", 1530),  # what was told of the whole year counts at its end
    ],
)
def test_it_counts_the_periods_that_end_by_the_cut(plan: Any, cut: str, accrued: int) -> None:
    lines = lines_at_cut(plan[0].institution_id, cut)
    assert money_by(lines, lambda line: line.org_unit_id).popitem()[1].accrued == accrued


def test_it_adds_up_by_source(plan: Any) -> None:
    by_source = money_by(lines_at_cut(plan[0].institution_id, "2027-03"), lambda line: line.funding_source)
    assert {source: each.current for source, each in by_source.items()} == {"GOES": 2000, "Préstamo": 1000}


def test_it_leaves_out_plans_that_are_not_in_force(plan: Any) -> None:
    draft = make_plan("POA-2", state=PlanState.DRAFT)
    put(make_item(draft, "F", ItemSpec("function", make_unit("DGT"))), "GOES", {"2027-01": 9})
    assert len(lines_at_cut(draft.institution_id, "2027-03")) == 3
    assert [line.money.accrued for line in lines_at_cut(draft.institution_id, "2027-03", draft.id)] == [9]


def test_a_line_that_the_trail_kept_before_it_had_a_code_is_read_back_whole(system: Any, owner: Any) -> None:
    here = institution().id
    kept = {"id": 7, "institution_id": here, "year": 2026, "funding_source": "GOES", "initial": 5, "current": 6}
    trail = (
        "INSERT INTO value_change (institution_id, at, recorded_at, actor, table_name, row_id, before, xid)"
        " VALUES (:here, now(), now(), 'x', 'budget_line', 7, CAST(:kept AS jsonb), 1)"
    )
    owner.execute(text(trail), {"here": here, "kept": json.dumps(kept)})
    source = Source(datetime(2026, 5, 1, tzinfo=UTC))
    past = text(f"SELECT budget_code, name, funding_source, current FROM {source.table('budget_line')} AS line")  # noqa: S608 -- ours
    assert owner.execute(past, source.bound(institution_id=here)).all() == [("", "", "GOES", 6)]
