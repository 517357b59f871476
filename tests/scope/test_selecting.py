"""What each reader finds: the same answer for lists, counts, joins, aliases, loads of relations and keys."""

from __future__ import annotations

from typing import Any

import pytest
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Integer, cast, exists, func, select, true, union_all, update
from sqlalchemy.orm import aliased, joinedload, lazyload, selectinload

from models.clock import business_now
from models.queries.reader_of import reader_of
from models.rules.roles import Role
from models.scope import as_system, current_reader, reading_as
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.indicator import Indicator
from models.tables.institution import Institution
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.target import Target
from tests.conftest import Ministry
from tests.factories import make_user
from tests.scope.conftest import ReadAs

SEEN = {  # by username: own and of the subtree, projects taken part in with all below, headings above both
    "enlace": {"OE", "PE", "A1", "SHARED", "SHARED-A"},
    "jefatura": {"OE", "PE", "A1", "A1B", "SHARED", "SHARED-A"},
    "analista": {"OE", "PE", "A1", "A1B", "A2", "SHARED", "SHARED-A"},
    "control": {"OE", "PE", "A1", "A1B", "A2", "SHARED", "SHARED-A"},
    "admin": set(),  # rulings 18
    "sin_rol": set(),
}


@pytest.mark.parametrize(("username", "seen"), SEEN.items())
def test_it_shows_own_rows_those_below_and_those_taken_part_in(
    plan: dict[str, int], read_as: ReadAs, username: str, seen: set[str]
) -> None:
    with read_as(username):
        assert set(db.session.scalars(select(PlanItem.code))) == seen


@pytest.mark.parametrize("username", SEEN)
def test_it_counts_what_it_shows(plan: dict[str, int], read_as: ReadAs, username: str) -> None:
    with read_as(username):
        assert db.session.query(PlanItem).count() == len(SEEN[username])
        assert db.session.scalar(select(func.count()).select_from(PlanItem)) == len(SEEN[username])


@pytest.mark.parametrize("username", SEEN)
def test_it_gives_figures_of_no_heading(plan: dict[str, int], read_as: ReadAs, username: str) -> None:
    with read_as(username):
        own = {f"{code}-IND" for code in SEEN[username]}
        headings = set() if username in {"analista", "control"} else {"OE-IND", "PE-IND"}
        assert set(db.session.scalars(select(Indicator.code))) == own - headings
        assert db.session.query(Target).count() == len(own - headings)


def test_it_narrows_aliases_joins_and_subqueries(plan: dict[str, int], read_as: ReadAs) -> None:
    other = aliased(PlanItem)
    with read_as("enlace"):
        assert set(db.session.scalars(select(other.code))) == SEEN["enlace"]
        joined = select(Indicator.code).join(PlanItem, PlanItem.id == Indicator.plan_item_id)
        assert set(db.session.scalars(joined)) == {"A1-IND", "SHARED-IND", "SHARED-A-IND"}
        inside = select(OrgUnit.code).where(OrgUnit.id.in_(select(PlanItem.org_unit_id).where(PlanItem.code == "A2")))
        assert not list(db.session.scalars(inside))


@pytest.mark.parametrize(
    "question",
    [
        lambda: select(func.count()).select_from(select(PlanItem).subquery()),
        lambda: select(func.count()).select_from(select(PlanItem.id).cte()),
        lambda: select(func.count()).select_from(union_all(select(PlanItem.id), select(PlanItem.id)).subquery()),
        lambda: select(select(func.count(PlanItem.id)).scalar_subquery()),
        lambda: select(cast(exists().where(PlanItem.id > 0), Integer)),
        lambda: select(func.count()).select_from(PlanItem.__table__.join(select(PlanItem.id).subquery(), true())),
    ],
)
def test_it_binds_mapped_classes_inside_plain_statements(plan: dict[str, int], read_as: ReadAs, question: Any) -> None:
    assert db.session.scalar(question()) > 0
    with read_as("admin"):
        assert db.session.scalar(question()) == 0


@pytest.mark.parametrize("load", [joinedload, selectinload, lazyload])
def test_it_narrows_what_relations_load(plan: dict[str, int], read_as: ReadAs, load: Any) -> None:
    # The target of the own unit hangs on an activity of another one.
    with as_system():
        unit_id = db.session.get_one(PlanItem, plan["A1"]).org_unit_id
        money = BudgetLine(plan_item_id=plan["A2"], org_unit_id=unit_id, year=2027, funding_source="GOES")
        money.institution_id = db.session.get_one(PlanItem, plan["A1"]).institution_id
        db.session.add(money)
        db.session.commit()
    with read_as("enlace"):
        line = db.session.scalars(select(BudgetLine).options(load(BudgetLine.plan_item))).one()
        assert line.plan_item is None


def test_it_hides_a_key_that_is_out_of_reach(plan: dict[str, int], read_as: ReadAs) -> None:
    with read_as("enlace"):
        assert db.session.get(PlanItem, plan["A2"]) is None


def test_it_keeps_people_to_their_institution(ministry: Ministry, read_as: ReadAs) -> None:
    with as_system():
        foreign = Institution(
            code="otra", name="Otra", country="CO", currency="COP", timezone="America/Bogota", locale="es_CO"
        )
        db.session.add(foreign)
        db.session.flush()
        make_user("ajeno", of="otra")
        db.session.commit()
    with read_as("admin"):
        names = set(db.session.scalars(select(User.username)))
        assert "enlace" in names
        assert "ajeno" not in names
        assert db.session.scalars(select(Institution.code)).all() == ["hacienda_sv"]


def test_it_finds_nothing_without_a_reader(plan: dict[str, int]) -> None:
    db.session.remove()
    with reading_as(None):
        assert current_reader() is None
        assert not db.session.scalars(select(PlanItem)).all()
        assert not db.session.scalars(select(User)).all()


def test_it_changes_nothing_by_a_bulk_update_out_of_reach(plan: dict[str, int], read_as: ReadAs) -> None:
    with read_as("enlace"):
        done = db.session.execute(update(PlanItem).where(PlanItem.code == "A2").values(name="x"))
        assert done.rowcount == 0


def test_it_follows_the_dates_of_an_assignment(plan: dict[str, int], read_as: ReadAs, ministry: Ministry) -> None:
    with as_system():
        held = db.session.scalars(select(Assignment).where(Assignment.role == Role.LIAISON)).first()
        assert held is not None
        held.ends_on = business_now().date().replace(year=2021)
        user_id = held.user_id
        db.session.commit()
        assert not reader_of(user_id, business_now().date()).roles
        assert reader_of(user_id, business_now().date().replace(year=2020, month=6, day=1)).roles == {Role.LIAISON}


def test_a_head_has_authority_below_and_a_liaison_only_where_named(ministry: Ministry, read_as: ReadAs) -> None:
    own, other = ministry.unit.id, ministry.other.id
    with read_as("jefatura"):
        head = current_reader()
    assert head is not None
    assert head.holds_in(Role.DEPARTMENT_HEAD, own)
    assert not head.holds_in(Role.DEPARTMENT_HEAD, other)
    assert not head.holds_in(Role.LIAISON, own)
