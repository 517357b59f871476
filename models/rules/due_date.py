"""Counting a rule of time limits out: from rule, period and calendar to dates and a moment (R 4.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.rules.deadline import Deadline, DeadlineRule, Offset
from models.rules.deadline_kind import Anchor, CountFrom, DayType
from models.rules.deadline_why import Span, why
from models.rules.errors import RuleBroken
from models.rules.local_time import end_of_day, first_moment, next_moment
from models.rules.period import Period
from models.rules.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from models.rules.work_calendar import WorkCalendar

_ONE_DAY = timedelta(days=1)
_YEARS_BEFORE = 2
"""How much earlier than its due date a period may lie: 366 business days fill almost a year and a half."""


def deadline_of(rule: DeadlineRule, period: Period, calendar: WorkCalendar, zone: ZoneInfo) -> Deadline:
    """Give the deadline of a rule for a period; raise RuleBroken where it has none, as for every event."""
    if not rule.applies_to(period):
        raise RuleBroken(
            "no_deadline",
            say("La regla de plazo {id} no tiene vencimiento para el periodo {period}.", id=rule.id, period=period),
        )
    return _deadline(rule, period, _span(rule, period, calendar), calendar, zone)


def deadline_on_event(
    rule: DeadlineRule, period: Period, happened_at: datetime, calendar: WorkCalendar, zone: ZoneInfo
) -> Deadline:
    """Give the deadline that begins with an event, for the period that the event is about.

    Zero days with a `time_of_day` are the next time that the clocks show that hour: a digest.
    """
    day = happened_at.astimezone(zone).date()
    if rule.due.count == 0 and rule.time_of_day is not None:
        day = next_moment(happened_at, rule.time_of_day, zone).date()
    nominal = counted_day(rule, rule.due, day, calendar)
    return _deadline(rule, period, Span(day, nominal, calendar.roll(nominal, rule.roll)), calendar, zone)


def deadlines_for_year(
    rules: Iterable[DeadlineRule], calendar: WorkCalendar, year: int, zone: ZoneInfo
) -> tuple[Deadline, ...]:
    """Give every deadline whose effective due day lies in a year, in order of that day (rulings 4).

    Raises RuleBroken `bad_year` where the calendar does not cover the year and its neighbours.
    """
    calendar.check_years(year - _YEARS_BEFORE, year + 1)
    found = [
        _deadline(rule, period, span, calendar, zone)
        for rule in rules
        for period in _periods_near(rule, year)
        if (span := _span(rule, period, calendar)).effective.year == year
    ]
    return tuple(sorted(found, key=lambda deadline: (deadline.effective_due, deadline.rule, deadline.period)))


def event_rules(rules: Iterable[DeadlineRule]) -> tuple[DeadlineRule, ...]:
    """Give the rules that wait for an event, which no year lists (rulings 4)."""
    return tuple(rule for rule in rules if rule.anchor.period_kind is None)


def counted_day(rule: DeadlineRule, offset: Offset, anchor: date, calendar: WorkCalendar) -> date:
    """Give the day that lies so many days from the anchor's day, counted as the rule says."""
    if rule.count_from is CountFrom.FIRST_DAY and offset.count:
        anchor -= _ONE_DAY if offset.count > 0 else -_ONE_DAY
    if offset.day_type is DayType.BD:
        return calendar.add_business_days(anchor, offset.count)
    return anchor + timedelta(days=offset.count)


def first_from(offset: Offset, day: date) -> date:
    """Give the first date of an offset by date, or end of its month, on a day or after it."""
    found = _last_day(offset, day.year)
    return found if found >= day else _last_day(offset, day.year + 1)


def _periods_near(rule: DeadlineRule, year: int) -> list[Period]:
    kind = rule.anchor.period_kind
    if kind is None:
        return []
    first = year - rule.year_offset - _YEARS_BEFORE
    years = (Period.of(each, "year") for each in range(first, first + _YEARS_BEFORE + 2))
    return [period for each in years for period in each.parts(kind) if rule.applies_to(period)]


def _span(rule: DeadlineRule, period: Period, calendar: WorkCalendar) -> Span:
    if rule.anchor is Anchor.FIXED_DATE:
        nominal = _last_day(rule.due, period.year + rule.year_offset)
        return Span(nominal, nominal, calendar.roll(nominal, rule.roll))
    if rule.due.is_counted:
        nominal = counted_day(rule, rule.due, period.end, calendar)
    else:
        nominal = first_from(rule.due, period.end + _ONE_DAY)
    return Span(period.end, nominal, calendar.roll(nominal, rule.roll))


def _deadline(rule: DeadlineRule, period: Period, span: Span, calendar: WorkCalendar, zone: ZoneInfo) -> Deadline:
    last = end_of_day(span.effective, zone)
    return Deadline(
        rule=rule.id,
        subject=rule.subject,
        period=period,
        opens=min(_opens(rule, span, calendar), span.effective),
        nominal_due=span.nominal,
        effective_due=span.effective,
        due_at=last if rule.time_of_day is None else first_moment(span.effective, rule.time_of_day, zone),
        day_type=rule.due.day_type,
        why=why(rule, span, calendar),
    )


def _opens(rule: DeadlineRule, span: Span, calendar: WorkCalendar) -> date:
    """A date or month of opening is the last one before the due day."""
    if rule.opens is None:
        waits = rule.anchor is Anchor.FIXED_DATE or rule.anchor.period_kind is None
        return span.anchor if waits else span.anchor + _ONE_DAY
    if rule.opens.is_counted:
        return counted_day(rule, rule.opens, span.anchor, calendar)
    year = span.effective.year
    day = _first_day(rule.opens, year)
    return day if day <= span.effective else _first_day(rule.opens, year - 1)


def _first_day(offset: Offset, year: int) -> date:
    return offset.on.in_year(year) if offset.on else date(year, offset.count, 1)


def _last_day(offset: Offset, year: int) -> date:
    return offset.on.in_year(year) if offset.on else Period.of(year, "month", offset.count).end
