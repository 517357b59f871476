"""The quarter's urgent meeting is drafted by itself once the quarter is closed (S0-I-09)."""

from __future__ import annotations

from datetime import datetime

from models.actions.propose_meeting import propose_urgent_meeting
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.rules.deadline_kind import Subject
from models.rules.period import Period, PeriodKind
from models.scope import Reader


def draft_urgent_meeting(institution_id: int, actor: Reader, now: datetime) -> str | None:
    """Draft that of the last quarter that ended, where the preset has such meetings; give the quarter, or None.

    The quarter's own meeting is the mark that it was done. The caller commits.
    """
    rules = preset_in_use(institution_id).preset.deadlines
    if not any(rule.subject is Subject.URGENT_MEETING for rule in rules):
        return None
    running = Period.containing(local_day(institution_id, now), PeriodKind.QUARTER)
    quarter = str(running.previous())
    return quarter if propose_urgent_meeting(quarter, actor, now) is not None else None
