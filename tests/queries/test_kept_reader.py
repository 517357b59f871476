"""Who reads is worked out once until somebody writes; a right that is taken is gone with the next question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text

from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.tables.base import db
from tests.conftest import Ministry

TODAY = date(2027, 4, 1)


@pytest.fixture
def liaison(ministry: Ministry, dirty: Callable[[], None]) -> int:
    dirty()
    return ministry.people["enlace"].id


def write(statement: str, **values: object) -> None:
    db.session.execute(text(statement), values)
    db.session.commit()


def test_it_is_the_same_while_nobody_writes(liaison: int) -> None:
    assert reader_of(liaison, TODAY) is reader_of(liaison, TODAY)


def test_it_is_another_one_for_each_day_and_person(liaison: int, ministry: Ministry) -> None:
    assert reader_of(liaison, TODAY) is not reader_of(ministry.people["jefatura"].id, TODAY)
    assert not reader_of(liaison, date(1990, 1, 1)).roles


def test_it_loses_a_role_with_the_assignment(liaison: int) -> None:
    assert Role.LIAISON in reader_of(liaison, TODAY).roles
    write("UPDATE assignment SET ends_on = :end WHERE user_id = :who", end=date(2027, 3, 31), who=liaison)
    assert not reader_of(liaison, TODAY).roles


def test_it_reads_what_a_unit_came_to_have_below_it(ministry: Ministry, liaison: int) -> None:
    head = ministry.people["jefatura"].id
    before = reader_of(head, TODAY).readable_units
    write("UPDATE org_unit SET parent_id = :above WHERE id = :unit", above=ministry.unit.id, unit=ministry.other.id)
    assert reader_of(head, TODAY).readable_units == before | {ministry.other.id}


def test_it_is_nobody_once_the_account_is_closed_by_whatever_hand(liaison: int) -> None:
    reader_of(liaison, TODAY)
    write("UPDATE ab_user SET active = false WHERE id = :who", who=liaison)
    with pytest.raises(RuleBroken) as refused:
        reader_of(liaison, TODAY)
    assert refused.value.status == 404
