"""Which deadlines a change of the calendar moves, before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.queries.deadlines import announced_deadlines
from models.queries.preset_in_use import calendar_of, own_days, preset_in_use
from models.rules.calendar import CalendarDay
from models.rules.deadline import Deadline
from models.rules.moved_deadlines import CalendarChange
from models.rules.moved_deadlines import moved_deadlines as counted_moves
from models.rules.period import Period
from models.rules.work_calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day as the institution wants it; without `day` its own row goes, and holiday list and preset hold again."""

    on: date
    day: CalendarDay | None = None


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline before and after, and the names of the groups to whom it is addressed.

    One that people were told stays where it is unless somebody moves it.
    """

    before: Deadline
    after: Deadline
    is_announced: bool
    groups: tuple[str, ...]


def moved_deadlines(institution_id: int, change: DayChange, now: datetime) -> list[MovedDeadline]:
    """Give the deadlines, not yet past at `now`, whose window the change moves, by their day before the change."""
    preset = preset_in_use(institution_id).preset
    zone = ZoneInfo(preset.timezone)
    rows = [row for row in own_days(institution_id) if row.on != change.on]
    changed = WorkCalendar(preset.calendar, rows if change.day is None else [*rows, change.day])
    calendars = CalendarChange(calendar_of(institution_id), changed)
    years = range(change.on.year - 1, change.on.year + 2)
    moves = [move for year in years for move in counted_moves(preset.deadlines, calendars, year, zone)]
    announced = announced_deadlines(institution_id)
    groups = {
        rule.id: tuple(preset.recipient_group(code).name for code in rule.recipients) for rule in preset.deadlines
    }
    today = now.astimezone(zone).date()
    found: dict[tuple[str, Period], MovedDeadline] = {}
    for move in moves:
        key = (move.after.rule, move.after.period)
        told = announced.get(key)
        before, after = told or move.before, move.after
        is_past = max(before.effective_due, after.effective_due) < today
        if not is_past and (before.opens, before.due_at) != (after.opens, after.due_at):
            found[key] = MovedDeadline(before, after, told is not None, groups[after.rule])
    return sorted(found.values(), key=lambda each: (each.before.effective_due, each.before.rule))
