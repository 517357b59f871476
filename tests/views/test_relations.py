"""What a list shows of other tables is asked once for all rows, and not at all where it is known."""

from __future__ import annotations

from typing import Any

from models.rules.roles import Role
from models.scope import Reader, reading_as
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from tests.conftest import Ministry
from tests.factories import ItemSpec, make_item, make_plan, make_unit
from views.base.relations import fill, needed


def items(ministry: Ministry, many: int) -> list[PlanItem]:
    version = make_plan()
    above = make_item(version, "F-01", ItemSpec("function", ministry.unit))
    made = [make_item(version, f"F-01.{number}", ItemSpec("activity", make_unit(), above)) for number in range(many)]
    db.session.commit()
    return made


def test_it_finds_what_dotted_columns_and_words_need() -> None:
    assert needed(PlanItem, ["code", "org_unit", "plan_version", "parent.level"]) == {
        "org_unit": {},
        "plan_version": {"plan": {}},
        "parent": {"level": {"plan_type": {}}},
    }


def test_it_asks_once_for_all_rows(ministry: Ministry, system: Any, count_statements: list[str]) -> None:
    keys = [item.id for item in items(ministry, 5)]
    db.session.expunge_all()
    rows = db.session.query(PlanItem).filter(PlanItem.id.in_(keys)).all()
    count_statements.clear()
    fill(rows, needed(PlanItem, ["org_unit", "parent"]))
    assert {row.parent.code for row in rows} == {"F-01"}
    assert all(row.org_unit.name for row in rows)
    assert len(count_statements) == 2


def test_it_does_not_ask_for_what_the_session_holds(
    ministry: Ministry, system: Any, count_statements: list[str]
) -> None:
    items(ministry, 3)
    held = db.session.query(OrgUnit).all()
    rows = db.session.query(PlanItem).all()
    count_statements.clear()
    fill(rows, needed(PlanItem, ["org_unit"]))
    assert {row.org_unit for row in rows} <= {*held}
    assert not count_statements


def test_it_shows_nothing_of_a_row_that_is_out_of_reach(
    ministry: Ministry, system: Any, count_statements: list[str]
) -> None:
    made = items(ministry, 3)
    where, units = made[0].institution_id, frozenset(item.org_unit_id for item in made)
    db.session.expunge_all()
    with reading_as(Reader(1, "", where, roles=frozenset({Role.LIAISON}), readable_units=units)):
        rows = db.session.query(PlanItem).all()
        count_statements.clear()
        fill(rows, needed(PlanItem, ["parent"]))
        assert [row.parent for row in rows] == [None] * 3
    assert len(count_statements) == 1
