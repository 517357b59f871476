"""Gestures at the screens of meetings and commitments."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from icalendar import Calendar, Component
from sqlalchemy import select

from models.scope import as_system
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.meeting import Meeting
from tests.procedures.steps import press

NEW = "/reuniones/nueva"
FEBRUARY = "2027-02"
PDF = b"%PDF-1.4 acto"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 una foto"


def draft(browser: FlaskClient, kind: str, title: str, day: str, **more: Any) -> str:
    """Fill the form of a new meeting, from nine to eleven; give the address of its page."""
    times = {"day": day, "starts": "09:00", "ends": "11:00", "place": "Sala 1", "period": FEBRUARY}
    answer = press(browser, f"{NEW}?period={FEBRUARY}", NEW, kind=kind, title=title, **times, **more)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def step(browser: FlaskClient, page: str, verb: str, **fields: Any) -> Any:
    """Press one of the buttons of a page."""
    return press(browser, page, f"{page}{verb}", **fields)


def uploaded(content: bytes, name: str) -> tuple[BytesIO, str]:
    """A file as a form sends it."""
    return BytesIO(content), name


def meeting_at(page: str) -> Meeting:
    """The meeting whose page it is, as it stands in the database now."""
    db.session.expire_all()
    return db.session.get_one(Meeting, int(page.rstrip("/").rsplit("/", 1)[1]))


def commitment_page(text: str) -> str:
    """The address of the commitment with these words."""
    with as_system():
        return f"/compromisos/{db.session.scalars(select(Commitment.id).where(Commitment.text == text)).one()}/"


def commitment_at(page: str) -> Commitment:
    """The commitment whose page it is, as it stands in the database now."""
    db.session.expire_all()
    return db.session.get_one(Commitment, int(page.rstrip("/").rsplit("/", 1)[1]))


def came(page: str, browser: FlaskClient, **absent: str) -> Any:
    """Record that everybody came but those that are named with what became of them."""
    shown = browser.get(page).text
    keys = [part.split('"', 1)[0] for part in shown.split('name="attendance-')[1:]]
    rows = shown.split("<tr>")
    fields = {}
    for key in keys:
        row = next(row for row in rows if f'name="attendance-{key}"' in row)
        fields[f"attendance-{key}"] = next(
            (how for who, how in absent.items() if f"{who.capitalize()} " in row), "present"
        )
    return step(browser, page, "asistencia", **fields)


def event_of(mail: EmailMessage) -> tuple[str, Component]:
    """What a mail asks of the calendar, and the event."""
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(str(part.get_content()))
    assert part.get_param("method") == str(calendar["METHOD"])
    return str(calendar["METHOD"]), next(iter(calendar.walk("VEVENT")))
