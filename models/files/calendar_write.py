"""Dates as a calendar program reads them (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vDuration

REFRESH = timedelta(hours=6)
WARNS_BEFORE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A whole day. `uid` stays the same for ever; `sequence` grows when the date may have moved."""

    uid: str
    sequence: int
    day: date
    title: str
    text: str
    address: str


def calendar_bytes(name: str, events: Iterable[CalendarEvent], now: datetime) -> bytes:
    """Write the calendar called `name` as it stands at `now`; each event warns two days before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Rumbo//Plazos//ES")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))  # what Outlook reads in its place
    for event in events:
        calendar.add_component(_event(event, now))
    return bytes(calendar.to_ical())


def _event(event: CalendarEvent, now: datetime) -> Event:
    made = Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", now)
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", event.title)
    made.add("description", event.text)
    made.add("url", event.address)
    made.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.title)
    alarm.add("trigger", -WARNS_BEFORE)
    made.add_component(alarm)
    return made
