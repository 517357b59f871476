from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import CalendarDay
from models.rules.deadline import DeadlineRule, Offset
from models.rules.deadline_kind import Anchor, DayType, Subject
from models.rules.moved_deadlines import CalendarChange, Moved, moved_deadlines
from models.rules.work_calendar import Roll, WorkCalendar
from tests.rules.calendars import CALENDARS, SV_SPEC
from tests.rules.deadline_rules import CAPTURE, DIGEST, EL_SALVADOR, EVALUATION, WARNING

SV = CALENDARS["SV-public"]
RULES = (CAPTURE, WARNING, EVALUATION, DIGEST)


def change(*rows: CalendarDay) -> CalendarChange:
    return CalendarChange(SV, WorkCalendar(SV_SPEC, rows))


def dates(moved: tuple[Moved, ...]) -> list[tuple[str, str, str, str]]:
    return [
        (pair.before.rule, str(pair.before.period), str(pair.before.effective_due), str(pair.after.effective_due))
        for pair in moved
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            CalendarDay(date(2027, 4, 5), "Asueto nuevo"),
            [("S0-D01", "2027-03", "2027-04-07", "2027-04-08"), ("S0-D04", "2027-03", "2027-04-08", "2027-04-09")],
        ),
        (CalendarDay(date(2027, 4, 20), "Asueto nuevo"), []),  # nothing is due after it
        (
            CalendarDay(date(2027, 5, 10), "Laborable", is_working=True),
            [("S0-D04", "2027-04", "2027-05-11", "2027-05-10")],
        ),
    ],
)
def test_it_names_the_deadlines_that_move(row: CalendarDay, expected: list[tuple[str, str, str, str]]) -> None:
    assert dates(moved_deadlines(RULES, change(row), 2027, EL_SALVADOR)) == expected


def test_it_names_a_window_that_opens_on_another_day_only() -> None:
    window = DeadlineRule(
        id="S0-D01",
        subject=Subject.CAPTURE_SHEET,
        anchor=Anchor.MONTH_END,
        opens=Offset(DayType.BD, 1),
        due=Offset(DayType.CD, 20),
    )
    moved = moved_deadlines([window], change(CalendarDay(date(2027, 4, 1), "Asueto nuevo")), 2027, EL_SALVADOR)
    assert [(str(pair.before.opens), str(pair.after.opens)) for pair in moved] == [("2027-04-01", "2027-04-02")]


def test_it_finds_a_deadline_that_leaves_the_year() -> None:
    rule = DeadlineRule(
        id="S0-D99",
        subject=Subject.PUBLICATION,
        anchor=Anchor.FIXED_DATE,
        due=Offset(DayType.MONTH, 12),
        roll=Roll.NEXT_BD,
    )
    worked = change(CalendarDay(date(2027, 12, 31), "Laborable", is_working=True))
    expected = [("S0-D99", "2027", "2028-01-03", "2027-12-31")]
    assert dates(moved_deadlines([rule], worked, 2027, EL_SALVADOR)) == expected
    assert dates(moved_deadlines([rule], worked, 2028, EL_SALVADOR)) == expected


@given(st.dates(date(2027, 1, 1), date(2027, 12, 31)))
def test_nothing_moves_into_the_past_of_a_new_day_off(off: date) -> None:
    for pair in moved_deadlines(RULES, change(CalendarDay(off, "Asueto nuevo")), 2027, EL_SALVADOR):
        assert pair.before.effective_due >= off
        assert pair.after.effective_due > pair.before.effective_due
