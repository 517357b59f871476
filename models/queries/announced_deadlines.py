"""The dates that people were told."""

from __future__ import annotations

from sqlalchemy import select

from models.queries.local_day import zone_of
from models.queries.preset_in_use import preset_in_use
from models.rules.deadline import Deadline
from models.rules.deadline_kind import Subject
from models.rules.period import Period
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.base import db


def announced_deadlines(institution_id: int) -> dict[tuple[str, str], Deadline]:
    """Announced deadlines by rule id and period code; those of rules that the preset has no more are left out."""
    rules = {rule.id: rule for rule in preset_in_use(institution_id).preset.deadlines}
    zone = zone_of(institution_id)
    rows = db.session.scalars(select(AnnouncedDeadline).where(AnnouncedDeadline.institution_id == institution_id))
    return {
        (row.rule, row.period): Deadline(
            rule=row.rule,
            subject=Subject(row.subject),
            period=Period.parse(row.period),
            opens=row.opens,
            nominal_due=row.nominal_due,
            effective_due=row.effective_due,
            due_at=row.due_at.astimezone(zone),
            day_type=rules[row.rule].due.day_type,
            why=row.why,
        )
        for row in rows
        if row.rule in rules
    }
