"""Which deadlines a change of the calendar moves, before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.queries.deadlines import announced_deadlines
from models.queries.preset_in_use import calendar_of, own_days, preset_in_use
from models.rules.calendar import CalendarDay
from models.rules.deadline import Deadline
from models.rules.due_date import deadlines_for_year
from models.rules.period import Period
from models.rules.preset import Preset
from models.rules.work_calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day as the institution wants it; without `day` its own row goes, and holiday list and preset hold again."""

    on: date
    day: CalendarDay | None = None


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline before and after; one that people were told stays where it is unless somebody moves it."""

    before: Deadline
    after: Deadline
    is_announced: bool


def moved_deadlines(institution_id: int, change: DayChange, now: datetime) -> list[MovedDeadline]:
    """Give the deadlines, not yet past at `now`, whose window the change moves, in the order of their rules."""
    preset = preset_in_use(institution_id).preset
    zone = ZoneInfo(preset.timezone)
    years = range(change.on.year - 1, change.on.year + 2)
    standing = _counted(preset, calendar_of(institution_id), years, zone)
    rows = [row for row in own_days(institution_id) if row.on != change.on]
    changed = WorkCalendar(preset.calendar, rows if change.day is None else [*rows, change.day])
    wanted = _counted(preset, changed, years, zone)
    told = announced_deadlines(institution_id)
    today = now.astimezone(zone).date()
    moved = []
    for key, after in wanted.items():
        before = told.get(key) or standing.get(key)
        if before is None or max(before.effective_due, after.effective_due) < today:
            continue
        if (before.opens, before.due_at) != (after.opens, after.due_at):
            moved.append(MovedDeadline(before, after, key in told))
    return moved


def _counted(
    preset: Preset, calendar: WorkCalendar, years: Iterable[int], zone: ZoneInfo
) -> dict[tuple[str, Period], Deadline]:
    found = [deadline for year in years for deadline in deadlines_for_year(preset.deadlines, calendar, year, zone)]
    return {(deadline.rule, deadline.period): deadline for deadline in found}
