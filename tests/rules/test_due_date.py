from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import CalendarDay
from models.rules.deadline import Deadline, DeadlineRule, Offset
from models.rules.deadline_kind import Anchor, CountFrom, DayType, Subject
from models.rules.due_date import deadline_of, deadline_on_event, deadlines_for_year, event_rules
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.work_calendar import Roll, WorkCalendar
from tests.rules.calendars import CALENDARS, SV_SPEC
from tests.rules.deadline_rules import (
    BOGOTA,
    BUDGET,
    CAPTURE,
    DIGEST,
    EL_SALVADOR,
    EVALUATION,
    EXECUTIVE,
    FINAL_REPORT,
    LIMA,
    PLAN_INFORMATION,
    PUBLICATION,
    REVIEW_PACKET,
    ROLLED_EVALUATION,
    VALIDATION,
    WARNING,
    business,
    calendar_days,
)

SV, CO, PE = CALENDARS["SV-public"], CALENDARS["CO"], CALENDARS["PE"]
YEARLY = (
    CAPTURE, WARNING, EXECUTIVE, PUBLICATION, REVIEW_PACKET, FINAL_REPORT, PLAN_INFORMATION, BUDGET, ROLLED_EVALUATION,
)  # fmt: skip
DAYS = st.dates(date(2025, 6, 1), date(2030, 6, 30))


@pytest.mark.parametrize(
    ("month", "opens", "closes", "alert"),
    [
        ("2026-12", date(2027, 1, 4), date(2027, 1, 8), date(2027, 1, 11)),
        ("2027-01", date(2027, 2, 1), date(2027, 2, 5), date(2027, 2, 8)),
        ("2027-02", date(2027, 3, 1), date(2027, 3, 5), date(2027, 3, 8)),
        ("2027-03", date(2027, 4, 1), date(2027, 4, 7), date(2027, 4, 8)),
        ("2027-04", date(2027, 5, 3), date(2027, 5, 7), date(2027, 5, 11)),  # 10 May is a holiday
        ("2027-05", date(2027, 6, 1), date(2027, 6, 7), date(2027, 6, 8)),
        ("2027-06", date(2027, 7, 1), date(2027, 7, 7), date(2027, 7, 8)),
        ("2027-07", date(2027, 8, 9), date(2027, 8, 13), date(2027, 8, 16)),  # August vacation
        ("2027-08", date(2027, 9, 1), date(2027, 9, 7), date(2027, 9, 8)),
        ("2027-09", date(2027, 10, 1), date(2027, 10, 7), date(2027, 10, 8)),
        ("2027-10", date(2027, 11, 1), date(2027, 11, 8), date(2027, 11, 9)),  # 2 November is a holiday
        ("2027-11", date(2027, 12, 1), date(2027, 12, 7), date(2027, 12, 8)),
    ],
)
def test_it_gives_the_windows_and_alerts_of_2027(month: str, opens: date, closes: date, alert: date) -> None:
    window = deadline_of(CAPTURE, Period.parse(month), SV, EL_SALVADOR)
    warning = deadline_of(WARNING, Period.parse(month), SV, EL_SALVADOR)
    assert (window.opens, window.nominal_due, window.effective_due) == (opens, closes, closes)
    assert window.due_at.isoformat() == f"{closes}T23:59:59-06:00"
    assert warning.due_at.isoformat() == f"{alert}T06:00:00-06:00"


@pytest.mark.parametrize(
    ("rule", "period", "calendar", "expected"),
    [
        (EVALUATION, "2027-Q1", PE, date(2027, 4, 10)),  # Saturday, and stays
        (EVALUATION, "2027-Q2", PE, date(2027, 7, 10)),
        (EVALUATION, "2027-Q3", PE, date(2027, 10, 10)),
        (EVALUATION, "2027-Q4", PE, date(2028, 1, 10)),
        (ROLLED_EVALUATION, "2027-Q1", PE, date(2027, 4, 12)),
        (ROLLED_EVALUATION, "2027-Q2", PE, date(2027, 7, 12)),
        (ROLLED_EVALUATION, "2027-Q3", PE, date(2027, 10, 11)),
        (ROLLED_EVALUATION, "2027-Q4", PE, date(2028, 1, 10)),
        (replace(EVALUATION, roll=Roll.PREVIOUS_BD), "2027-Q3", PE, date(2027, 10, 7)),  # 8 October is Angamos
        (ROLLED_EVALUATION, "2026-Q4", CO, date(2027, 1, 12)),  # Monday 11 January is Epiphany
        (EXECUTIVE, "2027-Q1", SV, date(2027, 4, 21)),
        (FINAL_REPORT, "2027", CO, date(2028, 1, 30)),
        (REVIEW_PACKET, "2027", CO, date(2028, 1, 31)),
        (PUBLICATION, "2027", CO, date(2027, 1, 31)),
        (PLAN_INFORMATION, "2028", PE, date(2027, 3, 30)),
        (BUDGET, "2029", PE, date(2028, 4, 30)),
        (replace(BUDGET, due=Offset(DayType.MONTH, 2), opens=None), "2029", PE, date(2028, 2, 29)),  # leap year
        (replace(CAPTURE, count_from=CountFrom.FIRST_DAY), "2027-03", SV, date(2027, 4, 6)),  # 31 March is day 1
        (replace(CAPTURE, due=business(-1), opens=None), "2027-03", SV, date(2027, 3, 30)),
        (
            replace(CAPTURE, due=business(-1), opens=None, count_from=CountFrom.FIRST_DAY),
            "2027-03",
            SV,
            date(2027, 3, 31),
        ),
    ],
)
def test_it_counts_from_the_anchor(rule: DeadlineRule, period: str, calendar: WorkCalendar, expected: date) -> None:
    assert deadline_of(rule, Period.parse(period), calendar, LIMA).effective_due == expected


@pytest.mark.parametrize(
    ("rule", "period", "expected"),
    [
        (EVALUATION, "2027-Q1", date(2027, 4, 1)),  # nothing said: the day after the period
        (replace(PUBLICATION, opens=None), "2027", date(2027, 1, 31)),  # nothing said: the fixed date
        (PUBLICATION, "2027", date(2026, 11, 1)),  # the last 1 November before the due day
        (PLAN_INFORMATION, "2028", date(2027, 1, 1)),
        (BUDGET, "2028", date(2027, 4, 1)),
        (REVIEW_PACKET, "2027", date(2028, 1, 1)),
        (replace(PUBLICATION, opens=calendar_days(-30)), "2027", date(2027, 1, 1)),
        (replace(EVALUATION, opens=calendar_days(10), due=business(5)), "2027-Q2", date(2027, 7, 8)),  # never after due
    ],
)
def test_it_opens_no_later_than_it_is_due(rule: DeadlineRule, period: str, expected: date) -> None:
    assert deadline_of(rule, Period.parse(period), CO, BOGOTA).opens == expected


SENT = "2027-03-17T10:00:00-05:00"
EVENING = "2027-04-07T23:50:00-05:00"


@pytest.mark.parametrize(
    ("rule", "happened_at", "opens", "due_at"),
    [
        (VALIDATION, SENT, "2027-03-17", "2027-04-05T23:59:59-05:00"),  # R 6.3
        (VALIDATION, "2027-03-18T03:00:00+00:00", "2027-03-17", "2027-04-05T23:59:59-05:00"),  # still the 17th there
        (replace(VALIDATION, due=business(3)), SENT, "2027-03-17", "2027-03-23T23:59:59-05:00"),
        (replace(VALIDATION, due=calendar_days(30)), SENT, "2027-03-17", "2027-04-16T23:59:59-05:00"),
        (replace(VALIDATION, time_of_day=time(12)), SENT, "2027-03-17", "2027-04-05T12:00:00-05:00"),
        (DIGEST, SENT, "2027-03-17", "2027-03-17T17:00:00-05:00"),
        (DIGEST, EVENING, "2027-04-08", "2027-04-08T17:00:00-05:00"),  # after today's digest
        (replace(DIGEST, time_of_day=None), EVENING, "2027-04-07", "2027-04-07T23:59:59-05:00"),
    ],
)
def test_it_counts_from_an_event(rule: DeadlineRule, happened_at: str, opens: str, due_at: str) -> None:
    moment = datetime.fromisoformat(happened_at)
    found = deadline_on_event(rule, Period.parse("2027-03"), moment, CO, BOGOTA)
    assert (str(found.opens), found.due_at.isoformat()) == (opens, due_at)


@pytest.mark.parametrize(
    ("rule", "period"), [(CAPTURE, "2027-Q1"), (EXECUTIVE, "2027-Q2"), (DIGEST, "2027-03"), (PUBLICATION, "2027-01")]
)
def test_it_refuses_a_period_that_the_rule_does_not_have(rule: DeadlineRule, period: str) -> None:
    with pytest.raises(RuleBroken, match=rule.id):
        deadline_of(rule, Period.parse(period), SV, EL_SALVADOR)


def test_a_year_lists_what_falls_due_in_it() -> None:
    listed = [(found.rule, str(found.period)) for found in deadlines_for_year((*YEARLY, DIGEST), SV, 2027, EL_SALVADOR)]
    months = ["2026-12", *(f"2027-{month:02}" for month in range(1, 12))]
    assert [period for rule, period in listed if rule == "S0-D01"] == months
    assert [period for rule, period in listed if rule == "S0-D10"] == ["2027-Q1", "2027-Q3"]
    assert [period for rule, period in listed if rule == "S4-D05"] == ["2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3"]
    assert [period for rule, period in listed if rule in {"S4-D01", "S4-D03"}] == ["2028", "2028"]
    assert ("S2-D08", "2026") in listed
    assert "S0-D06" not in dict(listed)


def test_a_year_is_in_order_of_the_due_days() -> None:
    days = [found.effective_due for found in deadlines_for_year(YEARLY, SV, 2027, EL_SALVADOR)]
    assert days == sorted(days)


def test_a_date_that_rolls_over_the_year_belongs_to_the_new_one() -> None:
    rule = DeadlineRule(
        id="S0-D99",
        subject=Subject.PUBLICATION,
        anchor=Anchor.FIXED_DATE,
        due=Offset(DayType.MONTH, 12),
        roll=Roll.NEXT_BD,
    )
    found = {str(d.period): d for d in deadlines_for_year([rule], SV, 2028, EL_SALVADOR)}
    assert list(found) == ["2027"]
    assert (found["2027"].nominal_due, found["2027"].effective_due) == (date(2027, 12, 31), date(2028, 1, 3))


def test_a_year_lists_what_is_about_a_later_one() -> None:
    listed = deadlines_for_year([replace(PLAN_INFORMATION, year_offset=-4)], SV, 2027, EL_SALVADOR)
    assert [str(found.period) for found in listed] == ["2031"]


def test_events_stand_apart() -> None:
    assert event_rules((*YEARLY, DIGEST, VALIDATION)) == (DIGEST, VALIDATION)


@pytest.mark.parametrize("year", [-1, 1, 1974, 2100, 9999])
def test_it_refuses_a_year_without_a_calendar(year: int) -> None:
    with pytest.raises(RuleBroken, match="1973 a 2100"):
        deadlines_for_year(YEARLY, SV, year, EL_SALVADOR)


@pytest.mark.parametrize(
    ("moment", "on_time"),
    [
        ("2027-04-07T23:50:00-06:00", "yes"),
        ("2027-04-07T23:59:59.999999-06:00", "yes"),
        ("2027-04-08T05:59:59+00:00", "yes"),
        ("2027-04-08T00:00:00-06:00", "no"),
        ("2027-04-08T06:00:00+00:00", "no"),
    ],
)
def test_the_whole_last_second_is_on_time(moment: str, on_time: str) -> None:
    deadline = deadline_of(CAPTURE, Period.parse("2027-03"), SV, EL_SALVADOR)
    assert deadline.is_on_time(datetime.fromisoformat(moment)) is (on_time == "yes")


@given(st.integers(2025, 2035), st.sampled_from(sorted(CALENDARS)))
def test_every_period_falls_due_in_exactly_one_year(year: int, code: str) -> None:
    listed = [
        (found.rule, found.period)
        for each in (year - 1, year, year + 1)
        for found in deadlines_for_year(YEARLY, CALENDARS[code], each, EL_SALVADOR)
    ]
    assert len(listed) == len(set(listed))
    months = {period for rule, period in listed if rule == "S0-D01"}
    assert set(Period.of(year, "year").parts("month")) <= months


@given(DAYS, st.sampled_from([CAPTURE, WARNING, EXECUTIVE, ROLLED_EVALUATION]), DAYS)
def test_one_more_day_off_never_makes_a_due_day_earlier(off: date, rule: DeadlineRule, day: date) -> None:
    period = Period.containing(day, rule.anchor.period_kind or "")
    closed = WorkCalendar(SV_SPEC, [CalendarDay(off, "Asueto nuevo")])
    before, after = (_counted(rule, period, calendar) for calendar in (SV, closed))
    assert (before is None) == (after is None)
    if before and after:
        assert (after.opens, after.effective_due) >= (before.opens, before.effective_due)
        assert after.nominal_due <= after.effective_due
        assert after.opens <= after.effective_due < after.due_at.date() + timedelta(days=1)


def _counted(rule: DeadlineRule, period: Period, calendar: WorkCalendar) -> Deadline | None:
    return deadline_of(rule, period, calendar, EL_SALVADOR) if rule.applies_to(period) else None
