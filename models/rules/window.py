"""The window of a deadline: when it opens, when it ends, and who hears of it before and after (R 4.1, rulings 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from models.rules.deadline import MORNING
from models.rules.deadline_kind import Anchor, DayType, Edge
from models.rules.due_date import counted_day, first_from
from models.rules.local_time import end_of_day, first_moment
from models.rules.workflow import PeriodState

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from models.rules.deadline import Deadline, DeadlineRule
    from models.rules.work_calendar import WorkCalendar

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Moments in UTC: open from `opens_at`, late from `ends_at`, shut from `closes_at` where the rule names a day."""

    opens_at: datetime
    ends_at: datetime
    closes_at: datetime | None

    def state(self, moment: datetime) -> PeriodState:
        """Give what the clock makes of the period; a person's closing or reopening comes on top."""
        now = moment.astimezone(UTC)
        if now < self.opens_at:
            return PeriodState.FUTURE
        if now < self.ends_at:
            return PeriodState.OPEN
        return PeriodState.CLOSED if self.closes_at and now >= self.closes_at else PeriodState.UNDER_REVIEW


@dataclass(frozen=True, slots=True)
class Notice:
    """One step of a deadline's mails: `step` is part of the mail's key (rulings 20), `to` are recipient groups."""

    step: str
    at: datetime
    to: tuple[str, ...]


def window_of(rule: DeadlineRule, deadline: Deadline, calendar: WorkCalendar, zone: ZoneInfo) -> Window:
    """Give the window of a deadline of this rule; a closing day before the window's end closes at that end."""
    opens_at = first_moment(deadline.opens, time(0), zone).astimezone(UTC)
    day = _closing_day(rule, deadline, calendar)
    closes_at = None if day is None else max(_midnight_after(day, zone), deadline.ends_at)
    return Window(opens_at, deadline.ends_at, closes_at)


def reminders_of(rule: DeadlineRule, deadline: Deadline, calendar: WorkCalendar, zone: ZoneInfo) -> tuple[Notice, ...]:
    """Give the reminders inside the window, in order; of two at one moment, the one declared last.

    They are for who has not sent: that is asked when they go out, not here.
    """
    window = window_of(rule, deadline, calendar, zone)
    notices: dict[datetime, Notice] = {}
    for reminder in rule.reminders:
        edge = deadline.opens if reminder.edge is Edge.OPENS else deadline.effective_due
        at = first_moment(_days_from(edge, reminder.days, reminder.day_type, calendar), reminder.at, zone)
        if window.opens_at <= at.astimezone(UTC) < window.ends_at:
            step = _step(reminder.edge, reminder.days, reminder.day_type)
            notices[at.astimezone(UTC)] = Notice(step, at, rule.recipients)
    return tuple(notices[at] for at in sorted(notices))


def escalation_of(rule: DeadlineRule, deadline: Deadline, calendar: WorkCalendar, zone: ZoneInfo) -> tuple[Notice, ...]:
    """Give the rungs of the ladder in the order declared; none comes before the window has ended."""
    notices = []
    for rung in rule.escalation:
        day = _days_from(deadline.effective_due, rung.days, rung.day_type, calendar)
        at = max(first_moment(day, rung.at, zone).astimezone(UTC), deadline.ends_at) if rung.days else deadline.ends_at
        notices.append(Notice(_step("late", rung.days, rung.day_type), at.astimezone(zone), rung.to))
    return tuple(notices)


def eve_of(until: datetime, calendar: WorkCalendar, zone: ZoneInfo) -> datetime:
    """Give the morning of the last business day before the local day on which something ends."""
    return first_moment(calendar.add_business_days(until.astimezone(zone).date(), -1), MORNING, zone)


def _closing_day(rule: DeadlineRule, deadline: Deadline, calendar: WorkCalendar) -> date | None:
    if rule.closes is None:
        return None
    if not rule.closes.is_counted:
        return first_from(rule.closes, deadline.effective_due)
    anchor = deadline.nominal_due if rule.anchor is Anchor.FIXED_DATE else deadline.period.end
    return counted_day(rule, rule.closes, anchor, calendar)


def _days_from(day: date, days: int, day_type: DayType, calendar: WorkCalendar) -> date:
    return calendar.add_business_days(day, days) if day_type is DayType.BD else day + timedelta(days=days)


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return end_of_day(day, zone).astimezone(UTC) + _SECOND


def _step(edge: str, days: int, day_type: DayType) -> str:
    """`opens`, `due`, `due-1BD`, `late+3BD`: short, stable, and different for every line of a rule."""
    return f"{edge}{days:+}{day_type}" if days else str(edge)
