"""Who was told a date, and hears when it moves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.queries.local_day import local_day
from models.queries.moved_deadlines import MovedDeadline
from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import directory
from models.queries.unit_deadline import running_extensions
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def told_people(institution_id: int, move: MovedDeadline, now: datetime) -> list[int]:
    """Give the people to whom the rule is addressed, of the units that report in the period.

    Units with a date of their own that lies beyond the new one keep it, and hear nothing.
    """
    preset = preset_in_use(institution_id).preset
    rule = next(each for each in preset.deadlines if each.id == move.after.rule)
    period = str(move.after.period)
    reporting = db.session.scalars(
        select(CaptureSheet.org_unit_id).where(
            CaptureSheet.institution_id == institution_id, CaptureSheet.period == period
        )
    )
    units = set(reporting) - running_extensions(institution_id, period, move.after.due_at).keys()
    people = directory(institution_id, local_day(institution_id, now))
    groups = [preset.recipient_group(code) for code in rule.recipients]
    return sorted({person for group in groups for person in people.people(group, units)})
