"""Roles given: nobody to oneself, one head a unit, internal control alone (SoD-3, SoD-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.actions.assign_role import Holding, assign_role, check_holding
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import reading_as
from models.tables.base import db
from tests.conftest import Ministry, rows
from tests.factories import make_unit, make_user

NOW = datetime(2027, 4, 1, 14, tzinfo=UTC)
DAY = date(2027, 4, 1)


def give(ministry: Ministry, person: Any, role: Role, **more: Any) -> None:
    """The administrator gives a role in DGA from that day on."""
    actor = reader_of(ministry.people["admin"].id, DAY)
    holding = Holding(ministry.unit.institution_id, person.id, ministry.unit.id, role, **{"starts_on": DAY, **more})
    with reading_as(actor):
        assign_role(holding, actor, NOW)
        db.session.flush()


def test_it_holds_from_the_day_and_is_written_down(ministry: Ministry) -> None:
    person = make_user("nueva")
    give(ministry, person, Role.LIAISON)
    assert reader_of(person.id, DAY).holds_in(Role.LIAISON, ministry.unit.id)
    assert rows("SELECT detail ->> 'role' FROM audit_entry WHERE action = 'assign_role'") == [("liaison",)]


@pytest.mark.parametrize(
    ("person", "role", "more", "code"),
    [
        ("admin", Role.LIAISON, {}, "own_role"),  # SoD-12
        ("enlace", Role.LIAISON, {"ends_on": date(2027, 3, 1)}, "dates_reversed"),
        ("enlace", Role.DEPARTMENT_HEAD, {}, "second_head"),
    ],
)
def test_it_refuses(ministry: Ministry, person: str, role: Role, more: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        give(ministry, ministry.people[person], role, **more)
    assert refusal.value.code == code


def test_it_keeps_internal_control_from_any_other_role(ministry: Ministry) -> None:
    with pytest.raises(RuleBroken, match="Control interno"):
        give(ministry, ministry.people["control"], Role.LIAISON)


def test_it_takes_a_second_head_who_is_acting_or_later(ministry: Ministry) -> None:
    give(ministry, make_user("encargada"), Role.DEPARTMENT_HEAD, is_acting=True, ends_on=date(2027, 4, 30))
    assert rows("SELECT is_acting FROM assignment ORDER BY id DESC LIMIT 1") == [(True,)]


def test_it_gives_a_head_to_a_unit_that_has_none(ministry: Ministry) -> None:
    new = replace(ministry, unit=make_unit("NUEVA", parent=ministry.top))
    person = make_user("titular")
    give(new, person, Role.DEPARTMENT_HEAD)
    assert reader_of(person.id, DAY).holds_in(Role.DEPARTMENT_HEAD, new.unit.id)


def test_it_does_not_meet_itself_when_its_dates_change(ministry: Ministry) -> None:
    head = ministry.people["jefatura"]
    own = rows("SELECT id FROM assignment WHERE role = 'department_head' ORDER BY id LIMIT 1")[0][0]
    where = ministry.unit.institution_id
    holding = Holding(where, head.id, ministry.unit.id, Role.DEPARTMENT_HEAD, DAY, assignment_id=own)
    check_holding(holding, reader_of(ministry.people["admin"].id, DAY))
    with pytest.raises(RuleBroken, match="ya tiene jefatura"):
        check_holding(replace(holding, assignment_id=None), reader_of(ministry.people["admin"].id, DAY))
