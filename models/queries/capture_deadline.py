"""Until when a period's sheets are on time: as announced, or as the calendar says today."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.queries.deadlines import announced_deadlines, counted_deadline, window_rule
from models.queries.preset_in_use import calendar_of, preset_in_use
from models.rules.deadline import Deadline
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.sentence import say


def capture_deadline(institution_id: int, period: str) -> Deadline:
    """The deadline of the rule that opens and ends the period's window.

    Raises RuleBroken `no_deadline` where the preset has no capture rule for such a period.
    """
    span = Period.parse(period)
    rule = window_rule(preset_in_use(institution_id).preset, span)
    if rule is None:
        raise RuleBroken(
            "no_deadline", say("La institución no tiene plazo de captura para {period}.", period=period), status=404
        )
    told = announced_deadlines(institution_id).get((rule.id, span))
    return told or counted_deadline(institution_id, rule, span)


def business_days_left(institution_id: int, deadline: Deadline, now: datetime) -> int | None:
    """Business days after today up to the due day: 0 on that day, None once the window has ended."""
    if not deadline.is_on_time(now):
        return None
    today = now.astimezone(deadline.due_at.tzinfo).date()
    tomorrow = today + timedelta(days=1)
    if tomorrow > deadline.effective_due:
        return 0
    return len(calendar_of(institution_id).business_days(tomorrow, deadline.effective_due))
