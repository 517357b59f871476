"""A meeting as an invitation that calendar programs take in, move and take out again (RFC 5545, RFC 5546)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

WARNS_BEFORE = timedelta(minutes=30)


class Method(StrEnum):
    """What the mail asks of the calendar."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a name and a mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One event. `uid` stays the same for ever; `sequence` grows whenever it changes, so that it moves."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    text: str
    place: str
    address: str
    organizer: Party
    invited: tuple[Party, ...]


def invitation_bytes(invitation: Invitation, method: Method, now: datetime) -> bytes:
    """Write the event as it stands at `now`, to be put in or taken out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Rumbo//Reuniones//ES")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(_event(invitation, method, now))
    return bytes(calendar.to_ical())


def _event(invitation: Invitation, method: Method, now: datetime) -> Event:
    made = Event()
    made.add("uid", invitation.uid)
    made.add("sequence", invitation.sequence)
    made.add("dtstamp", now)
    made.add("dtstart", invitation.starts_at)
    made.add("dtend", invitation.ends_at)
    made.add("summary", invitation.title)
    made.add("description", invitation.text)
    made.add("location", invitation.place)
    made.add("url", invitation.address)
    made.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    made.add("organizer", _party(invitation.organizer, ()))
    for each in invitation.invited:
        made.add("attendee", _party(each, (("ROLE", "REQ-PARTICIPANT"), ("PARTSTAT", "NEEDS-ACTION"))))
    if method is Method.REQUEST:
        made.add_component(_alarm(invitation.title))
    return made


def _party(party: Party, parameters: Iterable[tuple[str, str]]) -> vCalAddress:
    made = vCalAddress(f"MAILTO:{party.address}")
    made.params["CN"] = vText(party.name)
    for name, value in parameters:
        made.params[name] = vText(value)
    return made


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -WARNS_BEFORE)
    return alarm
