"""What the minutes of a meeting say, in words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.meeting_page import MeetingPage, meeting_page
from models.rules.document.canonical import from_json, sealed
from models.rules.document.document import Document
from models.rules.errors import RuleBroken
from models.rules.meeting_words import ATTENDANCE_WORDS, CAPACITY_WORDS, MEETING_KIND_WORDS
from models.rules.minutes_document import Agreed, Came, MinutesContent, Ruled, Said, minutes_document
from models.rules.wording import moment_text
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting
from models.tables.minutes import Minutes


def minutes_content(meeting: Meeting) -> MinutesContent:
    """Give it as of the last word written. Raises RuleBroken 409 while there are no minutes."""
    page = meeting_page(meeting)
    minutes = page.minutes
    if minutes is None:
        raise RuleBroken("minutes_missing", "La reunión aún no tiene acta: escríbala primero.", status=409)
    home = db.session.get_one(Institution, meeting.institution_id)
    zone = ZoneInfo(home.timezone)
    return MinutesContent(
        institution=home.name,
        number=f"{minutes.number}/{minutes.year}",
        title=meeting.title,
        kind=MEETING_KIND_WORDS[meeting.kind],
        when=moment_text(meeting.starts_at, home.timezone, home.locale),
        place=meeting.place or meeting.link,
        agenda=tuple(point.text for point in page.agenda),
        came=tuple(_came(each) for each in page.invitees),
        body=minutes.body,
        remarks=tuple(Said(_name(each.author), each.text, each.resolution) for each in page.remarks),
        decisions=tuple(
            Ruled(each.text, _name(each.decided_by), each.act if each.is_on_behalf else "") for each in page.decisions
        ),
        commitments=_agreed(page),
        drafted_by=_name(minutes.drafted_by),
        drafted_on=_day(minutes.drafted_at, zone) or minutes.drafted_at.date(),
        approved_by=_name(minutes.approved_by),
        approved_on=_day(minutes.approved_at, zone),
        generated_at=(minutes.approved_at or minutes.drafted_at).astimezone(zone),
        locale=home.locale,
    )


def document_of(meeting: Meeting) -> Document:
    """Give the minutes as they were approved, or, of a draft, as they stand. Raises RuleBroken 409 without any."""
    kept = db.session.scalar(select(Minutes.document).where(Minutes.meeting_id == meeting.id))
    return from_json(kept) if kept else sealed(minutes_document(minutes_content(meeting)))


def _came(invitee: Invitee) -> Came:
    word = ATTENDANCE_WORDS[invitee.attendance] if invitee.attendance else "–"
    attendance = f"{word}: {invitee.delegate_name}" if invitee.delegate_name else word
    return Came(_name(invitee.user), invitee.org_unit.name, CAPACITY_WORDS[invitee.capacity], attendance)


def _agreed(page: MeetingPage) -> tuple[Agreed, ...]:
    return tuple(Agreed(each.text, each.org_unit.name, _name(each.owner), each.due_on) for each in page.commitments)


def _name(user: User | None) -> str:
    return f"{user.first_name} {user.last_name}".strip() if user else ""


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None
