"""Who was told a date, and hears when it moves."""

from __future__ import annotations

from datetime import datetime

from models.queries.asked_sheets import asked_units
from models.queries.local_day import local_day
from models.queries.moved_deadlines import MovedDeadline
from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import directory
from models.queries.unit_deadline import running_extensions


def told_people(institution_id: int, move: MovedDeadline, now: datetime) -> list[int]:
    """Give the people to whom the rule is addressed, of the units that the period asks for a report.

    Units with a date of their own that lies beyond the new one keep it, and hear nothing.
    """
    preset = preset_in_use(institution_id).preset
    rule = next(each for each in preset.deadlines if each.id == move.after.rule)
    period = move.after.period
    own = running_extensions(institution_id, str(period), move.after.due_at)
    units = asked_units(institution_id, period) - own.keys()
    people = directory(institution_id, local_day(institution_id, now))
    groups = [preset.recipient_group(code) for code in rule.recipients]
    return sorted({person for group in groups for person in people.people(group, units)})
