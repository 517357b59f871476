"""Which day it is where the institution is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.tables.base import db
from models.tables.institution import Institution


def zone_of(institution_id: int) -> ZoneInfo:
    """Time zone of the institution."""
    return ZoneInfo(db.session.get_one(Institution, institution_id).timezone)


def local_day(institution_id: int, moment: datetime) -> date:
    """The institution's calendar day at `moment` (with zone)."""
    return moment.astimezone(zone_of(institution_id)).date()
