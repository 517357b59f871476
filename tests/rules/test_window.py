from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.deadline import DeadlineRule, Offset, Reminder, Rung
from models.rules.deadline_kind import DayType, Edge
from models.rules.due_date import deadline_of, deadline_on_event
from models.rules.period import Period
from models.rules.window import Notice, Window, escalation_of, eve_of, reminders_of, window_of
from models.rules.workflow import PeriodState
from tests.rules.calendars import CALENDARS
from tests.rules.deadline_rules import (
    BOGOTA,
    CAPTURE,
    EL_SALVADOR,
    PLAN_INFORMATION,
    ROLLED_EVALUATION,
    VALIDATION,
    WARNING,
    business,
    on,
)

SV, CO, PE = CALENDARS["SV-public"], CALENDARS["CO"], CALENDARS["PE"]
ZONES = [ZoneInfo(name) for name in ("America/El_Salvador", "America/Santiago", "America/Havana")]
MARCH = Period.parse("2027-03")


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2027-03-31T23:59:59-06:00", PeriodState.FUTURE),
        ("2027-04-01T00:00:00-06:00", PeriodState.OPEN),  # BD1
        ("2027-04-07T23:59:59.9-06:00", PeriodState.OPEN),  # BD5
        ("2027-04-08T00:00:00-06:00", PeriodState.UNDER_REVIEW),  # BD6: late is not closed
        ("2030-01-01T00:00:00-06:00", PeriodState.UNDER_REVIEW),  # only a person closes
    ],
)
def test_the_clock_opens_and_ends_a_window_but_closes_nothing(moment: str, state: PeriodState) -> None:
    assert window(CAPTURE, MARCH).state(datetime.fromisoformat(moment)) is state


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        (business(10), "2027-04-15T06:00:00+00:00"),  # the end of BD10, 14 April
        (on("05-31"), "2027-06-01T06:00:00+00:00"),
        (on("04-07"), "2027-04-08T06:00:00+00:00"),  # the due day itself
        (on("04-01"), "2028-04-02T06:00:00+00:00"),  # the next one after the due day
        (Offset(DayType.MONTH, 4), "2027-05-01T06:00:00+00:00"),
        (Offset(DayType.CD, 2), "2027-04-08T06:00:00+00:00"),  # never before the window has ended
    ],
)
def test_a_rule_may_close_by_itself(closes: Offset, expected: str) -> None:
    found = window(replace(CAPTURE, closes=closes), MARCH)
    assert found.closes_at == datetime.fromisoformat(expected)
    assert found.state(datetime.fromisoformat(expected)) is PeriodState.CLOSED


def test_a_fixed_date_counts_its_closing_from_itself() -> None:
    rule = replace(PLAN_INFORMATION, closes=business(5))
    found = window(rule, Period.parse("2028"))
    assert found.closes_at == datetime(2027, 4, 7, 6, tzinfo=UTC)  # 31 March, 1, 2, 5 and 6 April
    assert found.state(datetime(2027, 3, 31, 6, tzinfo=UTC)) is PeriodState.UNDER_REVIEW


def test_a_window_opens_at_the_first_moment_of_a_day_without_midnight() -> None:
    santiago = ZoneInfo("America/Santiago")
    rule = replace(CAPTURE, opens=Offset(DayType.CD, 8), due=Offset(DayType.CD, 20))
    deadline = deadline_of(rule, Period.parse("2024-08"), CO, santiago)
    assert deadline.opens == date(2024, 9, 8)
    assert window_of(rule, deadline, CO, santiago).opens_at == datetime(2024, 9, 8, 4, tzinfo=UTC)


def test_it_reminds_on_the_opening_day_the_day_before_and_the_closing_day() -> None:
    deadline = deadline_of(CAPTURE, MARCH, SV, EL_SALVADOR)
    assert [(notice.step, notice.at.isoformat()) for notice in reminders_of(CAPTURE, deadline, SV, EL_SALVADOR)] == [
        ("opens", "2027-04-01T08:00:00-06:00"),
        ("due-1BD", "2027-04-06T08:00:00-06:00"),
        ("due", "2027-04-07T08:00:00-06:00"),
    ]
    assert {notice.to for notice in reminders_of(CAPTURE, deadline, SV, EL_SALVADOR)} == {("enlaces",)}


def test_it_reminds_on_the_fifth_eighth_and_tenth_day_of_a_validation() -> None:
    sent = datetime.fromisoformat("2027-03-17T10:00:00-05:00")
    deadline = deadline_on_event(VALIDATION, Period.parse("2027-Q1"), sent, CO, BOGOTA)
    days = [notice.at.date() for notice in reminders_of(VALIDATION, deadline, CO, BOGOTA)]
    assert days == [date(2027, 3, 29), date(2027, 4, 1), date(2027, 4, 5)]


def test_it_sends_one_reminder_where_two_meet() -> None:
    rule = replace(CAPTURE, opens=business(4))  # opens on the day before it closes
    deadline = deadline_of(rule, MARCH, SV, EL_SALVADOR)
    assert [notice.step for notice in reminders_of(rule, deadline, SV, EL_SALVADOR)] == ["due-1BD", "due"]


def test_it_reminds_of_nothing_outside_the_window() -> None:
    reminders = (Reminder(Edge.OPENS, -1), Reminder(Edge.DUE, 2, DayType.CD), Reminder(Edge.DUE))
    rule = replace(WARNING, reminders=reminders)  # due in the morning, so that 08:00 is too late as well
    for due_at in (time(6), time(7, 59, 59)):
        due = replace(rule, time_of_day=due_at)
        assert reminders_of(due, deadline_of(due, MARCH, SV, EL_SALVADOR), SV, EL_SALVADOR) == ()


def test_it_climbs_the_ladder_from_the_end_of_the_window() -> None:
    deadline = deadline_of(CAPTURE, MARCH, SV, EL_SALVADOR)
    assert escalation_of(CAPTURE, deadline, SV, EL_SALVADOR) == (
        Notice("late", moment("2027-04-08T00:00:00-06:00"), ("enlaces", "jefaturas")),
        Notice("late+1BD", moment("2027-04-08T08:00:00-06:00"), ("jefaturas", "planificacion")),
        Notice("late+3BD", moment("2027-04-12T08:00:00-06:00"), ("direccion",)),
        Notice("late+5BD", moment("2027-04-14T08:00:00-06:00"), ("despacho",)),
    )


def test_the_first_rung_does_not_wait_for_an_hour() -> None:
    rule = replace(WARNING, escalation=(Rung(0, ("direccion",)),))
    (late,) = escalation_of(rule, deadline_of(rule, MARCH, SV, EL_SALVADOR), SV, EL_SALVADOR)
    assert late.at.isoformat() == "2027-04-08T06:00:01-06:00"


def test_it_climbs_in_calendar_days_from_the_rolled_date() -> None:
    deadline = deadline_of(ROLLED_EVALUATION, Period.parse("2027-Q1"), PE, BOGOTA)
    assert escalation_of(ROLLED_EVALUATION, deadline, PE, BOGOTA) == (
        Notice("late+1CD", moment("2027-04-13T09:00:00-05:00"), ("jefaturas",)),
    )


@given(st.dates(date(2025, 1, 1), date(2032, 12, 31)), st.sampled_from(sorted(CALENDARS)), st.sampled_from(ZONES))
def test_notices_keep_their_order_around_the_end_of_the_window(day: date, code: str, zone: ZoneInfo) -> None:
    calendar, period = CALENDARS[code], Period.containing(day, "month")
    deadline = deadline_of(CAPTURE, period, calendar, zone)
    found = window_of(CAPTURE, deadline, calendar, zone)
    reminders = [notice.at.astimezone(UTC) for notice in reminders_of(CAPTURE, deadline, calendar, zone)]
    late, *rungs = [notice.at.astimezone(UTC) for notice in escalation_of(CAPTURE, deadline, calendar, zone)]
    assert len(reminders) == len(rungs) == 3
    steps = [found.opens_at, *reminders, found.ends_at, *rungs]
    assert late == found.ends_at
    assert steps == sorted(set(steps))
    assert {step.astimezone(zone).time() for step in (*reminders, *rungs)} == {time(8)}


def window(rule: DeadlineRule, period: Period) -> Window:
    return window_of(rule, deadline_of(rule, period, SV, EL_SALVADOR), SV, EL_SALVADOR)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2027-04-15T23:59:59-06:00", "2027-04-14T08:00:00-06:00"),
        ("2027-04-19T12:00:00-06:00", "2027-04-16T08:00:00-06:00"),  # a Monday: on the Friday before
        ("2027-04-18T23:59:59-06:00", "2027-04-16T08:00:00-06:00"),  # a Sunday: on the Friday before
        ("2027-03-29T23:59:59-06:00", "2027-03-19T08:00:00-06:00"),  # Holy Week is free
        ("2027-04-16T05:59:00+00:00", "2027-04-14T08:00:00-06:00"),  # the day is the institution's own
    ],
)
def test_the_eve_of_an_end_is_the_business_day_before(until: str, told: str) -> None:
    assert eve_of(datetime.fromisoformat(until), SV, ZONES[0]) == datetime.fromisoformat(told)
