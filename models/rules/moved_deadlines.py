"""What a change of the calendar does to dates that people may have been told (security fault 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.rules.due_date import deadline_of, deadlines_for_year

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from models.rules.deadline import Deadline, DeadlineRule
    from models.rules.work_calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Moved:
    """One rule and period whose window is not the same before and after."""

    before: Deadline
    after: Deadline


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """The calendar as it is and as it would be."""

    before: WorkCalendar
    after: WorkCalendar


def moved_deadlines(
    rules: Sequence[DeadlineRule], change: CalendarChange, year: int, zone: ZoneInfo
) -> tuple[Moved, ...]:
    """Give the deadlines that lie in a year before or after a change and open or fall due on another day.

    In order of the old due day. Raises RuleBroken `bad_year` as `deadlines_for_year`.
    """
    named = {rule.id: rule for rule in rules}
    old = deadlines_for_year(rules, change.before, year, zone)
    new = deadlines_for_year(rules, change.after, year, zone)
    known = dict.fromkeys((deadline.rule, deadline.period) for deadline in (*old, *new))
    moved = []
    for code, period in known:
        before, after = (deadline_of(named[code], period, calendar, zone) for calendar in (change.before, change.after))
        if (before.opens, before.due_at) != (after.opens, after.due_at):
            moved.append(Moved(before, after))
    return tuple(sorted(moved, key=lambda pair: (pair.before.effective_due, pair.before.rule)))
