"""The institution's rule for a subject."""

from __future__ import annotations

from models.queries.preset_in_use import preset_in_use
from models.rules.deadline_kind import Subject


def rule_of(institution_id: int, subject: Subject) -> str:
    """Id of the first rule of the preset with this subject, or the subject itself where the preset is silent."""
    rules = preset_in_use(institution_id).preset.deadlines
    return next((rule.id for rule in rules if rule.subject is subject), subject.value)
