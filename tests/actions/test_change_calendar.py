from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from models.actions.change_calendar import change_calendar
from models.actions.open_period import announce
from models.queries.deadlines import capture_rule, counted_deadline, deadlines_of
from models.queries.moved_deadlines import DayChange, MovedDeadline
from models.queries.preset_in_use import preset_in_use
from models.rules.calendar import CalendarDay, DayKind
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.roles import Role
from models.scope import Reader, current_reader, reading_as
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.non_working_day import NonWorkingDay
from tests.factories import institution

NOW = datetime.fromisoformat("2027-03-15T09:00-06:00")
CLOSURE = DayChange(date(2027, 4, 6), CalendarDay(date(2027, 4, 6), "Duelo nacional", DayKind.DECREE))


@dataclass(frozen=True, slots=True)
class Office:
    """The institution, and its report of March."""

    id: int

    def change(self, change: DayChange, *, reason: str = "") -> list[MovedDeadline]:
        actor = current_reader()
        assert actor is not None
        return change_calendar(change, actor, NOW, institution_id=self.id, reason=reason)

    def announce_march(self) -> None:
        period = Period.parse("2027-03")
        rule = capture_rule(preset_in_use(self.id).preset, period)
        assert rule is not None
        announce(self.id, counted_deadline(self.id, rule, period), NOW)

    def due_of_march(self) -> date:
        found = deadlines_of(self.id, 2027)
        return next(each.effective_due for each in found if (each.rule, str(each.period)) == ("S0-D01", "2027-03"))


@pytest.fixture
def office(system: Any) -> Office:
    return Office(institution().id)


def test_it_moves_the_deadlines_that_a_new_day_off_touches(office: Office) -> None:
    moved = office.change(CLOSURE)
    march = next(each for each in moved if (each.after.rule, str(each.after.period)) == ("S0-D01", "2027-03"))
    assert (march.before.effective_due, march.after.effective_due) == (date(2027, 4, 7), date(2027, 4, 8))
    assert office.due_of_march() == date(2027, 4, 8)


def test_it_leaves_an_announced_date_where_people_were_told(office: Office) -> None:
    office.announce_march()
    moved = office.change(CLOSURE)
    assert [str(each.after.period) for each in moved if each.is_announced] == ["2027-03"]
    assert office.due_of_march() == date(2027, 4, 7)


def test_it_moves_an_announced_date_for_a_reason(office: Office) -> None:
    office.announce_march()
    office.change(CLOSURE, reason="Decreto 12")
    assert office.due_of_march() == date(2027, 4, 8)


def test_it_takes_a_day_back(office: Office) -> None:
    office.change(CLOSURE)
    office.change(DayChange(CLOSURE.on))
    assert office.due_of_march() == date(2027, 4, 7)


def test_it_refuses_to_take_back_a_day_that_is_not_there(office: Office) -> None:
    with pytest.raises(RuleBroken) as refusal:
        office.change(DayChange(date(2027, 4, 6)))
    assert refusal.value.code == "day_not_found"


def test_it_lets_a_vacation_day_be_worked(office: Office) -> None:
    monday = date(2027, 8, 2)
    moved = office.change(DayChange(monday, CalendarDay(monday, "Se trabaja", DayKind.DECREE, is_working=True)))
    july = next(each.after for each in moved if (each.after.rule, str(each.after.period)) == ("S0-D01", "2027-07"))
    assert (july.opens, july.effective_due) == (date(2027, 8, 2), date(2027, 8, 12))


def test_it_says_nothing_of_deadlines_that_are_past(office: Office) -> None:
    day = date(2027, 2, 3)
    assert office.change(DayChange(day, CalendarDay(day, "Decreto tardío"))) == []


def test_it_leaves_one_line_with_what_moved(office: Office) -> None:
    office.change(CLOSURE)
    line = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "change_calendar")).one()
    assert "S0-D01 2027-03" in line.detail["moved"]


def test_it_refuses_who_does_not_keep_the_calendar(office: Office) -> None:
    liaison = Reader(user_id=1, name="enlace", institution_id=office.id, roles=frozenset({Role.LIAISON}))
    with reading_as(liaison), pytest.raises(RuleBroken) as refusal:
        office.change(CLOSURE)
    assert refusal.value.status == 403


def test_it_changes_a_day_that_is_there(office: Office) -> None:
    office.change(CLOSURE)
    office.change(DayChange(CLOSURE.on, CalendarDay(CLOSURE.on, "Se trabaja", DayKind.DECREE, is_working=True)))
    (row,) = db.session.scalars(select(NonWorkingDay))
    assert (row.name, row.is_working, office.due_of_march()) == ("Se trabaja", True, date(2027, 4, 7))
