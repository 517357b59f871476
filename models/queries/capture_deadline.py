"""Until when a period's sheets are on time: as announced, or as the calendar says today."""

from __future__ import annotations

from models.queries.announced_deadlines import announced_deadlines
from models.queries.local_day import zone_of
from models.queries.preset_in_use import calendar_of, preset_in_use
from models.rules.deadline import Deadline, DeadlineRule
from models.rules.deadline_kind import Subject
from models.rules.due_date import deadline_of
from models.rules.errors import RuleBroken
from models.rules.period import Period


def capture_deadline(institution_id: int, period: str) -> Deadline:
    """The deadline of the rule that opens and closes the period's window.

    Raises RuleBroken `no_deadline` where the preset has no capture rule for such a period.
    """
    span = Period.parse(period)
    rule = capture_rule(institution_id, span)
    told = announced_deadlines(institution_id).get((rule.id, period))
    return told or deadline_of(rule, span, calendar_of(institution_id), zone_of(institution_id))


def capture_rule(institution_id: int, period: Period) -> DeadlineRule:
    """The rule of the preset whose subject is the sheet, for periods of this kind."""
    for rule in preset_in_use(institution_id).preset.deadlines:
        if rule.subject is Subject.CAPTURE_SHEET and rule.applies_to(period):
            return rule
    raise RuleBroken("no_deadline", f"La institución no tiene plazo de captura para {period}.")
