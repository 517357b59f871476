"""From a local date and hour to a moment, where clocks are put forward or back (security fault 8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)


def first_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Give the first moment with a local date and hour, in the zone.

    An hour that the day does not have (Santiago, 2024-09-08 00:00) gives the first moment after the gap.
    """
    wall = datetime.combine(day, at)
    there = wall.replace(tzinfo=zone)
    if there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall:
        return there
    return _end_of_gap(wall, zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Give the second before the next day begins: 23:59:59, the later one where clocks go back at midnight."""
    return (first_moment(day + _DAY, time(0), zone).astimezone(UTC) - _SECOND).astimezone(zone)


def next_moment(since: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Give the next time that the zone's clocks show an hour, at `since` itself or later."""
    day = since.astimezone(zone).date()
    found = first_moment(day, at, zone)
    return found if found.astimezone(UTC) >= since.astimezone(UTC) else first_moment(day + _DAY, at, zone)


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """Halve the stretch between the two readings of an hour that does not exist: the change lies in it."""
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    late = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    before = early.astimezone(zone).utcoffset()
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0).astimezone(zone)
