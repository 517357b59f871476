"""The meetings that a reader sees: what is coming, and what was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from models.queries.part import Part
from models.rules.meeting import MeetingState
from models.tables.base import db
from models.tables.meeting import Meeting

STILL_TODAY = timedelta(hours=12)
_IS_OFF = Meeting.state == MeetingState.CANCELLED


def coming_meetings(now: datetime) -> Sequence[Meeting]:
    """Drafts and what begins from now on or began lately, the next one first; one statement."""
    coming = and_(Meeting.starts_at > now - STILL_TODAY, ~_IS_OFF)
    is_coming = or_(coming, Meeting.state == MeetingState.DRAFT)
    return db.session.scalars(select(Meeting).where(is_coming).order_by(Meeting.starts_at, Meeting.id)).all()


def past_meetings(now: datetime, part: Part) -> tuple[Sequence[Meeting], int]:
    """What was held or called off, the newest first, and how many there are; two statements."""
    is_past = and_(or_(Meeting.starts_at <= now - STILL_TODAY, _IS_OFF), Meeting.state != MeetingState.DRAFT)
    found = select(Meeting).where(is_past).order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    total = db.session.scalar(select(func.count()).select_from(Meeting).where(is_past)) or 0
    return db.session.scalars(found.limit(part.limit).offset(part.offset)).all(), total
