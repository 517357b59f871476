"""Whether anything is asked about a period by a request: known from the declaration, without a statement."""

from __future__ import annotations

from models.queries.preset_in_use import preset_in_use
from models.rules.period import Period


def is_requested(institution_id: int, period: str) -> bool:
    """Tell whether a deadline of the institution asks its units for indicators of such a period."""
    preset, span = preset_in_use(institution_id).preset, Period.parse(period)
    return any(rule.applies_to(span) and preset.request_kind(rule.id) for rule in preset.deadlines)
