"""From a user and a day to a reader: assignments of that day, in one statement."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.person import Person
from tests.conftest import Ministry
from tests.factories import make_unit, make_user

TODAY = date(2027, 4, 8)


def test_it_names_the_person_and_the_roles(ministry: Ministry) -> None:
    reader = reader_of(ministry.people["enlace"].id, TODAY)
    assert reader.name == "Enlace de prueba"
    assert reader.roles == {Role.LIAISON}
    assert reader.units == {Role.LIAISON: {ministry.unit.id}}
    assert reader.institution_id == ministry.unit.institution_id
    assert not reader.reads_all


def test_it_covers_all_below_a_head(ministry: Ministry) -> None:
    below = make_unit(parent=ministry.unit)
    deeper = make_unit(parent=below)
    reader = reader_of(ministry.people["jefatura"].id, TODAY)
    assert reader.headed_units == {ministry.unit.id, below.id, deeper.id} == reader.readable_units


def test_it_gives_a_liaison_no_unit_below(ministry: Ministry) -> None:
    make_unit(parent=ministry.unit)
    reader = reader_of(ministry.people["enlace"].id, TODAY)
    assert reader.readable_units == {ministry.unit.id}
    assert not reader.headed_units


def test_two_roles_keep_their_own_units(ministry: Ministry) -> None:
    both = make_user("ambas", (Role.LIAISON, ministry.other), (Role.DEPARTMENT_HEAD, make_unit()))
    reader = reader_of(both.id, TODAY)
    assert reader.holds_in(Role.LIAISON, ministry.other.id)
    assert not reader.holds_in(Role.DEPARTMENT_HEAD, ministry.other.id)  # rulings 16
    assert len(reader.readable_units) == 2


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (date(2027, 4, 8), None, True),
        (date(2027, 4, 9), None, False),  # tomorrow
        (date(2027, 1, 1), date(2027, 4, 8), True),  # the last day counts
        (date(2027, 1, 1), date(2027, 4, 7), False),
    ],
)
def test_it_looks_at_the_day(ministry: Ministry, starts_on: date, ends_on: date | None, holds: bool) -> None:  # noqa: FBT001
    held = db.session.scalars(select(Assignment).where(Assignment.user_id == ministry.people["secretaria"].id)).one()
    held.starts_on, held.ends_on = starts_on, ends_on
    db.session.flush()
    assert bool(reader_of(ministry.people["secretaria"].id, TODAY).roles) is holds


@pytest.mark.parametrize("username", ["enlace", "jefatura", "analista", "admin"])
def test_it_costs_one_statement(ministry: Ministry, count_statements: list[str], username: str) -> None:
    user_id = ministry.people[username].id
    count_statements.clear()
    reader_of(user_id, TODAY)
    assert len(count_statements) == 1


def test_planning_acts_everywhere(ministry: Ministry) -> None:
    reader = reader_of(ministry.people["analista"].id, TODAY)
    assert reader.reads_all
    assert reader.holds_in(Role.PLANNING_ANALYST, ministry.other.id)


def test_it_refuses_somebody_inactive(ministry: Ministry) -> None:
    ministry.people["enlace"].active = False
    db.session.flush()
    with pytest.raises(RuleBroken) as refused:
        reader_of(ministry.people["enlace"].id, TODAY)
    assert refused.value.status == 404


def test_it_refuses_a_user_of_no_institution(ministry: Ministry) -> None:
    stray = make_user("suelta")
    db.session.delete(db.session.get_one(Person, stray.id))
    db.session.flush()
    with pytest.raises(RuleBroken):
        reader_of(stray.id, TODAY)
