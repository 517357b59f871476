"""What a calendar program reads: whole days, escaped texts, a warning before each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from models.files.calendar_write import CalendarEvent, calendar_bytes

NOW = datetime(2027, 4, 1, 14, 30, tzinfo=UTC)
MARCH = CalendarEvent(
    uid="hacienda_sv-S0-D01-2027-03@rumbo",
    sequence=4,
    day=date(2027, 4, 7),
    title="Envío del avance: marzo de 2027",
    text="Hasta las 23:59. 5.º día hábil de abril de 2027.",
    address="http://rumbo.example/plazos/?month=2027-04",
)


def read(*events: CalendarEvent) -> Calendar:
    """The calendar as a reader of RFC 5545 finds it."""
    made = Calendar.from_ical(calendar_bytes("Plazos", events, NOW))
    assert isinstance(made, Calendar)
    return made


def only(event: CalendarEvent) -> Event:
    (found,) = read(event).walk("VEVENT")
    assert isinstance(found, Event)
    return found


def test_it_is_a_published_calendar_with_a_name_that_is_read_again_in_hours() -> None:
    made = read(MARCH)
    assert (made["version"], made["method"], made["x-wr-calname"]) == ("2.0", "PUBLISH", "Plazos")
    assert made["prodid"]
    assert made["refresh-interval"].dt == timedelta(hours=6)
    assert b"X-PUBLISHED-TTL:PT6H\r\n" in calendar_bytes("Plazos", [MARCH], NOW)


def test_a_deadline_is_a_whole_day_that_keeps_nobody_busy() -> None:
    found = only(MARCH)
    assert (found["dtstart"].dt, found["dtend"].dt) == (date(2027, 4, 7), date(2027, 4, 8))
    assert found["dtstart"].params["VALUE"] == "DATE"
    assert (found["uid"], found["sequence"], found["transp"]) == (MARCH.uid, 4, "TRANSPARENT")
    assert found["dtstamp"].dt == NOW


def test_it_warns_two_days_before() -> None:
    (alarm,) = only(MARCH).walk("VALARM")
    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(days=-2))


def test_no_event_is_a_calendar_too() -> None:
    assert read().walk("VEVENT") == []


@pytest.mark.parametrize(
    "text",
    [
        "uno\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:otro",  # lines of its own
        "uno\nATTENDEE:mailto:x@y.example",
        'uno; dos, tres\\cuatro: "cinco"',
        "BEGIN:VALARM",
    ],
)
def test_a_text_is_never_read_as_more_than_a_text(text: str) -> None:
    found = only(replace(MARCH, title=text, text=text))
    assert "attendee" not in found
    assert len(found.walk("VALARM")) == 1
    assert str(found["summary"]) == text.replace("\r\n", "\n")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_words_come_back_as_they_were_and_lines_are_short(text: str) -> None:
    made = calendar_bytes("Plazos", [replace(MARCH, text=text)], NOW)
    (found,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(found["description"]) == text
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
